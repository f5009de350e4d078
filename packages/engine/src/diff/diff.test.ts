import { expect, test } from "vitest";
import type { Cluster } from "../dendrogram.ts";
import { alikeBranches } from "./alike-branches.ts";
import type { Change } from "./change.ts";
import { diffDendrograms } from "./diff-dendrograms.ts";

type Nested = string | readonly [Nested, Nested];

/** Clusters of a tree written as nested pairs; a cluster's id is its leaves, its template's id too. */
function tree(root: Nested): Cluster[] {
  const clusters: Cluster[] = [];
  const stack: { node: Nested; parentId: string | null; leafOrder: number }[] = [
    { node: root, parentId: null, leafOrder: 0 },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, parentId, leafOrder } = next;
    const id = name(node);
    const isLeaf = typeof node === "string";
    clusters.push({
      id,
      parentId,
      leftId: isLeaf ? null : name(node[0]),
      rightId: isLeaf ? null : name(node[1]),
      mergeHeight: 0.5,
      leafCount: id.length,
      leafOrder,
      label: id,
      templateId: isLeaf ? node : null,
    });
    if (isLeaf) continue;
    stack.push({ node: node[1], parentId: id, leafOrder: leafOrder + name(node[0]).length });
    stack.push({ node: node[0], parentId: id, leafOrder });
  }
  return clusters;
}

function name(node: Nested): string {
  return typeof node === "string" ? node : node.map(name).join("");
}

const alike = (root: Nested, changes: Readonly<Record<string, Change | null>>) =>
  alikeBranches(tree(root), ({ id }) => (id in changes ? (changes[id] ?? null) : "same")).map(
    ({ cluster, change }) => `${cluster.id} ${change}`,
  );

const TREE: Nested = [
  [
    ["a", "b"],
    ["c", "d"],
  ],
  "e",
];

test("leaves that changed alike side by side are one branch, in leaf order", () => {
  expect(alike(TREE, { a: "new", b: "new", d: "gone" })).toEqual(["ab new", "d gone"]);
  expect(alike(TREE, { a: "new", b: "new", c: "new", d: "new" })).toEqual(["abcd new"]);
  expect(alike(TREE, {})).toEqual([]);
});

test("a leaf on neither side hinders no branch and makes none larger", () => {
  expect(alike(TREE, { a: "new", b: null, c: null, d: "new" })).toEqual(["abcd new"]);
  expect(alike(TREE, { a: "new", b: null, c: null, d: null, e: null })).toEqual(["a new"]);
  expect(alike(TREE, { a: null, b: null, c: null, d: null, e: null })).toEqual([]);
});

test("two dendrograms share the branches that did not change, and what is new is told by template", () => {
  const diff = diffDendrograms(
    tree([["a", "b"], "c"]),
    tree([
      ["a", "b"],
      ["c", "d"],
    ]),
    (id) => id,
  );
  expect([...diff.newLeafIds]).toEqual(["d"]);
  expect(diff.gone).toEqual([]);
  expect(diff.sharedClusters).toBe(4);
});

test("what is gone counts where its nearest kin stands now", () => {
  const diff = diffDendrograms(
    tree(TREE),
    tree([
      ["c", "x"],
      ["b", "e"],
    ]),
    (id) => id,
  );
  expect(diff.gone.map(({ cluster, nearId }) => [cluster.id, nearId])).toEqual([
    ["a", "b"],
    ["d", "c"],
  ]);
  const whole = diffDendrograms(
    tree(TREE),
    tree([
      ["c", "x"],
      ["e", "d"],
    ]),
    (id) => id,
  );
  // a and b went together; what is left of abcd is c and d, which only the root holds now.
  expect(whole.gone.map(({ cluster, nearId }) => [cluster.id, nearId])).toEqual([["ab", "cxed"]]);
});

test("a template that grew more general is neither new nor gone", () => {
  const diff = diffDendrograms(tree([["a", "b"], "c"]), tree(["z", "c"]), (id) => (id < "c" ? "z" : id));
  expect([...diff.newLeafIds]).toEqual([]);
  expect(diff.gone).toEqual([]);
});

test("when all is gone there is no kin", () => {
  const diff = diffDendrograms(tree(["a", "b"]), tree(["c", "d"]), (id) => id);
  expect(diff.gone.map(({ cluster, nearId }) => [cluster.id, nearId])).toEqual([["ab", null]]);
  expect([...diff.newLeafIds].toSorted()).toEqual(["c", "d"]);
});
