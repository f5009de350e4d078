import type { Cluster, Dendrogram } from "../dendrogram.ts";

/** How a leaf meets the rest of the dendrogram. */
export interface Isolation {
  readonly leaf: Cluster;
  /** Leaves of the small branch it stands in, itself included. */
  readonly branchLeafCount: number;
  /** Height at which that branch joins the rest. */
  readonly joinHeight: number;
}

/**
 * For each leaf the height at which the small branch around it joins more than `branchLeafCountMax` leaves, in leaf order.
 * A few of one kind are as strange as one: looking at the leaf's own merge only, two strange twins would hide each other.
 */
export function isolations(dendrogram: Dendrogram, branchLeafCountMax: number): Isolation[] {
  const byId = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster]));
  return dendrogram.clusters
    .filter((cluster) => cluster.templateId !== null)
    .map((leaf) => {
      let branch = leaf;
      let parent = byId.get(branch.parentId ?? "");
      while (parent !== undefined && parent.leafCount <= branchLeafCountMax) {
        branch = parent;
        parent = byId.get(branch.parentId ?? "");
      }
      return { leaf, branchLeafCount: branch.leafCount, joinHeight: parent?.mergeHeight ?? 0 };
    });
}
