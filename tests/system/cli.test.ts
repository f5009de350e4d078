import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestJournal, type TestEntry } from "../support/journal.ts";
import { jsonLines, runCli } from "../support/run-cli.ts";

interface EventLine {
  readonly source: string;
  readonly timestamp: string | null;
  readonly message: string;
  readonly lines: number[];
  readonly template: string;
  readonly templateText: string;
}

interface TemplateLine {
  readonly id: string;
  readonly text: string;
  readonly count: number;
}

const NOW = "2026-03-02T00:00:00Z";
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deepsec-cli-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function sshLines(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, step) => {
    const at = from + step;
    const time = new Date(Date.UTC(2026, 2, 1, 6, 0, at)).toISOString().slice(11, 19);
    const what =
      at % 5 === 0
        ? `Accepted publickey for carol from 198.51.100.${at % 200} port ${40_000 + at} ssh2`
        : `Failed password for root from 203.0.113.${at % 200} port ${50_000 + at} ssh2`;
    return `Mar  1 ${time} gate1 sshd[${700 + at}]: ${what}`;
  });
}

const SSH_LOG = `${sshLines(200).join("\n")}\n`;
const JAVA_LOG = `2026-03-01 06:00:01,120 INFO  [main] shop.Order - order 4711 placed
2026-03-01 06:00:02,004 ERROR [pool-2] shop.Pay - payment failed
java.lang.IllegalStateException: gateway closed
	at shop.Pay.send(Pay.java:88)
	at shop.Pay.run(Pay.java:31)
Caused by: java.net.SocketException: Broken pipe
	at java.base/sun.nio.ch.SocketDispatcher.write(SocketDispatcher.java:62)
	... 12 more
2026-03-01 06:00:03,700 INFO  [main] shop.Order - order 4712 placed
`;

const withoutSource = (text: string): EventLine[] =>
  jsonLines<EventLine>(text).map((event) => ({ ...event, source: "" }));

