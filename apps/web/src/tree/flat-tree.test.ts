import { expect, test } from "vitest";
import { flatTree } from "./flat-tree.ts";
import { chain, SAMPLE } from "./sample-tree.ts";

test("slots are in preorder, each with its parent, its depth and the end of what is below it", () => {
  const { clusters, parent, depth, end } = flatTree(SAMPLE);
  expect(clusters.map(({ id }, slot) => [id, parent[slot], depth[slot], end[slot]])).toEqual([
    ["r", -1, 0, 9],
    ["p", 0, 1, 8],
    ["q", 1, 2, 5],
    ["a", 2, 3, 4],
    ["b", 2, 3, 5],
    ["s", 1, 2, 8],
    ["c", 5, 3, 7],
    ["d", 5, 3, 8],
    ["e", 0, 1, 9],
  ]);
});

test("a chain of 20,000 merges is flattened without overflow", () => {
  expect(flatTree(chain(20_000)).depth.at(-1)).toBe(19_999);
});
