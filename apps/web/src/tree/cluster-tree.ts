import type { ClusterRow } from "./cluster-row.ts";

/** The part of a dendrogram that is here: a flat list that can be walked. */
export interface ClusterTree {
  /** Null when there is nothing. */
  readonly root: ClusterRow | null;
  readonly byId: ReadonlyMap<string, ClusterRow>;
  /** Children that are here, in leaf order. A cluster with several templates and no entry has its children elsewhere. */
  readonly childrenOf: ReadonlyMap<string, readonly ClusterRow[]>;
}

/**
 * Builds the tree from flat lists.
 *
 * @param rows - any order; of two with one id the later counts; one whose parent is missing is left out, but for the root.
 * @param rootId - the cluster that is looked at as the root; those above it stay in `byId`. Null: the root of all.
 */
export function buildTree(rows: readonly ClusterRow[], rootId: string | null = null): ClusterTree {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const childrenOf = new Map<string, ClusterRow[]>();
  let root: ClusterRow | null = null;
  for (const row of byId.values()) {
    if (row.id === rootId || (rootId === null && row.parentId === null)) {
      root = row;
    } else if (row.parentId !== null && byId.has(row.parentId)) {
      const siblings = childrenOf.get(row.parentId);
      if (siblings === undefined) childrenOf.set(row.parentId, [row]);
      else siblings.push(row);
    }
  }
  for (const siblings of childrenOf.values()) siblings.sort((a, b) => a.leafOrder - b.leafOrder);
  return { root, byId, childrenOf };
}

/** From the root down to the cluster; empty when it is not here. */
export function pathTo(tree: ClusterTree, id: string): ClusterRow[] {
  const path: ClusterRow[] = [];
  let at = tree.byId.get(id);
  while (at !== undefined) {
    path.push(at);
    at = at.parentId === null ? undefined : tree.byId.get(at.parentId);
  }
  return path.toReversed();
}
