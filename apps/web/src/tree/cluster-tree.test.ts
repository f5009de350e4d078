import { expect, test } from "vitest";
import { buildTree, pathTo } from "./cluster-tree.ts";
import { SAMPLE, SAMPLE_ROWS } from "./sample-tree.ts";

test("the order of the rows does not matter", () => {
  expect(
    buildTree(SAMPLE_ROWS.toReversed())
      .childrenOf.get("p")
      ?.map((row) => row.id),
  ).toEqual(["q", "s"]);
});

test("a row that came twice counts once, the later one", () => {
  const again = SAMPLE_ROWS.filter((row) => row.id === "e").map((row) => ({ ...row, size: 11 }));
  const tree = buildTree([...SAMPLE_ROWS, ...again]);
  expect(tree.childrenOf.get("r")?.map((row) => [row.id, row.size])).toEqual([
    ["p", 90],
    ["e", 11],
  ]);
});

test("a path goes from the root to the cluster, and is empty for one that is not here", () => {
  expect(pathTo(SAMPLE, "c").map((row) => row.id)).toEqual(["r", "p", "s", "c"]);
  expect(pathTo(SAMPLE, "nowhere")).toEqual([]);
});

test("nothing gives a tree without a root", () => {
  expect(buildTree([]).root).toBeNull();
});
