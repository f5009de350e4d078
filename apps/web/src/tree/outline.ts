import type { ClusterRow } from "./cluster-row.ts";
import type { ClusterTree } from "./cluster-tree.ts";
import type { Open } from "./cut.ts";

/** A row of the outline. */
export interface OutlineRow {
  readonly cluster: ClusterRow;
  /** 0 at the root. */
  readonly depth: number;
  /** A leaf has none. */
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  /** Place among its siblings from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
}

/** The rows that a person sees, parents before children, in leaf order. */
export function outlineRows(tree: ClusterTree, openIds: Open): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const stack: { cluster: ClusterRow; depth: number; position: number; siblings: number }[] = [];
  if (tree.root !== null) stack.push({ cluster: tree.root, depth: 0, position: 1, siblings: 1 });
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const children = openIds.has(at.cluster.id) ? tree.childrenOf.get(at.cluster.id) : undefined;
    rows.push({ ...at, hasChildren: at.cluster.leafCount > 1, isOpen: children !== undefined });
    const depth = at.depth + 1;
    const siblings = children?.length ?? 0;
    for (let i = siblings - 1; i >= 0; i -= 1) {
      const cluster = children?.[i];
      if (cluster !== undefined) stack.push({ cluster, depth, position: i + 1, siblings });
    }
  }
  return rows;
}
