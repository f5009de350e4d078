import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { gzipHandle, UnfinishedArchive, type RawFile } from "./gzip-handle.ts";

function handleOf(bytes: Uint8Array): RawFile {
  return {
    stat: () => Promise.resolve({ sizeBytes: bytes.length, inode: "1", modifiedAtMs: 0 }),
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
    close: () => Promise.resolve(),
  };
}

const text = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`).join(""));

test("an archive reads as the text inside it, at any place", async () => {
  const handle = gzipHandle(handleOf(gzipSync(text)), "/a.gz");
  expect((await handle.stat()).sizeBytes).toBe(text.length);
  expect(text.subarray(100_000, 100_050).equals(await handle.read(100_000, 50))).toBe(true);
  expect(text.subarray(-5).equals(await handle.read(text.length - 5, 100))).toBe(true);
  expect(await handle.read(text.length, 10)).toHaveLength(0);
  expect(text.equals(await handle.read(0, text.length + 1))).toBe(true);
});

test("an archive of several members is one text", async () => {
  const handle = gzipHandle(handleOf(Buffer.concat([gzipSync("a\n"), gzipSync("b\n")])), "/a.gz");
  expect(Buffer.from(await handle.read(0, 100)).toString()).toBe("a\nb\n");
});

test("an archive that is still being written is told from a damaged one", async () => {
  const archive = gzipSync(text);
  await expect(gzipHandle(handleOf(archive.subarray(0, 9_000)), "/a.gz").stat()).rejects.toThrow(
    UnfinishedArchive,
  );
  await expect(gzipHandle(handleOf(Buffer.alloc(0)), "/a.gz").stat()).rejects.toThrow(UnfinishedArchive);
  await expect(gzipHandle(handleOf(Buffer.from("plain text\n")), "/a.gz").stat()).rejects.toMatchObject({
    code: "ARCHIVE_REFUSED",
  });
});

test("an archive that unfolds far beyond its size is refused before it is all unfolded", async () => {
  const bomb = gzipSync(Buffer.alloc(70 * 1024 * 1024));
  await expect(gzipHandle(handleOf(bomb), "/bomb.gz").stat()).rejects.toMatchObject({
    code: "ARCHIVE_REFUSED",
  });
});
