import { expect, test } from "vitest";
import { buildTree } from "./cluster-tree.ts";
import { countAt, cutInto } from "./cut.ts";
import { chain, SAMPLE } from "./sample-tree.ts";

const ids = (count: number) => cutInto(SAMPLE, count).clusters.map((row) => row.id);

test("a cut opens the highest merges first and lists clusters in leaf order", () => {
  expect(ids(1)).toEqual(["r"]);
  expect(ids(2)).toEqual(["p", "e"]);
  expect(ids(3)).toEqual(["q", "s", "e"]);
  expect(ids(4)).toEqual(["q", "c", "d", "e"]);
  expect(ids(5)).toEqual(["a", "b", "c", "d", "e"]);
});

test("more clusters than leaves are all leaves, fewer than one is one", () => {
  expect(ids(99)).toEqual(ids(5));
  expect(ids(0)).toEqual(["r"]);
});

test("the sizes of every cut add up to the root's", () => {
  for (let count = 1; count <= 5; count += 1) {
    expect(cutInto(SAMPLE, count).clusters.reduce((sum, row) => sum + row.size, 0)).toBe(100);
  }
});

test("the cut height lies between the merges it parts, and cutting there gives the same count", () => {
  for (let count = 2; count <= 5; count += 1) {
    expect(countAt(SAMPLE, cutInto(SAMPLE, count).cutHeight)).toBe(count);
  }
  expect(cutInto(SAMPLE, 3).cutHeight).toBeCloseTo(0.5);
});

test("merges of one height open parents before children", () => {
  const flat = buildTree(
    [...SAMPLE.byId.values()].map((row) => ({ ...row, mergeHeight: row.leafCount > 1 ? 0.5 : 0 })),
  );
  expect(cutInto(flat, 2).clusters.map((row) => row.id)).toEqual(["p", "e"]);
});

test("a chain of 20,000 merges is cut without overflow", () => {
  expect(cutInto(chain(20_000), 20_000).clusters).toHaveLength(20_000);
});
