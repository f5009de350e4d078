import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localTransport } from "./local-transport.ts";

let folder = "";
const transport = localTransport();

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "deepsec-local-")));
});

afterEach(() => rmSync(folder, { recursive: true }));

test("a file is read at any place, and short only at its end", async () => {
  writeFileSync(join(folder, "a.log"), "0123456789");
  const handle = await transport.open(join(folder, "a.log"));
  expect(Buffer.from(await handle.read(2, 3)).toString()).toBe("234");
  expect(Buffer.from(await handle.read(8, 100)).toString()).toBe("89");
  expect(await handle.read(10, 5)).toHaveLength(0);
  const stat = await handle.stat();
  expect(stat.sizeBytes).toBe(10);
  expect(stat.inode).toMatch(/^\d+$/u);
  await handle.close();
});

test("what is not a regular file is refused at once and says what to name instead", async () => {
  writeFileSync(join(folder, "a.log"), "");
  symlinkSync(join(folder, "a.log"), join(folder, "link"));
  mkdirSync(join(folder, "sub"));
  execFileSync("mkfifo", [join(folder, "fifo")]);
  await expect(transport.open(join(folder, "link"))).rejects.toMatchObject({
    code: "NOT_A_FILE",
    fix: `Name ${join(folder, "a.log")} under sources in deepsec.yaml.`,
  });
  await expect(transport.open(join(folder, "sub"))).rejects.toMatchObject({ code: "NOT_A_FILE" });
  await expect(transport.open(join(folder, "fifo"))).rejects.toMatchObject({ code: "NOT_A_FILE" });
  await expect(transport.open("/dev/null")).rejects.toMatchObject({ code: "NOT_A_FILE" });
  await expect(transport.open(join(folder, "none"))).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
});

test.each(["relative.log", "/a\nb", "/a\u0000b", `/${"x".repeat(5_000)}`])(
  "the path %j is refused",
  async (path) => {
    await expect(transport.open(path)).rejects.toMatchObject({ code: "BAD_PATH" });
  },
);

test("a glob lists the logs of a folder", async () => {
  for (const name of ["b.log", "a.log", "a.log.1", "c.txt"]) writeFileSync(join(folder, name), "x\n");
  expect(await transport.list(join(folder, "*.log*"))).toEqual([
    join(folder, "a.log"),
    join(folder, "b.log"),
  ]);
});
