import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Archive } from "./archive.ts";
import { allLines, filesIn, NOON, openArchive, someLines } from "./archive.fixture.ts";
import { lineTable } from "./line-table.ts";

// Each cycle waits for the disk several times.
vi.setConfig({ testTimeout: 120_000 });

const DAY_MS = 86_400_000;
let folder: string;
let archive: Archive | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deepsec-archive-"));
});
afterEach(async () => {
  await archive?.close();
  archive = null;
  await rm(folder, { recursive: true, force: true });
});

async function reopen(cycle: number, options = {}): Promise<Archive> {
  await archive?.close();
  archive = await openArchive(folder, cycle, options);
  return archive;
}

const numbersOf = async (of: Archive, cycle: number) => (await allLines(of, cycle)).map(({ line }) => line);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Cycles of ten lines of one host each. */
async function writeCycles(of: Archive, from: number, to: number, options = {}): Promise<void> {
  for (let cycle = from; cycle <= to; cycle++) {
    await of.write(cycle, `run-${cycle}`, lineTable([someLines("web1", cycle * 10 - 9, 10, options)]));
  }
}

/** Starts maintenance and waits for its end. */
async function maintained(of: Archive, cycle: number): Promise<void> {
  of.maintain(cycle);
  await of.align({ graphId: "g", cycle, runId: `run-${cycle}` });
  await of.settled();
}

describe("lines that the graph does not count", () => {
  test("are removed at the start: the cycle that was not stored", async () => {
    await writeCycles(await reopen(0), 1, 3);
    expect(await numbersOf(await reopen(2), 2)).toEqual(upTo(20));
    expect(await filesIn(folder)).toHaveLength(2);
  });

  test("are removed when another run stored that cycle", async () => {
    const open = await reopen(0);
    await writeCycles(open, 1, 1);
    await open.write(2, "another-run", lineTable([someLines("web1", 11, 5)]));
    expect(await numbersOf(await reopen(2), 2)).toEqual(upTo(10));
  });

  test("are not shown before their cycle is stored", async () => {
    const open = await reopen(0);
    await writeCycles(open, 1, 2);
    expect(await numbersOf(open, 1)).toEqual(upTo(10));
  });

  test("are cut out of merged files after a restore of an older graph, and come again", async () => {
    const open = await reopen(0);
    await writeCycles(open, 1, 70);
    await maintained(open, 70);
    expect((await filesIn(folder)).some((name) => name.includes("lines/"))).toBe(true);
    const restored = await reopen(33);
    expect(await numbersOf(restored, 33)).toEqual(upTo(330));
    await writeCycles(restored, 34, 70);
    expect(await numbersOf(restored, 70)).toEqual(upTo(700));
  });
});

describe("a cycle that is written again", () => {
  test("takes the place of what it wrote before", async () => {
    const open = await reopen(0);
    await open.write(1, "run-1", lineTable([someLines("web1", 1, 7)]));
    await open.write(1, "run-1", lineTable([someLines("web1", 1, 9)]));
    expect(await numbersOf(open, 1)).toEqual(upTo(9));
  });
});

