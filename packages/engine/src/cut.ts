import type { Cluster, Dendrogram } from "./dendrogram.ts";
import { EngineError } from "./engine-error.ts";

/** Where to slice a dendrogram: so many clusters, or a height at and below which what is joined stays joined. */
export type CutAt = { readonly count: number } | { readonly height: number };

/**
 * The dendrogram sliced into flat clusters, in leaf order. Every leaf is in exactly one.
 *
 * Nested: a cut into more clusters, or at a lower height, only opens clusters of this one. By count, the highest cluster
 * opens first; among equally high ones the one with the smaller id. A count above the number of leaves gives the leaves.
 *
 * @throws EngineError `NOT_FINITE` when count or height is no finite number; `OUT_OF_RANGE` when the height is negative or
 *   the count is not a whole number ≥ 1.
 */
export function cut(dendrogram: Dendrogram, at: CutAt): Cluster[] {
  const [root] = dendrogram.clusters;
  const clusterCountMax = "count" in at ? assertCount(at.count) : Number.POSITIVE_INFINITY;
  const height = "height" in at ? assertHeight(at.height) : -1;
  if (root === undefined) return [];
  const byId = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster]));
  const inner = dendrogram.clusters.filter(
    (cluster) => cluster.leftId !== null && cluster.mergeHeight > height,
  );
  // Parents stand before children in the list, and the sort is stable between a parent and its equally high child.
  const depths = depthsOf(dendrogram);
  inner.sort(
    (a, b) =>
      b.mergeHeight - a.mergeHeight ||
      (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0) ||
      (a.id < b.id ? -1 : 1),
  );
  const open = new Set([root]);
  for (const cluster of inner) {
    if (open.size >= clusterCountMax) break;
    open.delete(cluster);
    for (const id of [cluster.leftId, cluster.rightId]) {
      const child = byId.get(id ?? "");
      if (child !== undefined) open.add(child);
    }
  }
  return [...open].toSorted((a, b) => a.leafOrder - b.leafOrder);
}

function depthsOf(dendrogram: Dendrogram): Map<string, number> {
  const depths = new Map<string, number>();
  for (const { id, parentId } of dendrogram.clusters) {
    depths.set(id, parentId === null ? 0 : (depths.get(parentId) ?? 0) + 1);
  }
  return depths;
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
