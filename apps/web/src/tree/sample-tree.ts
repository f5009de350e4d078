import type { ClusterRow } from "./cluster-row.ts";
import { buildTree, type ClusterTree } from "./cluster-tree.ts";

/**
 * Five leaves for tests:
 *
 *            r 0.9
 *        p 0.6      e
 *     q 0.2   s 0.4
 *     a   b   c   d
 */
export const SAMPLE_ROWS: readonly ClusterRow[] = [
  row("r", null, 0.9, 5, 0, 100),
  row("p", "r", 0.6, 4, 0, 90),
  row("q", "p", 0.2, 2, 0, 60),
  row("a", "q", 0, 1, 0, 50),
  row("b", "q", 0, 1, 1, 10),
  row("s", "p", 0.4, 2, 2, 30),
  row("c", "s", 0, 1, 2, 20),
  row("d", "s", 0, 1, 3, 10),
  row("e", "r", 0, 1, 4, 10),
];

export const SAMPLE: ClusterTree = buildTree(SAMPLE_ROWS);

/** n leaves, each merged into all before it: as deep as a tree can be. Ids are "m1" (the root) … and "l0" …. */
export function chain(n: number): ClusterTree {
  const rows: ClusterRow[] = [];
  for (let i = 1; i < n; i += 1) {
    rows.push(row(`m${i}`, i === 1 ? null : `m${i - 1}`, 1 - i / n, n - i + 1, i - 1, n - i + 1));
    rows.push(row(`l${i - 1}`, `m${i}`, 0, 1, i - 1, 1));
  }
  rows.push(row(`l${n - 1}`, `m${n - 1}`, 0, 1, n - 1, 1));
  return buildTree(rows);
}

function row(
  id: string,
  parentId: string | null,
  mergeHeight: number,
  leafCount: number,
  leafOrder: number,
  size: number,
): ClusterRow {
  const template = leafCount === 1 ? `text of ${id}` : null;
  const templateId = leafCount === 1 ? `t-${id}` : null;
  return {
    id,
    parentId,
    mergeHeight,
    leafCount,
    leafOrder,
    size,
    count: size,
    label: id,
    level: null,
    template,
    templateId,
  };
}
