import { expect, test } from "vitest";
import { arrangeClusters, type ClusterRow, turned } from "./cluster-row.ts";

function row(id: string, leafCount: number, parentId: string | null, side: ClusterRow["side"]): ClusterRow {
  return { id, leafCount, parentId, side, mergeHeight: leafCount / 10, label: id };
}

// r = (a = (b 1, c 2) 3, d 4): seven leaves.
const ROWS = [
  row("c", 2, "a", "right"),
  row("d", 4, "r", "right"),
  row("a", 3, "r", "left"),
  row("r", 7, null, null),
  row("b", 1, "a", "left"),
];

test("parents come before children, and leaf orders leave no gap", () => {
  const clusters = arrangeClusters(ROWS, 0);
  expect(clusters.map(({ id }) => id)).toEqual(["r", "a", "b", "c", "d"]);
  expect(clusters.map(({ leafOrder }) => leafOrder)).toEqual([0, 0, 0, 1, 3]);
  expect(clusters[0]).toMatchObject({ leftId: "a", rightId: "d" });
  expect(clusters[4]).toMatchObject({ leftId: null, rightId: null });
});

test("on a path that leaves the siblings out, each cluster knows its first leaf", () => {
  const path = [row("r", 7, null, null), row("a", 3, "r", "left"), row("c", 2, "a", "right")];
  expect(arrangeClusters(path, 0).map(({ leafOrder }) => leafOrder)).toEqual([0, 0, 1]);
});

test("a branch that another dendrogram turned round stands as its leaves do", () => {
  // r = (x = (b, a), c): stored as a before b, and c before x.
  const stored = [
    row("r", 3, null, null),
    row("c", 1, "r", "left"),
    row("x", 2, "r", "right"),
    row("a", 1, "x", "left"),
    row("b", 1, "x", "right"),
  ];
  const places = new Map([
    ["c", 2],
    ["a", 1],
    ["b", 0],
  ]);
  const orders = arrangeClusters(turned(stored, places), 0).map(({ id, leafOrder }) => [id, leafOrder]);
  expect(orders).toEqual([
    ["r", 0],
    ["x", 0],
    ["b", 0],
    ["a", 1],
    ["c", 2],
  ]);
  expect(turned(stored, new Map())).toEqual(stored);
});

test("a chain of 20,000 merges does not overflow", () => {
  const chain = Array.from({ length: 20_000 }, (_, i) =>
    row(`${i}`, 20_000 - i, i === 0 ? null : `${i - 1}`, "left"),
  );
  expect(arrangeClusters(chain, 0)).toHaveLength(20_000);
});
