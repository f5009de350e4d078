import type { Client } from "urql";
import { ask } from "../data/ask.ts";
import { CURRENT, CUT, PATH, SUBTREE } from "../data/documents.ts";
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

/** What a view needs of it, beyond the cut. */
export interface TreeQuestion {
  /** Clusters the view cuts into; 1 while it does not know, which fetches enough for the suggested cut. */
  readonly count: number;
  /** Branches below the cut that stand open, and those that stand open down to their leaves. */
  readonly openIds: readonly string[];
  readonly wholeIds: readonly string[];
  /** A cluster to be found wherever it is. */
  readonly selectedId: string | null;
}

const COUNTS = [200, 1_000, 5_000, 20_000];
const SUBTREE_DEPTH = 5;
const WHOLE_DEPTH = 100;
const ROUNDS_MAX = 40;

/** How many clusters to fetch so that a cut into `count` can be made here: more than asked, so that moving the cut asks nothing. */
export function fetchCount(count: number): number {
  return COUNTS.find((step) => step >= count) ?? count;
}

/** The current dendrogram down to a cut of at least `count` clusters, and below it where branches stand open. */
export async function loadTree(client: Client, question: TreeQuestion): Promise<LoadedTree> {
  const { dendrograms } = await ask(client, CURRENT, {});
  const leaves = dendrograms[0]?.leaves ?? 0;
  const { cut } = await ask(client, CUT, {
    count: leaves === 0 ? null : Math.min(fetchCount(question.count), leaves),
  });
  const rows = [...cut.ancestors, ...cut.clusters].map(toClusterRow);
  return {
    tree: await loadBranches(client, rows, question),
    dendrogramId: cut.dendrogramId,
    suggestedCount: cut.suggestedCount,
    totalLines: Number(cut.totalLines),
    leaves: cut.leaves,
  };
}

/** Fetches what stands open below the cut; a branch deep down is found only when those above it are here, hence the rounds. */
async function loadBranches(
  client: Client,
  rows: ClusterRow[],
  question: TreeQuestion,
): Promise<ClusterTree> {
  const whole = new Set(question.wholeIds);
  const open = new Set([
    ...question.openIds,
    ...whole,
    ...(await hiddenAncestors(client, rows, question.selectedId)),
  ]);
  let tree = buildTree(rows);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const known = tree;
    const missing = [...open].filter(
      (id) => (known.byId.get(id)?.leafCount ?? 0) > 1 && !known.childrenOf.has(id),
    );
    if (missing.length === 0) return tree;
    const answers = await Promise.all(
      missing.map((id) => ask(client, SUBTREE, { id, depth: whole.has(id) ? WHOLE_DEPTH : SUBTREE_DEPTH })),
    );
    // The root of a subtree is here already.
    const found = answers
      .flatMap(({ subtree }) => subtree.map(toClusterRow))
      .filter((row) => !known.byId.has(row.id));
    if (found.length === 0) return tree;
    tree = buildTree([...tree.byId.values(), ...found]);
  }
  return tree;
}

/** What has to be open for the selected one to be seen, when it lies deeper than the cut that was fetched. */
async function hiddenAncestors(
  client: Client,
  rows: readonly ClusterRow[],
  selectedId: string | null,
): Promise<string[]> {
  if (selectedId === null || rows.some((row) => row.id === selectedId)) return [];
  const { path } = await ask(client, PATH, { id: selectedId });
  return path.map((row) => row.id).filter((id) => id !== selectedId);
}
