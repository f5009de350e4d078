import type { ClusterRow } from "./cluster-row.ts";
import type { ClusterTree } from "./cluster-tree.ts";

/** A tree sliced into flat clusters. */
export interface Cut {
  /** Clusters above the cut: those that stand open. */
  readonly openIds: ReadonlySet<string>;
  /** The flat clustering, in leaf order. */
  readonly clusters: readonly ClusterRow[];
  /** Between the lowest merge above the cut and the highest below it. */
  readonly cutHeight: number;
}

/** Inner clusters whose children are here, in the order a falling cut opens them: highest first, parents before children. */
function openingOrder(tree: ClusterTree): ClusterRow[] {
  return [...tree.childrenOf.keys()]
    .flatMap((id) => tree.byId.get(id) ?? [])
    .toSorted(
      (a, b) => b.mergeHeight - a.mergeHeight || b.leafCount - a.leafCount || a.leafOrder - b.leafOrder,
    );
}

/**
 * Cuts into `count` clusters, or as near to it as the tree that is here allows. Moving `count` only opens or closes branches.
 *
 * @param count - from 1.
 */
export function cutInto(tree: ClusterTree, count: number): Cut {
  const order = openingOrder(tree);
  const open = order.slice(0, Math.max(0, count - 1));
  const openIds = new Set(open.map((row) => row.id));
  const clusters = tips(tree, openIds);
  const lowestAbove = open.at(-1)?.mergeHeight ?? tree.root?.mergeHeight ?? 0;
  const highestBelow = clusters.reduce((most, row) => Math.max(most, row.mergeHeight), 0);
  return { openIds, clusters, cutHeight: open.length === 0 ? lowestAbove : (lowestAbove + highestBelow) / 2 };
}

/** How many clusters a cut at this height gives: what was joined at or below it stays together. */
export function countAt(tree: ClusterTree, height: number): number {
  return openingOrder(tree).filter((row) => row.mergeHeight > height).length + 1;
}

/** The clusters that are shown closed (or are leaves) when `openIds` stand open, in leaf order. */
export function tips(tree: ClusterTree, openIds: ReadonlySet<string>): ClusterRow[] {
  const found: ClusterRow[] = [];
  const stack = tree.root === null ? [] : [tree.root];
  for (let row = stack.pop(); row !== undefined; row = stack.pop()) {
    const children = openIds.has(row.id) ? tree.childrenOf.get(row.id) : undefined;
    if (children === undefined) found.push(row);
    else stack.push(...children.toReversed());
  }
  return found;
}
