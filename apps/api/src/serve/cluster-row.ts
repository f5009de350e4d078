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
 * The same rows, each on the side where this dendrogram has it. A cluster is stored once for all dendrograms that share it, with the
 * sides that the first of them had; where another one turns it round, the places of its leaves tell.
 *
 * @param places - Place in the leaf order by id of the leaf. Where they are not known the stored side counts.
 */
export function turned(rows: readonly ClusterRow[], places: ReadonlyMap<string, number>): ClusterRow[] {
  const parents = new Map(rows.map(({ id, parentId }) => [id, parentId]));
  // Lowest place first, so that the first leaf to reach a cluster is its own first one.
  const leaves = [...places].toSorted((a, b) => a[1] - b[1]);
  const firsts = new Map(leaves);
  for (const [leaf, place] of leaves) {
    let up = parents.get(leaf) ?? null;
    for (; up !== null && !firsts.has(up); up = parents.get(up) ?? null) firsts.set(up, place);
  }
  const children = Map.groupBy(rows, ({ parentId }) => parentId);
  return rows.map((row) => {
    const other = children.get(row.parentId)?.find(({ id }) => id !== row.id);
    const [own, others] = [firsts.get(row.id), firsts.get(other?.id ?? "")];
    if (row.parentId === null || own === undefined || others === undefined) return row;
    return { ...row, side: own < others ? "left" : "right" };
  });
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