describe("maintenance", () => {
  test("moves many small files to one of each day and host, and loses and doubles nothing", async () => {
    const open = await reopen(0);
    for (let cycle = 1; cycle <= 64; cycle++) {
      const sources = [
        someLines("web1", cycle * 2 - 1, 2),
        someLines("db/../1", cycle, 1, { observedMs: cycle > 40 ? NOON + DAY_MS : NOON }),
      ];
      await open.write(cycle, `run-${cycle}`, lineTable(sources));
    }
    const before = await allLines(open, 64);
    await maintained(open, 64);
    expect(await allLines(open, 64)).toEqual(before);
    expect(await filesIn(folder)).toEqual([
      "graph=g/lines/day=2026-11-25/host=db%2F..%2F1/0000000000000001-0000000000000064.parquet",
      "graph=g/lines/day=2026-11-25/host=web1/0000000000000001-0000000000000064.parquet",
      "graph=g/lines/day=2026-11-26/host=db%2F..%2F1/0000000000000001-0000000000000064.parquet",
    ]);
    expect(await allLines(await reopen(64), 64)).toEqual(before);
  });

  test("keeps the number of files small however many cycles there are", async () => {
    const open = await reopen(0);
    for (let round = 1; round <= 9; round++) {
      await writeCycles(open, round * 64 - 63, round * 64);
      await maintained(open, round * 64);
    }
    expect(await filesIn(folder)).toHaveLength(2);
    expect(await numbersOf(open, 576)).toEqual(upTo(5760));
    await maintained(await reopen(576, { clock: () => NOON + DAY_MS }), 576);
    expect(await filesIn(folder)).toHaveLength(1);
  });

  test("shows each line once to those who read while it goes on", async () => {
    const open = await reopen(0);
    await writeCycles(open, 1, 64);
    open.maintain(64);
    const done = new AbortController();
    void open.settled().finally(() => done.abort());
    do expect(await numbersOf(open, 64)).toEqual(upTo(640));
    while (!done.signal.aborted);
    expect((await filesIn(folder)).length).toBe(1);
  });

  test("leaves nothing of what a crash stopped: files that no manifest names", async () => {
    const open = await reopen(0);
    await writeCycles(open, 1, 64);
    const [recent = ""] = await filesIn(folder);
    await maintained(open, 64);
    const bytes = await readFile(join(folder, (await filesIn(folder))[0] ?? ""));
    await open.close();
    archive = null;
    // As if it had stopped before it removed what it merged, and in the middle of the next merge.
    await writeFile(join(folder, recent), bytes);
    await writeFile(join(folder, "graph=g/lines/day=2026-11-25/host=web1/stray.parquet"), bytes);
    await writeFile(join(folder, "graph=g/tmp/half.parquet"), bytes.subarray(0, 99));
    expect(await numbersOf(await reopen(64), 64)).toEqual(upTo(640));
    expect(await filesIn(folder)).toHaveLength(1);
  });
});

describe("retention", () => {
  test("removes days that are too old, and says up to when lines may be gone", async () => {
    const open = await reopen(0, { limits: { keepDays: 2, bytesMax: 1e12 } });
    for (const [index, age] of [4, 3, 2, 1, 0].entries()) {
      const observedMs = NOON - age * DAY_MS;
      await writeCycles(open, index + 1, index + 1, { observedMs });
    }
    await maintained(open, 5);
    expect(await numbersOf(open, 5)).toEqual(upTo(50).slice(20));
    expect(open.removedTo).toBe(new Date(NOON - 3 * DAY_MS + 1).toISOString());
    expect((await reopen(5)).removedTo).toBe(new Date(NOON - 3 * DAY_MS + 1).toISOString());
  });

  test("removes the oldest files when all take too much room", async () => {
    const open = await reopen(0);
    for (const [index, age] of [2, 1].entries()) {
      await writeCycles(open, index + 1, index + 1, { observedMs: NOON - age * DAY_MS });
    }
    await maintained(open, 2);
    const [first = ""] = await filesIn(folder);
    const { size } = await stat(join(folder, first));
    open.setLimits({ keepDays: 90, bytesMax: size + 100 });
    await maintained(open, 2);
    expect(await numbersOf(open, 2)).toEqual(upTo(20).slice(10));
  });
});

describe("what cannot be", () => {
  test("is refused: a manifest that is none, another graph", async () => {
    const open = await reopen(0);
    await expect(open.align({ graphId: "other", cycle: 0, runId: null })).rejects.toMatchObject({
      code: "GRAPH_CHANGED",
    });
    await open.close();
    archive = null;
    await writeFile(join(folder, "graph=g/manifest.json"), "{}");
    await expect(openArchive(folder, 0)).rejects.toMatchObject({ code: "ARCHIVE_DAMAGED" });
  });
});
