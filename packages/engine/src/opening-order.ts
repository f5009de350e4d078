import type { Cluster, Dendrogram } from "./dendrogram.ts";

/**
 * Inner clusters in the order in which a cut opens them as it goes down: the highest first; of equally high ones the one
 * nearer to the root, then the smaller id. So a parent always opens before its children.
 */
export function openingOrder(dendrogram: Dendrogram): Cluster[] {
  const depths = new Map<string, number>();
  const inner: { cluster: Cluster; depth: number }[] = [];
  for (const cluster of dendrogram.clusters) {
    const depth = cluster.parentId === null ? 0 : (depths.get(cluster.parentId) ?? 0) + 1;
    depths.set(cluster.id, depth);
    if (cluster.leftId !== null) inner.push({ cluster, depth });
  }
  inner.sort(
    (a, b) =>
      b.cluster.mergeHeight - a.cluster.mergeHeight ||
      a.depth - b.depth ||
      (a.cluster.id < b.cluster.id ? -1 : 1),
  );
  return inner.map(({ cluster }) => cluster);
}
