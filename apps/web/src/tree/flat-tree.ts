import type { ClusterRow } from "./cluster-row.ts";
import type { ClusterTree } from "./cluster-tree.ts";

/**
 * A tree as flat columns, one slot a cluster, parents before children and children in leaf order: what is laid out at every move of a
 * hand is a loop over numbers.
 */
export interface FlatTree {
  readonly clusters: readonly ClusterRow[];
  /** Slot of its parent, -1 at the root. */
  readonly parent: Int32Array;
  /** Slot after the last one below it. */
  readonly end: Int32Array;
  readonly depth: Int32Array;
  readonly slotOf: ReadonlyMap<string, number>;
}

/** Kept with the tree. */
const made = new WeakMap<ClusterTree, FlatTree>();

export function flatTree(tree: ClusterTree): FlatTree {
  const known = made.get(tree);
  if (known !== undefined) return known;
  const clusters: ClusterRow[] = [];
  const parents: number[] = [];
  const stack: (readonly [ClusterRow, number])[] = tree.root === null ? [] : [[tree.root, -1]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [cluster, parent] = next;
    const slot = clusters.push(cluster) - 1;
    parents.push(parent);
    for (const child of tree.childrenOf.get(cluster.id)?.toReversed() ?? []) stack.push([child, slot]);
  }
  const flat = {
    clusters,
    parent: Int32Array.from(parents),
    ...spans(parents),
    slotOf: new Map(clusters.map(({ id }, slot) => [id, slot])),
  };
  made.set(tree, flat);
  return flat;
}

function spans(parents: readonly number[]): Pick<FlatTree, "end" | "depth"> {
  const end = Int32Array.from(parents, (_, slot) => slot + 1);
  // Children stand behind their parents: from the end, every child is met before its parent.
  for (let slot = parents.length - 1; slot > 0; slot -= 1) {
    const up = parents[slot] ?? 0;
    end[up] = Math.max(end[up] ?? 0, end[slot] ?? 0);
  }
  const depth = new Int32Array(parents.length);
  for (let slot = 1; slot < parents.length; slot += 1) depth[slot] = (depth[parents[slot] ?? 0] ?? 0) + 1;
  return { end, depth };
}
