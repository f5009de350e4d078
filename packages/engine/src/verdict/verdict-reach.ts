import type { Cluster } from "../dendrogram.ts";

/** A verdict on a branch, as a later dendrogram meets it. */
export interface BranchVerdict {
  /** The templates that were judged, under every id that they had since. */
  readonly judgedIds: ReadonlySet<string>;
  /** The templates that came later and inherited it. */
  readonly inheritedIds: ReadonlySet<string>;
  /** Height of the branch when it was judged: 0 for a single template. */
  readonly mergeHeight: number;
}

export interface VerdictReach {
  /** Templates that inherit it now, in leaf order. */
  readonly inheritedIds: readonly string[];
  /** The largest clusters that it covers as a whole, in leaf order. */
  readonly branchIds: readonly string[];
  readonly leafCount: number;
  /** What joined the branch above its height, the lowest first. */
  readonly growths: readonly BranchGrowth[];
}

/** Templates that came after the verdict and joined its branch, but above its height. */
export interface BranchGrowth {
  readonly templateIds: readonly string[];
  /** Where they join. */
  readonly mergeHeight: number;
}

/**
 * What a verdict covers in a dendrogram. A template that came later inherits the verdict when it is in one cluster with a judged
 * template at or below the verdict's height: nothing that was judged is farther from its own kin. What it inherited it keeps, but
 * only the judged ones pass it on, so that it does not wander from neighbour to neighbour. What was there and outside when the
 * verdict was given stays outside.
 *
 * @param clusters - A dendrogram's: root first, every parent before its children; no parent is lower than its child.
 * @param isLater - Whether a template came after the verdict.
 */
export function verdictReach(
  clusters: readonly Cluster[],
  { judgedIds, inheritedIds, mergeHeight }: BranchVerdict,
  isLater: (templateId: string) => boolean,
): VerdictReach {
  const judged = clustersWith(clusters, ({ templateId }) => judgedIds.has(templateId ?? ""));
  const fresh: { readonly id: string; readonly leafOrder: number }[] = [];
  const near = new Set<string>();
  const covered = new Set<string>();
  for (const { id, parentId, mergeHeight: height, templateId, leafOrder } of clusters) {
    if (near.has(parentId ?? "") || (height <= mergeHeight && judged.has(id))) near.add(id);
    if (templateId === null) continue;
    const isCovered = judgedIds.has(templateId) || inheritedIds.has(templateId);
    const inherits = !isCovered && near.has(id) && isLater(templateId);
    if (inherits) fresh.push({ id: templateId, leafOrder });
    if (isCovered || inherits) covered.add(id);
  }
  const whole = wholeClusters(clusters, ({ id }) => covered.has(id));
  const branches = inLeafOrder(
    clusters.filter(({ id, parentId }) => whole.has(id) && !whole.has(parentId ?? "")),
  );
  return {
    inheritedIds: fresh.toSorted((a, b) => a.leafOrder - b.leafOrder).map(({ id }) => id),
    branchIds: branches.map(({ id }) => id),
    leafCount: covered.size,
    growths: growths(
      clusters,
      branches.filter(({ id }) => judged.has(id)),
      ({ id, templateId }) => !covered.has(id) && isLater(templateId ?? ""),
    ),
  };
}

/** From each branch upward: siblings all of whose leaves are strange to the verdict joined it. */
function growths(
  clusters: readonly Cluster[],
  branches: readonly Cluster[],
  isStrange: (leaf: Cluster) => boolean,
): BranchGrowth[] {
  const strange = wholeClusters(clusters, isStrange);
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const found: BranchGrowth[] = [];
  for (const branch of branches) {
    let below = branch;
    for (
      let parent = byId.get(below.parentId ?? "");
      parent !== undefined;
      parent = byId.get(below.parentId ?? "")
    ) {
      const sibling = byId.get((parent.leftId === below.id ? parent.rightId : parent.leftId) ?? "");
      if (sibling === undefined || !strange.has(sibling.id)) break;
      const [from, to] = [sibling.leafOrder, sibling.leafOrder + sibling.leafCount];
      const leaves = clusters.filter(
        ({ templateId, leafOrder }) => templateId !== null && leafOrder >= from && leafOrder < to,
      );
      found.push({
        templateIds: inLeafOrder(leaves).map(({ templateId }) => templateId ?? ""),
        mergeHeight: parent.mergeHeight,
      });
      below = parent;
    }
  }
  return found.toSorted((a, b) => a.mergeHeight - b.mergeHeight);
}

/** Ids of the clusters with any such leaf. */
function clustersWith(clusters: readonly Cluster[], isSuch: (leaf: Cluster) => boolean): Set<string> {
  const found = new Set<string>();
  for (const cluster of clusters.toReversed()) {
    if (cluster.templateId === null ? found.has(cluster.id) : isSuch(cluster)) {
      found.add(cluster.id);
      if (cluster.parentId !== null) found.add(cluster.parentId);
    }
  }
  return found;
}

/** Ids of the clusters whose leaves are all such. */
function wholeClusters(clusters: readonly Cluster[], isSuch: (leaf: Cluster) => boolean): Set<string> {
  const found = new Set<string>();
  for (const cluster of clusters.toReversed()) {
    const { id, leftId, rightId, templateId } = cluster;
    const isWhole =
      templateId === null ? found.has(leftId ?? "") && found.has(rightId ?? "") : isSuch(cluster);
    if (isWhole) found.add(id);
  }
  return found;
}

function inLeafOrder(clusters: readonly Cluster[]): Cluster[] {
  return clusters.toSorted((a, b) => a.leafOrder - b.leafOrder);
}
