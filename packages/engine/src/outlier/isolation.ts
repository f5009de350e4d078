import type { Cluster, Dendrogram } from "../dendrogram.ts";

/** How a leaf meets the rest of the dendrogram. */
export interface Isolation {
  readonly leaf: Cluster;
  /** Leaves that count in the small branch it stands in, itself included. */
  readonly branchLeafCount: number;
  /** Height at which that branch joins the rest. */
  readonly joinHeight: number;
}

/**
 * For each leaf that counts the height at which the small branch around it joins more than `branchLeafCountMax` of those that count, in
 * leaf order. A few of one kind are as strange as one: looking at the leaf's own merge only, two strange twins would hide each other.
 *
 * @param counts - Whether the template of a leaf counts: of one host only those that it writes.
 */
export function isolations(
  dendrogram: Dendrogram,
  branchLeafCountMax: number,
  counts: (templateId: string) => boolean,
): Isolation[] {
  const byId = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster]));
  const leaves = dendrogram.clusters.filter(({ templateId }) => templateId !== null && counts(templateId));
  const leafCounts = new Map<string, number>();
  for (const leaf of leaves)
    for (let at: Cluster | undefined = leaf; at !== undefined; at = byId.get(at.parentId ?? ""))
      leafCounts.set(at.id, (leafCounts.get(at.id) ?? 0) + 1);
  return leaves.map((leaf) => {
    let branch = leaf;
    let parent = byId.get(branch.parentId ?? "");
    while (parent !== undefined && (leafCounts.get(parent.id) ?? 0) <= branchLeafCountMax) {
      branch = parent;
      parent = byId.get(branch.parentId ?? "");
    }
    return {
      leaf,
      branchLeafCount: leafCounts.get(branch.id) ?? 1,
      joinHeight: parent?.mergeHeight ?? 0,
    };
  });
}
