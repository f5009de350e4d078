import { mkdtemp, rm, writeFile, appendFile, symlink, mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findInputs } from "./find-inputs.ts";
import { openInput, type OpenInput } from "./open-input.ts";

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

async function textOf(input: OpenInput): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of input.chunks()) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

async function readAll(path: string): Promise<string> {
  const input = await openInput(path);
  try {
    return await textOf(input);
  } finally {
    await input.close();
  }
}

const LINES = "Jan  5 10:00:00 web1 cron[7]: job done\n".repeat(50_000);

test("a file of several chunks is read whole", async () => {
  expect(await readAll(await write("a.log", LINES))).toBe(LINES);
});

test.each([
  ["gzip", (text: string) => gzipSync(text)],
  [
    "several gzip members",
    (text: string) => Buffer.concat([gzipSync(text.slice(0, 100)), gzipSync(text.slice(100))]),
  ],
  ["Zstandard", (text: string) => zstdCompressSync(text)],
])("%s is decompressed, whatever the name of the file", async (_, compress) => {
  const text = LINES.slice(0, 4000);
  expect(await readAll(await write("whatever", compress(text)))).toBe(text);
});

test("a second reading gives the bytes of the first, though the file has grown", async () => {
  const path = await write("a.log", "one\n");
  const input = await openInput(path);
  const first = await textOf(input);
  await appendFile(path, "two\n");
  expect(await textOf(input)).toBe(first);
  await input.close();
});

test("a gzip that was cut off is an error that says so", async () => {
  const whole = gzipSync(LINES);
  const path = await write("cut.gz", whole.subarray(0, whole.length - 20));
  await expect(readAll(path)).rejects.toMatchObject({ code: "INPUT_CORRUPT" });
});

test("a decompression bomb is stopped", async () => {
  const path = await write("bomb.gz", gzipSync(new Uint8Array(100 << 20)));
  await expect(readAll(path)).rejects.toMatchObject({ code: "DECOMPRESSION_LIMIT" });
});

test("xz is refused with the command that reads it", async () => {
  const path = await write("a.xz", new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]));
  await expect(openInput(path)).rejects.toMatchObject({
    code: "INPUT_FORMAT",
    fix: expect.stringContaining("xz -dc"),
  });
});

test("a missing file is named", async () => {
  await expect(findInputs([join(folder, "none.log")], () => {})).rejects.toMatchObject({
    code: "INPUT_NOT_FOUND",
    message: expect.stringContaining("none.log"),
  });
});

test("a directory gives its log files, rotated ones first, without hidden, binary and linked ones", async () => {
  for (const name of ["app.log", "app.log.1", ".hidden", "wtmp", "system.journal"]) await write(name, "x\n");
  await mkdir(join(folder, "nginx"));
  await write("nginx/access.log", "x\n");
  await symlink("/dev/zero", join(folder, "endless.log"));
  const skipped: string[] = [];
  const found = await findInputs([folder], (path) => skipped.push(path));
  expect(found).toEqual(["app.log.1", "app.log", "nginx/access.log"].map((name) => join(folder, name)));
  expect(skipped.toSorted()).toEqual(["system.journal", "wtmp"].map((name) => join(folder, name)));
});

test("a directory without a log file is an error", async () => {
  await expect(findInputs([folder], () => {})).rejects.toMatchObject({ code: "INPUT_EMPTY" });
});

test("a path given twice is read once", async () => {
  const path = await write("a.log", "x\n");
  expect(await findInputs([path, path, folder], () => {})).toEqual([path]);
});
