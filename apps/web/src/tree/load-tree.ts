import type { Client } from "urql";
import { ask } from "../data/ask.ts";
import { CURRENT, CUT, PATH, SUBTREE } from "../data/tree-documents.ts";
import type { ScopeArguments } from "../scope/scope.ts";
import { toClusterRow, type ClusterRow } from "./cluster-row.ts";
import { buildTree, pathTo, type ClusterTree } from "./cluster-tree.ts";

/** What a tree view knows of the current dendrogram. */
export interface LoadedTree {
  readonly tree: ClusterTree;
  readonly dendrogramId: string | null;
  readonly suggestedCount: number;
  readonly totalLines: number;
  /** Templates of the tree that is looked at: of the branch, when it is one. */
  readonly leaves: number;
  /** The selected one as it is today; null when there is none any more. */
  readonly selectedId: string | null;
  /** Those above the branch that is looked at, root first; none of all. */
  readonly above: readonly ClusterRow[];
}

/** What a view needs of it, beyond the cut. */
export interface TreeQuestion {
  /** Which lines are counted. */
  readonly scope: ScopeArguments;
  /** The branch that alone is looked at, by any id it had; null: all. One that is gone counts as all. */
  readonly within: string | null;
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
  const current = await ask(client, CURRENT, {
    within: question.within ?? "",
    isWithin: question.within !== null,
    selected: question.selectedId ?? "",
    isSelected: question.selectedId !== null,
  });
  const within = current.within?.id ?? null;
  const selectedId = current.selected?.id ?? null;
  const leaves = current.within?.leafCount ?? current.dendrograms[0]?.leaves ?? 0;
  const { cut } = await ask(client, CUT, {
    count: leaves === 0 ? null : Math.min(fetchCount(question.count), leaves),
    within,
    ...question.scope,
  });
  const rows = [...cut.ancestors, ...cut.clusters].map(toClusterRow);
  const tree = await loadBranches(client, rows, within, { ...question, selectedId });
  return {
    tree,
    dendrogramId: cut.dendrogramId,
    suggestedCount: Math.max(1, Math.min(cut.suggestedCount, leaves)),
    totalLines: Number(cut.totalLines),
    leaves,
    selectedId,
    above: within === null ? [] : pathTo(tree, within).slice(0, -1),
  };
}

/** Fetches what stands open below the cut; a branch deep down is found only when those above it are here, hence the rounds. */
async function loadBranches(
  client: Client,
  rows: ClusterRow[],
  within: string | null,
  question: TreeQuestion,
): Promise<ClusterTree> {
  const whole = new Set(question.wholeIds);
  const open = new Set([...question.openIds, ...whole, ...(await hiddenAncestors(client, rows, question))]);
  let tree = buildTree(rows, within);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const known = tree;
    const missing = [...open].filter(
      (id) => (known.byId.get(id)?.leafCount ?? 0) > 1 && !known.childrenOf.has(id),
    );
    if (missing.length === 0) return tree;
    const answers = await Promise.all(
      missing.map((id) =>
        ask(client, SUBTREE, { id, depth: whole.has(id) ? WHOLE_DEPTH : SUBTREE_DEPTH, ...question.scope }),
      ),
    );
    // The root of a subtree is here already.
    const found = answers
      .flatMap(({ subtree }) => subtree.map(toClusterRow))
      .filter((row) => !known.byId.has(row.id));
    if (found.length === 0) return tree;
    tree = buildTree([...tree.byId.values(), ...found], within);
  }
  return tree;
}

/** What has to be open for the selected one to be seen, when it lies deeper than the cut that was fetched. */
async function hiddenAncestors(
  client: Client,
  rows: readonly ClusterRow[],
  { selectedId, scope }: TreeQuestion,
): Promise<string[]> {
  if (selectedId === null || rows.some((row) => row.id === selectedId)) return [];
  const { path } = await ask(client, PATH, { id: selectedId, ...scope });
  return path.map((row) => row.id).filter((id) => id !== selectedId);
}
