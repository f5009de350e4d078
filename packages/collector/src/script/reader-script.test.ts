import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AnswerReader, type Frame } from "./answer-reader.ts";
import { listedFile } from "./listed-file.ts";
import { readerCommand, readerFile } from "./reader-script.ts";

const nonce = "0123456789abcdef01234567";
/** Shells that a host may have as /bin/sh; those that are installed here are tried. */
const shells = ["dash", "bash", "busybox", "mksh", "yash", "posh", "ksh93"].filter(
  (name) => spawnSync(name, ["--help"]).error === undefined,
);

let folder = "";
/** More than a block, with all bytes in it, and words that look like marks. */
const content = Buffer.concat([
  Buffer.from(`\n@${nonce.slice(1)}0 Z\n@x F\n`),
  Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 256)),
]);
const strange = `a b'"$(touch pwn)\`id\`;é.log`;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "deepsec-reader-")));
  mkdirSync(join(folder, "log"));
  for (const name of ["app.log", strange, "-n", "*"]) writeFileSync(join(folder, "log", name), content);
  writeFileSync(join(folder, "log", "two\nlines"), "x");
  writeFileSync(join(folder, "log", "short"), "ab");
  writeFileSync(join(folder, "secret"), "secret\n");
  symlinkSync("../secret", join(folder, "log", "link"));
  symlinkSync("..", join(folder, "log", "up"));
  execFileSync("mkfifo", [join(folder, "log", "fifo")]);
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Request {
  readonly request: string;
  readonly path: string;
}

function ask(shell: string, requests: readonly Request[]): Frame[][] {
  const lines = requests.map(({ request, path }) => `${request}\n${path}\n\n`);
  const text = readerFile([join(folder, "log")]);
  const args = shell === "busybox" ? ["sh", "-c", text] : ["-c", text];
  const run = spawnSync(shell, args, { input: `DS1 ${nonce}\n${lines.join("")}`, cwd: folder });
  expect(run.stderr.toString()).toBe("");
  expect(run.status).toBe(0);
  const answers: Frame[][] = [[]];
  for (const frame of new AnswerReader(nonce).push(run.stdout)) {
    answers.at(-1)?.push(frame);
    if (frame.kind === "Z") answers.push([]);
  }
  // The first one begins with the clock.
  expect(answers[0]?.shift()?.kind).toBe("T");
  return answers.slice(0, -1);
}

describe.each(shells)("in %s", (shell) => {
  test("a file comes byte for byte, from any block, whatever its name is", () => {
    for (const name of ["app.log", strange, "-n", "*"]) {
      const path = join(folder, "log", name);
      const [all, middle] = ask(shell, [
        { request: "R 0 0 0 10", path },
        { request: "R 0 0 2 2", path },
      ]);
      expect(all?.map(({ kind }) => kind)).toEqual(["F", "B", "E", "Z"]);
      expect(listedFile(all?.[0]?.text ?? "", Date.now())).toMatchObject({
        name,
        kind: "file",
        sizeBytes: content.length,
      });
      expect(content.equals(all?.[2]?.before ?? Buffer.alloc(0))).toBe(true);
      expect(content.subarray(0, 1_024).equals(middle?.[1]?.before ?? Buffer.alloc(0))).toBe(true);
      expect(content.subarray(2_048, 4_096).equals(middle?.[2]?.before ?? Buffer.alloc(0))).toBe(true);
    }
  });

  test("what is no regular file inside the folders is refused, and what is unchanged is not read", () => {
    const inode = execFileSync("ls", ["-i", join(folder, "log", "app.log")], { encoding: "utf8" }).split(
      " ",
    )[0];
    const answers = ask(shell, [
      { request: "R 0 0 0 1", path: join(folder, "log", "link") },
      { request: "R 0 0 0 1", path: join(folder, "log", "fifo") },
      { request: "R 0 0 0 1", path: join(folder, "log", "up", "secret") },
      { request: "R 0 0 0 1", path: `${folder}/log/../secret` },
      { request: "R 0 0 0 1", path: "/etc/passwd" },
      { request: "R 0 0 0 1", path: join(folder, "log", "none") },
      { request: "R 0 0 0 1", path: join(folder, "log", "none", "none") },
      { request: `R ${inode} ${content.length} 0 1`, path: join(folder, "log", "app.log") },
      { request: "A 0 0 0 0", path: "/" },
      { request: "R 0 0 0 1", path: "/etc/passwd" },
      { request: "L 0 0 0 0", path: "/etc" },
      { request: "X 0 0 0 0", path: "/etc" },
    ]);
    expect(answers.map(([first]) => [first?.kind, first?.text.replaceAll(folder, "")])).toEqual([
      ["X", "link /secret"],
      ["X", expect.stringMatching(/^type p/u)],
      ["X", "outside "],
      ["X", "outside "],
      ["X", "outside /etc"],
      ["X", "none"],
      ["X", "none"],
      ["=", expect.stringContaining("./app.log")],
      ["Z", ""],
      ["X", "outside /etc"],
      ["X", "outside /etc"],
      ["Z", ""],
    ]);
  });

  test("a folder's entries are listed, without a name that would be two lines", () => {
    const [answer] = ask(shell, [{ request: "L 0 0 0 0", path: join(folder, "log") }]);
    const files = (answer?.[1]?.before.toString() ?? "")
      .split("\n")
      .flatMap((line) => listedFile(line, Date.now()) ?? [])
      .filter(({ name }) => !name.startsWith("."));
    expect(Object.fromEntries(files.map(({ name, kind }) => [name, kind]))).toEqual({
      "*": "file",
      "-n": "file",
      [strange]: "file",
      "app.log": "file",
      fifo: "other",
      link: "link",
      short: "file",
      up: "link",
    });
  });

  test("numbers that are none end it before anything is read", () => {
    const input = `DS1 ${nonce}\nR 0 0 a[$(touch${"${IFS}"}pwn)] 1\n/etc/passwd\n\n`;
    const args = shell === "busybox" ? ["sh", "-c", readerFile(["/"])] : ["-c", readerFile(["/"])];
    const run = spawnSync(shell, args, { input, cwd: folder });
    expect(run.status).toBe(67);
    expect(existsSync(join(folder, "pwn"))).toBe(false);
  });
});

test("nothing of a path or a name was run", () => {
  expect(existsSync(join(folder, "pwn"))).toBe(false);
});

test("a socket is refused", async () => {
  const path = join(folder, "log", "socket");
  const server = createServer().listen(path);
  await new Promise((resolve) => server.once("listening", resolve));
  const [answer] = ask(shells[0] ?? "sh", [{ request: "R 0 0 0 1", path }]);
  server.close();
  expect(answer?.[0]).toMatchObject({ kind: "X", text: expect.stringMatching(/^type s/u) });
});

test("the command is one line with one quoted word, as every login shell takes it", () => {
  const [, inside = ""] = /^exec \/bin\/sh -c '([^']*)'$/u.exec(readerCommand) ?? [];
  expect(inside.length).toBeGreaterThan(1_000);
  expect(inside).not.toContain("\n");
});
