import { expect, test } from "vitest";
import { LeafVerdicts } from "./leaf-verdicts.ts";
import { Tree } from "./tree.ts";

const row = (id: string, parentId: string | null, side: "left" | "right" | null) => ({
  id,
  parentId,
  side,
  mergeHeight: id.length / 10,
  leafCount: id.length,
  label: id,
});
const tree = new Tree(
  {
    id: "abcd",
    createdAt: "",
    method: "average",
    mergeHeights: [0.2, 0.3, 0.4],
    suggestedCount: 1,
    leafTemplateIds: ["a", "b", "c", "d"],
  },
  [
    row("abcd", null, null),
    row("abc", "abcd", "left"),
    row("d", "abcd", "right"),
    row("ab", "abc", "left"),
    row("c", "abc", "right"),
    row("a", "ab", "left"),
    row("b", "ab", "right"),
  ],
);
const [branch, leaf] = [{ id: "branch" }, { id: "leaf" }];

test("a verdict holds for a cluster when it holds for all of its leaves, and the last one of a leaf holds", () => {
  const verdicts = new LeafVerdicts(tree, [
    { verdict: branch, clusterIds: ["abc"] },
    { verdict: leaf, clusterIds: ["b", "gone"] },
  ]);
  const on = (id: string): [unknown, number] => {
    const { leafOrder = 0, leafCount = 0 } = tree.get(id) ?? {};
    return [
      verdicts.on(leafOrder, leafOrder + leafCount),
      verdicts.covered(leafOrder, leafOrder + leafCount),
    ];
  };
  expect(on("a")).toEqual([branch, 1]);
  expect(on("b")).toEqual([leaf, 1]);
  expect(on("ab")).toEqual([null, 2]);
  expect(on("abc")).toEqual([null, 3]);
  expect(on("d")).toEqual([null, 0]);
  expect(on("abcd")).toEqual([null, 3]);
});

test("without any, and without a tree, there is none", () => {
  expect(new LeafVerdicts(tree, []).on(0, 4)).toBeNull();
  expect(new LeafVerdicts(null, [{ verdict: branch, clusterIds: ["abc"] }]).covered(0, 0)).toBe(0);
});
