import { type Cluster, cut, type CutAt } from "@deepsec/engine";
import { ApiError } from "../api-error.ts";
import type { Tree } from "./tree.ts";

/** Where a client wants the cut; count and height both null: the automatic one. */
export interface CutArguments {
  readonly count?: number | null;
  readonly height?: number | null;
  /** The cluster that alone is cut; null: all. */
  readonly within?: string | null;
}

/** A flat clustering with what lies above it. */
export interface FlatCut {
  readonly cutHeight: number;
  /** In leaf order; each leaf is below exactly one. */
  readonly clusters: readonly Cluster[];
  /** The clusters on the ways from the root to those, root first. */
  readonly ancestors: readonly Cluster[];
}

/** @throws ApiError or EngineError that clients see as `BAD_INPUT`: count or height out of its range, or both given; no such cluster. */
export function flatCut(
  tree: Tree | null,
  { count = null, height = null, within = null }: CutArguments,
): FlatCut {
  if (count !== null && height !== null) throw new ApiError("BAD_INPUT", "give count or height, not both");
  const branch = within === null ? null : clusterOf(tree, within);
  const leafCount = branch?.leafCount ?? tree?.leafCount ?? 0;
  const suggested = tree === null ? 1 : Math.min(tree.dendrogram.suggestedCount, leafCount);
  const at: CutAt = height === null ? { count: count ?? suggested } : { height };
  const openable = branch === null ? tree?.opened(at) : tree?.below(branch, Number.POSITIVE_INFINITY);
  // Called without clusters too, because it checks count and height.
  const clusters = cut({ id: null, method: "", clusters: openable ?? [] }, at);
  if (tree !== null && count !== null && count > leafCount) {
    const what = branch === null ? "the current dendrogram" : "this cluster";
    const fact = `${what} has ${leafCount} leaves, and a cut has no more clusters than that; count is ${count}`;
    throw new ApiError("BAD_INPUT", fact);
  }
  return {
    cutHeight: height ?? clusters.reduce((max, cluster) => Math.max(max, cluster.mergeHeight), 0),
    clusters,
    ancestors: tree === null ? [] : ancestorsOf(tree, clusters),
  };
}

/**
 * The cut with some branches open down to their leaves. A branch below the cut is reached by opening those above it alone: their
 * other children stay whole, so each leaf is still below exactly one cluster.
 *
 * @throws ApiError `BAD_INPUT` when the tree does not have one of `ids`.
 */
export function openBranches(tree: Tree | null, flat: FlatCut, ids: readonly string[]): FlatCut {
  const open = new Set(flat.ancestors.map(({ id }) => id));
  const whole = new Set<string>();
  for (const id of ids) {
    const { parentId } = clusterOf(tree, id);
    for (let above = tree?.get(parentId); above !== undefined; above = tree?.get(above.parentId))
      open.add(above.id);
    whole.add(id);
  }
  const clusters: Cluster[] = [];
  const ancestors: Cluster[] = [];
  // Root first, so a parent is known to be open whole before its children come.
  for (const cluster of tree?.clusters ?? []) {
    const { id, parentId, leafCount } = cluster;
    if (parentId !== null && whole.has(parentId)) whole.add(id);
    const isShown = parentId === null || open.has(parentId) || whole.has(parentId);
    if (!isShown) continue;
    (leafCount > 1 && (open.has(id) || whole.has(id)) ? ancestors : clusters).push(cluster);
  }
  return { ...flat, clusters: clusters.toSorted((a, b) => a.leafOrder - b.leafOrder), ancestors };
}

/** @throws ApiError `BAD_INPUT` when the tree does not have it. */
export function clusterOf(tree: Tree | null, id: string): Cluster {
  const cluster = tree?.get(id);
  if (cluster !== undefined) return cluster;
  throw new ApiError("BAD_INPUT", `the current dendrogram has no cluster ${JSON.stringify(id.slice(0, 64))}`);
}

function ancestorsOf(tree: Tree, flat: readonly Cluster[]): Cluster[] {
  const above = new Set<string>();
  for (const { parentId } of flat) {
    for (let id = parentId; id !== null && !above.has(id); id = tree.get(id)?.parentId ?? null) above.add(id);
  }
  return tree.clusters.filter(({ id }) => above.has(id));
}
