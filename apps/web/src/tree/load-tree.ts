import type { Client } from "urql";
import { ask } from "../data/ask.ts";
import { CURRENT, CUT, SUBTREE } from "../data/documents.ts";
import { toClusterRow, type ClusterRow } from "./cluster-row.ts";
import { buildTree, type ClusterTree } from "./cluster-tree.ts";

/** What a tree view knows of the current dendrogram. */
export interface LoadedTree {
  readonly tree: ClusterTree;
  readonly dendrogramId: string | null;
  readonly suggestedCount: number;
  readonly totalLines: number;
  /** Templates of the whole dendrogram. */
  readonly leaves: number;
}

const COUNTS = [200, 1_000, 5_000, 20_000];
const SUBTREE_DEPTH = 5;
const ROUNDS_MAX = 40;

/**
 * How many clusters to fetch so that a cut into `count` can be made here: more than asked, so that moving the cut asks nothing.
 */
export function fetchCount(count: number): number {
  return COUNTS.find((step) => step >= count) ?? count;
}

/** The current dendrogram down to a cut of at least `count` clusters, and below it where branches stand open. */
export async function loadTree(
  client: Client,
  count: number,
  openIds: Iterable<string>,
): Promise<LoadedTree> {
  const { dendrograms } = await ask(client, CURRENT, {});
  const leaves = dendrograms[0]?.leaves ?? 0;
  const { cut } = await ask(client, CUT, {
    count: leaves === 0 ? null : Math.min(fetchCount(count), leaves),
  });
  const rows = [...cut.ancestors, ...cut.clusters].map(toClusterRow);
  const tree = await openBranches(client, rows, new Set(openIds));
  return {
    tree,
    dendrogramId: cut.dendrogramId,
    suggestedCount: cut.suggestedCount,
    totalLines: Number(cut.totalLines),
    leaves: cut.leaves,
  };
}

/** Fetches what stands open below the cut; a branch deep down is found only when those above it are here, hence the rounds. */
async function openBranches(
  client: Client,
  rows: ClusterRow[],
  openIds: ReadonlySet<string>,
): Promise<ClusterTree> {
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const tree = buildTree(rows);
    const missing = [...openIds].filter(
      (id) => (tree.byId.get(id)?.leafCount ?? 0) > 1 && !tree.childrenOf.has(id),
    );
    if (missing.length === 0) return tree;
    const answers = await Promise.all(
      missing.map((id) => ask(client, SUBTREE, { id, depth: SUBTREE_DEPTH })),
    );
    const found = answers.flatMap(({ subtree }) => subtree.map(toClusterRow));
    if (found.length <= missing.length) return tree;
    // The root of a subtree is here already, with its parent.
    rows.push(...found.filter((row) => !tree.byId.has(row.id)));
  }
  return buildTree(rows);
}
