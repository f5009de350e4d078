import type { Cluster, Dendrogram } from "./dendrogram.ts";
import { openingOrder } from "./opening-order.ts";

const COUNT_MIN = 5;
const COUNT_MAX = 25;
/** A good overview has no cluster with more than this share of the leaves … */
const LARGEST_SHARE_MAX = 0.4;
/** … and no more than this share of clusters with one leaf. */
const SINGLETON_SHARE_MAX = 1 / 3;
/** Of numbers nearly as good as the best, the smallest is the better overview. */
const NEARLY_BEST = 0.95;

/**
 * A good number of clusters to show first, from 5 to 25: the smallest whose mean silhouette is at least 95 % of the best
 * one's. A leaf's silhouette is (b − a) / b, a its cluster's mean cophenetic distance and b the height at which that
 * cluster joins its kin; 0 in a singleton. Only numbers whose cut has no cluster with over 40 % of the leaves and at most a
 * third singletons are looked at, where there are any.
 *
 * @returns As many as there are leaves when those are 5 or fewer; 0 for an empty dendrogram.
 * P. Rousseeuw: Silhouettes, J. Comput. Appl. Math. 20, 1987, here on cophenetic distances.
 */
export function suggestedCount(dendrogram: Dendrogram): number {
  const leafCount = dendrogram.clusters[0]?.leafCount ?? 0;
  if (leafCount <= COUNT_MIN) return leafCount;
  const cuts = candidateCuts(dendrogram).map(({ count, clusters }) => {
    const singletons = clusters.filter((cluster) => cluster.leafCount === 1).length;
    const largest = Math.max(...clusters.map((cluster) => cluster.leafCount));
    return {
      count,
      clusters,
      isBalanced: largest <= LARGEST_SHARE_MAX * leafCount && singletons <= SINGLETON_SHARE_MAX * count,
    };
  });
  const balanced = cuts.filter((candidate) => candidate.isBalanced);
  const facts = silhouetteFacts(dendrogram);
  const scored = (balanced.length > 0 ? balanced : cuts).map(({ count, clusters }) => ({
    count,
    silhouette: meanSilhouette(clusters, facts),
  }));
  const best = Math.max(...scored.map(({ silhouette }) => silhouette));
  return scored.find(({ silhouette }) => silhouette >= NEARLY_BEST * best)?.count ?? COUNT_MIN;
}

/** The cuts into 5, 6, … 25 clusters, as far as there are leaves. */
function candidateCuts(dendrogram: Dendrogram): { count: number; clusters: Cluster[] }[] {
  const byId = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster]));
  const flat = new Set(dendrogram.clusters.slice(0, 1));
  const cuts: { count: number; clusters: Cluster[] }[] = [];
  for (const cluster of openingOrder(dendrogram).slice(0, COUNT_MAX - 1)) {
    flat.delete(cluster);
    for (const id of [cluster.leftId, cluster.rightId]) {
      const child = byId.get(id ?? "");
      if (child !== undefined) flat.add(child);
    }
    if (flat.size >= COUNT_MIN) cuts.push({ count: flat.size, clusters: [...flat] });
  }
  return cuts;
}

interface SilhouetteFacts {
  /** Mean cophenetic distance between two leaves of a cluster, by cluster id. */
  readonly within: ReadonlyMap<string, number>;
  readonly heightOf: ReadonlyMap<string, number>;
}

function silhouetteFacts(dendrogram: Dendrogram): SilhouetteFacts {
  const sums = new Map<string, number>();
  const within = new Map<string, number>();
  const heightOf = new Map<string, number>();
  const leafCounts = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster.leafCount]));
  // Children stand after their parents: walk backwards.
  for (const { id, leftId, rightId, mergeHeight, leafCount } of dendrogram.clusters.toReversed()) {
    heightOf.set(id, mergeHeight);
    if (leftId === null || rightId === null) continue;
    const pairs = (leafCounts.get(leftId) ?? 0) * (leafCounts.get(rightId) ?? 0);
    const sum = (sums.get(leftId) ?? 0) + (sums.get(rightId) ?? 0) + mergeHeight * pairs;
    sums.set(id, sum);
    within.set(id, sum / ((leafCount * (leafCount - 1)) / 2));
  }
  return { within, heightOf };
}

function meanSilhouette(clusters: readonly Cluster[], { within, heightOf }: SilhouetteFacts): number {
  let sum = 0;
  let leaves = 0;
  for (const { id, parentId, leafCount } of clusters) {
    const b = heightOf.get(parentId ?? "") ?? 0;
    leaves += leafCount;
    if (leafCount > 1 && b > 0) sum += leafCount * ((b - (within.get(id) ?? 0)) / b);
  }
  return leaves === 0 ? 0 : sum / leaves;
}
