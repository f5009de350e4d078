import { expect, test } from "vitest";
import { layoutDendrogram } from "./dendrogram-layout.ts";
import { cutSlots } from "./cut.ts";
import { flatTree } from "./flat-tree.ts";
import { openSlots } from "./open-branches.ts";
import { chain, SAMPLE } from "./sample-tree.ts";

test("tips stand on whole rows and an open cluster between its children", () => {
  const layout = layoutDendrogram(
    flatTree(SAMPLE),
    openSlots(SAMPLE, 1, { open: new Set(["r", "p", "q"]), shut: new Set() }),
  );
  const y = Object.fromEntries(layout.clusters.map((row, slot) => [row.id, layout.y[slot]]));
  // Tips from the top: a 0, b 1, s 2, e 3; q (0+1)/2; p (0.5+2)/2; r (1.25+3)/2.
  expect(y).toEqual({ a: 0, b: 1, s: 2, e: 3, q: 0.5, p: 1.25, r: 2.125 });
});

test("each cluster knows the tips below it", () => {
  const layout = layoutDendrogram(
    flatTree(SAMPLE),
    openSlots(SAMPLE, 1, { open: new Set(["r", "p", "q"]), shut: new Set() }),
  );
  const at = layout.clusters.findIndex((row) => row.id === "p");
  expect([layout.firstTip[at], layout.lastTip[at]]).toEqual([0, 2]);
});

test("slots are in preorder: 2(t−1) slots below a cluster over t tips", () => {
  const { clusters } = layoutDendrogram(
    flatTree(SAMPLE),
    openSlots(SAMPLE, 1, { open: new Set(["r", "p", "q", "s"]), shut: new Set() }),
  );
  expect(clusters.map((row) => row.id)).toEqual(["r", "p", "q", "a", "b", "s", "c", "d", "e"]);
});

test("a chain of 20,000 merges is laid out without overflow", () => {
  const tree = chain(20_000);
  expect(layoutDendrogram(flatTree(tree), cutSlots(tree, 20_000)).tips).toHaveLength(20_000);
});
