import type { Cluster } from "../dendrogram.ts";
import type { Change } from "./change.ts";

/** A branch all of whose leaves changed alike. */
export interface AlikeBranch {
  readonly cluster: Cluster;
  readonly change: Change;
}

/**
 * The largest branches that changed as a whole, so that forty new templates of one new program are one thing to read. Every
 * leaf that changed is in exactly one; what stayed the same is in none.
 *
 * @param clusters - A dendrogram's: root first, every parent before its children.
 * @param changeOfLeaf - Null for a leaf that is on neither side: it hinders no branch, and makes none larger.
 * @returns In leaf order.
 */
export function alikeBranches(
  clusters: readonly Cluster[],
  changeOfLeaf: (leaf: Cluster) => Change | null,
): AlikeBranch[] {
  // The branch that stands for a cluster: itself, or the one below it that has all of its changed leaves.
  const standing = new Map<string, AlikeBranch | null>();
  const found: AlikeBranch[] = [];
  const settle = (branch: AlikeBranch | null | undefined): void => {
    if (branch !== null && branch !== undefined && branch.change !== "same") found.push(branch);
  };
  const mixed = new Set<string>();
  for (const cluster of clusters.toReversed()) {
    const { id, leftId, rightId } = cluster;
    if (leftId === null || rightId === null) {
      const change = changeOfLeaf(cluster);
      standing.set(id, change === null ? null : { cluster, change });
      continue;
    }
    const [left, right] = [standing.get(leftId) ?? null, standing.get(rightId) ?? null];
    if (
      mixed.has(leftId) ||
      mixed.has(rightId) ||
      (left !== null && right !== null && left.change !== right.change)
    ) {
      mixed.add(id);
      settle(left);
      settle(right);
    } else if (left !== null && right !== null) standing.set(id, { cluster, change: left.change });
    else standing.set(id, left ?? right);
  }
  const [root] = clusters;
  if (root !== undefined) settle(standing.get(root.id));
  return found.toSorted((a, b) => a.cluster.leafOrder - b.cluster.leafOrder);
}
