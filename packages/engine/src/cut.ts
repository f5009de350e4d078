import type { Cluster, Dendrogram } from "./dendrogram.ts";
import { EngineError } from "./engine-error.ts";
import { openingOrder } from "./opening-order.ts";

/** Where to slice a dendrogram: so many clusters, or a height at and below which what is joined stays joined. */
export type CutAt = { readonly count: number } | { readonly height: number };

/**
 * The dendrogram sliced into flat clusters, in leaf order. Every leaf is in exactly one.
 *
 * Nested: a cut into more clusters, or at a lower height, only opens clusters of this one. By count, the highest cluster
 * opens first; of equally high ones the one nearer to the root, then the one with the smaller id. A count above the number
 * of leaves gives the leaves; an empty dendrogram gives none.
 *
 * @throws EngineError `NOT_FINITE` when count or height is no finite number; `OUT_OF_RANGE` when the height is negative or
 *   the count is not a whole number ≥ 1.
 */
export function cut(dendrogram: Dendrogram, at: CutAt): Cluster[] {
  const clusterCountMax = "count" in at ? assertCount(at.count) : Number.POSITIVE_INFINITY;
  const height = "height" in at ? assertHeight(at.height) : -1;
  const [root] = dendrogram.clusters;
  if (root === undefined) return [];
  const byId = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster]));
  const flat = new Set([root]);
  for (const cluster of openingOrder(dendrogram)) {
    if (flat.size >= clusterCountMax || cluster.mergeHeight <= height) break;
    flat.delete(cluster);
    for (const id of [cluster.leftId, cluster.rightId]) {
      const child = byId.get(id ?? "");
      if (child !== undefined) flat.add(child);
    }
  }
  return [...flat].toSorted((a, b) => a.leafOrder - b.leafOrder);
}

function assertCount(count: number): number {
  if (!Number.isFinite(count))
    throw new EngineError("NOT_FINITE", `a cut needs a finite count, not ${count}`);
  if (!Number.isInteger(count) || count < 1) {
    throw new EngineError("OUT_OF_RANGE", `a cut makes a whole number of clusters, at least 1, not ${count}`);
  }
  return count;
}

function assertHeight(height: number): number {
  if (!Number.isFinite(height))
    throw new EngineError("NOT_FINITE", `a cut needs a finite height, not ${height}`);
  if (height < 0) throw new EngineError("OUT_OF_RANGE", `a cut height is at least 0, not ${height}`);
  return height;
}
