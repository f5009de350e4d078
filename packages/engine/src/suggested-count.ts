import type { Dendrogram } from "./dendrogram.ts";

const COUNT_MIN = 5;
const COUNT_MAX = 25;

/**
 * A good number of clusters to show first: between 5 and 25 the one after which the merge heights fall most.
 * As many as there are leaves when those are 5 or fewer; 0 for an empty dendrogram.
 */
export function suggestedCount(dendrogram: Dendrogram): number {
  const heights = dendrogram.clusters
    .filter((cluster) => cluster.leftId !== null)
    .map((cluster) => cluster.mergeHeight)
    .toSorted((a, b) => b - a);
  const leaves = heights.length + (dendrogram.id === null ? 0 : 1);
  if (leaves <= COUNT_MIN) return leaves;
  let best = COUNT_MIN;
  let bestFall = -1;
  for (let count = COUNT_MIN; count <= Math.min(COUNT_MAX, leaves - 1); count++) {
    const fall = (heights[count - 2] ?? 0) - (heights[count - 1] ?? 0);
    if (fall > bestFall) {
      bestFall = fall;
      best = count;
    }
  }
  return best;
}