describe("events", () => {
  test("an event with its stack trace names all its lines, in file order", async () => {
    const { code, stdout, stderr } = await runCli([
      "events",
      "--jsonl",
      "--now",
      NOW,
      await write("shop.log", JAVA_LOG),
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const events = jsonLines<EventLine>(stdout);
    expect(events.map((event) => event.lines)).toEqual([[1], [2, 3, 4, 5, 6, 7, 8], [9]]);
    expect(events[1]?.timestamp).toBe("2026-03-01T06:00:02.004Z");
  });

  test("every event of one template has its final text, the first ones too", async () => {
    const { stdout } = await runCli(["events", "--jsonl", "--now", NOW, await write("auth.log", SSH_LOG)]);
    const events = jsonLines<EventLine>(stdout);
    expect(events.length).toBe(200);
    const texts = new Map<string, Set<string>>();
    for (const event of events)
      texts.set(event.template, (texts.get(event.template) ?? new Set()).add(event.templateText));
    for (const of of texts.values()) expect(of.size).toBe(1);
  });

  test("a file, its gzip, and standard input give the same events", async () => {
    const plain = await runCli(["events", "--now", NOW, await write("auth.log", SSH_LOG)]);
    const packed = await runCli(["events", "--now", NOW, await write("auth.log.gz", gzipSync(SSH_LOG))]);
    const piped = await runCli(["events", "--now", NOW, "-"], { input: SSH_LOG });
    expect(withoutSource(packed.stdout)).toEqual(withoutSource(plain.stdout));
    expect(withoutSource(piped.stdout)).toEqual(withoutSource(plain.stdout));
  });

  test("a directory is read from the oldest rotated file on", async () => {
    await write("auth.log", `${sshLines(3, 6).join("\n")}\n`);
    await write("auth.log.1", `${sshLines(3, 3).join("\n")}\n`);
    await write("auth.log.2.gz", gzipSync(`${sshLines(3).join("\n")}\n`));
    const { stdout } = await runCli(["events", "--now", NOW, folder]);
    const times = jsonLines<EventLine>(stdout).map((event) => event.timestamp);
    expect(times.length).toBe(9);
    expect(times).toEqual(times.toSorted());
  });

  test("--now decides the year and --tz the zone of a time without them", async () => {
    const path = await write("old.log", "Dec 31 23:30:00 gate1 cron[7]: tick\n");
    const { stdout } = await runCli([
      "events",
      "--now",
      "2026-01-01T08:00:00Z",
      "--tz",
      "Europe/Berlin",
      path,
    ]);
    expect(new Date(jsonLines<EventLine>(stdout)[0]?.timestamp ?? "").toISOString()).toBe(
      "2025-12-31T22:30:00.000Z",
    );
  });

  test("an empty file has no events and is no error", async () => {
    expect(await runCli(["events", await write("empty.log", "")])).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });

  test("a reader that has seen enough ends it quietly", async () => {
    const path = await write("auth.log", `${sshLines(20_000).join("\n")}\n`);
    const command = fileURLToPath(import.meta.resolve("../../apps/cli/bin/deepsec.mjs"));
    const shell = spawn("bash", [
      "-c",
      `"$0" "$1" events "$2" | head -1; echo "\${PIPESTATUS[0]}"`,
      process.execPath,
      command,
      path,
    ]);
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    shell.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    shell.stderr.on("data", (chunk: Buffer) => error.push(chunk));
    await once(shell, "close");
    expect(Buffer.concat(error).toString()).toBe("");
    expect(Buffer.concat(out).toString().trimEnd().split("\n").at(-1)).toBe("0");
  });
});

describe("templates and tree", () => {
  test("counts of the templates add up to the events, and clusters to the lines", async () => {
    const path = await write("auth.log", SSH_LOG);
    const templates = JSON.parse((await runCli(["templates", "--json", path])).stdout) as TemplateLine[];
    expect(templates.reduce((sum, template) => sum + template.count, 0)).toBe(200);
    const { clusters } = JSON.parse((await runCli(["tree", "--json", path])).stdout) as {
      clusters: { id: string; parentId: string | null; size: number; template: string | null }[];
    };
    expect(clusters.find((cluster) => cluster.parentId === null)?.size).toBe(200);
    const leaves = clusters.filter((cluster) => cluster.template !== null);
    expect(leaves.map((leaf) => leaf.template).toSorted()).toEqual(
      templates.map((template) => template.text).toSorted(),
    );
  });

  test("a cut into N gives N clusters that add up to all lines", async () => {
    const path = await write("both.log", SSH_LOG + JAVA_LOG);
    for (const count of [1, 2, 3]) {
      const { stdout } = await runCli(["tree", "--json", "--cut", String(count), path]);
      const { clusters } = JSON.parse(stdout) as { clusters: { size: number }[] };
      expect(clusters.length).toBe(count);
      expect(clusters.reduce((sum, cluster) => sum + cluster.size, 0)).toBe(209);
    }
  });
});

const gate = (second: number, rest: string): string => `Mar  1 07:00:${second} gate1 ${rest}\n`;

describe("analyze", () => {
  test("shows lines, span, levels, clusters and tree in the columns of the terminal, without colours in a pipe", async () => {
    const path = await write("both.log", SSH_LOG + JAVA_LOG);
    const { code, stdout } = await runCli(["analyze", "--now", NOW, path], { env: { COLUMNS: "80" } });
    expect(code).toBe(0);
    for (const words of [
      "209 lines",
      "2026-03-01 06:00:00 to 2026-03-01 06:03:19 UTC",
      "1 error",
      "cluster",
      "Tree",
    ])
      expect(stdout).toContain(words);
    for (const row of stdout.split("\n")) expect(row.length).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain("\u001b");
  });

  test("says first what needs a look: attacks with the lines of each step, HIGH first, in the columns of the terminal", async () => {
    const failures = [10, 12, 14, 16, 18].map((second) =>
      gate(second, "sshd[9]: Failed password for kim from 198.51.100.20 port 4022 ssh2"),
    );
    const attack = [
      ...failures,
      gate(20, "sshd[9]: Accepted password for kim from 198.51.100.20 port 4022 ssh2"),
      gate(30, "useradd[9]: new user: name=backup2, UID=1007, GID=1007, home=/home/backup2"),
    ];
    const path = await write("attack.log", SSH_LOG + attack.join(""));
    const { stdout } = await runCli(["analyze", "--now", NOW, path], { env: { COLUMNS: "80" } });
    const rows = stdout.split("\n");
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(80);
    const first = rows.findIndex((row) => row.startsWith("Needs a look: 1 HIGH, "));
    expect(rows.slice(first + 1, first + 5)).toEqual([
      "HIGH    login after many failures (T1110, T1078)",
      "        lines 201 to 205: failed login",
      "        line 206: login",
      "        line 207: new user or group, or one more right",
    ]);
    const { findings } = JSON.parse((await runCli(["analyze", "--json", "--now", NOW, path])).stdout) as {
      findings: { rule: string; lines: number[] }[];
    };
    expect(findings[0]).toMatchObject({
      rule: "failures-then-login",
      cases: 1,
      lines: [201, 202, 203, 204, 205, 206, 207],
    });
  });

  test("colours come when forced, and NO_COLOR takes them away", async () => {
    const path = await write("shop.log", JAVA_LOG);
    expect((await runCli(["analyze", path], { env: { FORCE_COLOR: "1" } })).stdout).toContain("\u001b[");
    expect(
      (await runCli(["analyze", path], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stdout,
    ).not.toContain("\u001b");
  });

  test.each(["analyze", "templates", "tree", "events", "outliers"])(
    "%s sends no control character of a log to the terminal",
    async (command) => {
      const hostile =
        "Mar  1 06:00:00 gate1 app[1]: user \u001b]0;owned\u0007\u009b2J \u202egnp.exe logged in\n";
      const { code, stdout } = await runCli([
        command,
        "--now",
        NOW,
        await write("hostile.log", hostile.repeat(3)),
      ]);
      expect(code).toBe(0);
      // oxlint-disable-next-line no-control-regex -- finding control characters is what it is for
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    },
  );
});

describe("diff", () => {
  test("a log against itself has nothing new and exit code 0", async () => {
    const path = await write("a.log", SSH_LOG);
    expect((await runCli(["diff", path, path])).code).toBe(0);
  });

  test("a kind of line that the baseline has not is shown with its place, and the exit code is 1", async () => {
    const before = await write("before.log", SSH_LOG);
    const extra = "Mar  1 07:00:00 gate1 kernel: EXT4-fs error (device sda1): bad block bitmap checksum\n";
    const after = await write("after.log", SSH_LOG + extra);
    const { code, stdout } = await runCli(["diff", before, after]);
    expect(code).toBe(1);
    expect(stdout).toContain("1 new");
    expect(stdout).toContain("bad block bitmap checksum");
    expect(stdout).toContain("line 201");
  });
});

const collect = async (...paths: string[]): Promise<string[]> => {
  const { code, stdout, stderr } = await runCli([
    "collect",
    "--now",
    NOW,
    "--state",
    join(folder, "state"),
    ...paths,
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return jsonLines<EventLine>(stdout).map((event) => event.message);
};
const message = (line: string): string => line.slice(line.indexOf("]: ") + 3);

function entryOf(second: number, unit: string): TestEntry {
  return { second, unit, message: `${unit} says ${second}`, program: "app" };
}

describe("collect", () => {
  test("gives each entry of a journal once, those of the wanted units, from call to call", async () => {
    const directory = join(folder, "journal");
    await mkdir(directory);
    const journal = new TestJournal(directory);
    const nowSeconds = Math.trunc(Date.now() / 1_000) - Date.UTC(2026, 1, 3) / 1_000;
    const call = async (): Promise<EventLine[]> => {
      const flags = ["--journal-directory", directory, "--unit", "app", "--state", join(folder, "state")];
      const { stdout } = await runCli(["collect", ...flags, "--jsonl"]);
      return jsonLines<EventLine>(stdout);
    };
    journal.append([entryOf(nowSeconds - 60, "app.service"), entryOf(nowSeconds - 50, "ssh.service")]);
    const [first, ...others] = await call();
    expect(first).toMatchObject({ source: "journald", message: `app.service says ${nowSeconds - 60}` });
    expect(others).toEqual([]);
    journal.append([entryOf(nowSeconds - 40, "app.service")]);
    expect(await call()).toMatchObject([{ message: `app.service says ${nowSeconds - 40}` }]);
    expect(await call()).toEqual([]);
  });

  test("each line is given once, through appends, rotation and deletion", async () => {
    const logs = join(folder, "logs");
    await mkdir(logs);
    const path = join(logs, "auth.log");
    const lines = sshLines(12);
    await writeFile(path, `${lines.slice(0, 4).join("\n")}\n`);
    expect(await collect(logs)).toEqual(lines.slice(0, 4).map(message));
    await appendFile(path, `${lines.slice(4, 6).join("\n")}\n`);
    expect(await collect(logs)).toEqual(lines.slice(4, 6).map(message));
    expect(await collect(logs)).toEqual([]);
    await appendFile(path, `${lines.slice(6, 8).join("\n")}\n`);
    await rename(path, `${path}.1`);
    await writeFile(path, `${lines.slice(8, 12).join("\n")}\n`);
    expect(await collect(logs)).toEqual(lines.slice(6, 12).map(message));
    await rm(`${path}.1`);
    expect(await collect(logs)).toEqual([]);
  });

  test("a last line without its newline waits until it is whole", async () => {
    const [first = "", second = ""] = sshLines(2);
    const path = await write("auth.log", `${first}\n${second.slice(0, 30)}`);
    const before = await collect(path);
    await appendFile(path, `${second.slice(30)}\n`);
    expect([...before, ...(await collect(path))]).toEqual([message(first), message(second)]);
  });

  test("a file that cannot be read is named with the fix, the others are given, and the exit code is 1", async () => {
    const logs = join(folder, "logs");
    await mkdir(logs);
    await writeFile(join(logs, "a.log"), `${sshLines(1)[0] ?? ""}\n`);
    const fifo = join(folder, "pipe.log");
    execFileSync("mkfifo", [fifo]);
    const { code, stdout, stderr } = await runCli(["collect", "--state", join(folder, "state"), logs, fifo]);
    expect(code).toBe(1);
    expect(jsonLines<EventLine>(stdout).length).toBe(1);
    expect(stderr).toContain("pipe.log");
  });
});

describe("errors", () => {
  test.each([
    [["events", "/nowhere/a.log"], "/nowhere/a.log: no such file"],
    [["events", "--tz", "Mars/Olympus", "/dev/null"], "--tz Mars/Olympus"],
    [["events", "--now", "tomorrow", "/dev/null"], "--now tomorrow"],
    [["tree", "--cut", "0", "/dev/null"], "--cut 0"],
    [["tree", "--cut", "2", "--height", "0.5", "/dev/null"], "--cut and --height"],
    [["tree", "--method", "nearest", "/dev/null"], "nearest"],
    [["collect", "/dev/null"], "--state"],
    [["frobnicate"], "frobnicate"],
    [["events"], "file"],
  ])("%j ends with exit code 2 and says why", async (args, words) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(words);
  });

  test("help and version are no errors", async () => {
    expect((await runCli(["--help"])).code).toBe(0);
    expect(await runCli(["--version"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

const olderNode = (process.env["PATH"] ?? "")
  .split(":")
  .map((place) => join(place, "node"))
  .find((node) => {
    try {
      return (
        Number.parseInt(execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }), 10) < 24
      );
    } catch {
      return false;
    }
  });

test.skipIf(olderNode === undefined)("started by an older Node it gives the same, quietly", async () => {
  const path = await write("auth.log", SSH_LOG);
  const args = ["events", "--now", NOW, path];
  expect(await runCli(args, { node: olderNode ?? "" })).toEqual(await runCli(args));
});
