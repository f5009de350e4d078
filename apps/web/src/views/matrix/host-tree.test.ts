import { expect, test } from "vitest";
import { joints, oddOneOut, type HostNode } from "./host-tree.ts";

const node = (
  id: string,
  parentId: string | null,
  mergeHeight: number,
  leafCount: number,
  leafOrder: number,
): HostNode => ({ id, parentId, mergeHeight, leafCount, leafOrder, host: leafCount === 1 ? id : null });

/** web1 and web2 join at 0.2, db1 joins them at the given height. */
const three = (height: number) => [
  node("r", null, height, 3, 0),
  node("webs", "r", 0.2, 2, 0),
  node("web1", "webs", 0, 1, 0),
  node("web2", "webs", 0, 1, 1),
  node("db1", "r", 0, 1, 2),
];

test("a joint stands between the middles of its sides", () => {
  expect(joints(three(0.9))).toEqual([
    { id: "webs", mergeHeight: 0.2, left: { x: 0.5, mergeHeight: 0 }, right: { x: 1.5, mergeHeight: 0 } },
    { id: "r", mergeHeight: 0.9, left: { x: 1, mergeHeight: 0.2 }, right: { x: 2.5, mergeHeight: 0 } },
  ]);
});

test("the odd one joins last, alone and clearly later", () => {
  expect(oddOneOut(three(0.9))).toEqual({ host: "db1", mergeHeight: 0.9, restHeight: 0.2 });
  expect(oddOneOut(three(0.21))).toBeNull();
  expect(
    oddOneOut(
      three(0.9)
        .slice(1, 4)
        .map((row) => (row.id === "webs" ? { ...row, parentId: null } : row)),
    ),
  ).toBeNull();
});

test("two pairs have no odd one", () => {
  const pairs = [
    node("r", null, 0.9, 4, 0),
    node("p", "r", 0.1, 2, 0),
    node("a", "p", 0, 1, 0),
    node("b", "p", 0, 1, 1),
    node("q", "r", 0.1, 2, 2),
    node("c", "q", 0, 1, 2),
    node("d", "q", 0, 1, 3),
  ];
  expect(oddOneOut(pairs)).toBeNull();
});
