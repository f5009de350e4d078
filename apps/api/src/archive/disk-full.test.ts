import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Archive } from "./archive.ts";
import { allLines, openArchive, someLines } from "./archive.fixture.ts";
import { lineTable } from "./line-table.ts";

const isRoot = process.getuid?.() === 0;
let folder: string;
let archive: Archive | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-full-"));
  if (isRoot) execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", folder]);
});
afterEach(async () => {
  await archive?.close();
  archive = null;
  if (isRoot) execFileSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Lines that do not compress. */
const text = (line: number): string => `${Math.sin(line)} ${Math.cos(line)}`;

// Only root may mount a file system that is small enough to fill.
test.skipIf(!isRoot)(
  "a full disk refuses a cycle's lines and keeps those it had; with room again it goes on",
  { timeout: 60_000 },
  async () => {
    archive = await openArchive(folder, 0);
    await archive.write(1, "run-1", lineTable([someLines("web1", 1, 10)]));
    const { bavail, bsize } = statfsSync(folder);
    const ballast = join(folder, "ballast");
    writeFileSync(ballast, Buffer.alloc(bavail * bsize - 8192));

    const many = lineTable([someLines("web1", 11, 3000, { text })]);
    await expect(archive.write(2, "run-2", many)).rejects.toMatchObject({ code: "ARCHIVE_UNWRITABLE" });
    expect(await readdir(join(archive.folder, "tmp"))).toEqual([]);
    expect(await allLines(archive, 2)).toHaveLength(10);

    rmSync(ballast);
    await archive.write(2, "run-2", many);
    expect(await allLines(archive, 2)).toHaveLength(3010);
  },
);
