import type { Cluster } from "@deepsec/engine";

/** A cluster as a traversal from a known place returns it. */
export interface ClusterRow {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly mergeHeight: number;
  readonly leafCount: number;
  readonly label: string;
  readonly parentId: string | null;
  readonly side: "left" | "right" | null;
}

/**
 * The traversed part of a dendrogram, root first, parents before children. Clusters whose children were not traversed look like leaves.
 *
 * @param rows - A connected part in any order; its root's parentId is not among them.
 * @param leafOrder - Place of the root's first leaf.
 */
export function arrangeClusters(rows: readonly ClusterRow[], leafOrder: number): Cluster[] {
  const ids = new Set(rows.map(({ id }) => id));
  const children = new Map<string, { left?: ClusterRow; right?: ClusterRow }>();
  for (const row of rows) {
    if (row.parentId === null || row.side === null) continue;
    children.set(row.parentId, { ...children.get(row.parentId), [row.side]: row });
  }
  const stack = rows
    .filter(({ parentId }) => parentId === null || !ids.has(parentId))
    .map((row) => ({ row, leafOrder }));
  const clusters: Cluster[] = [];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { id, parentId, mergeHeight, leafCount, label } = next.row;
    const { left, right } = children.get(id) ?? {};
    clusters.push({
      id,
      parentId,
      leftId: left?.id ?? null,
      rightId: right?.id ?? null,
      mergeHeight,
      leafCount,
      leafOrder: next.leafOrder,
      label,
      templateId: null,
    });
    // The right child's leaves are the last of its parent's, also when the left one was not traversed.
    if (right !== undefined) {
      stack.push({ row: right, leafOrder: next.leafOrder + leafCount - right.leafCount });
    }
    if (left !== undefined) stack.push({ row: left, leafOrder: next.leafOrder });
  }
  return clusters;
}
