import type { CondensedMatrix } from "./condensed.ts";
import type { Merge } from "./dendrogram.ts";
import { assertDistances } from "./linkage/assert-distances.ts";
import { assertLinkageMethod, type LinkageMethod } from "./linkage/method.ts";
import { nearestNeighbors } from "./linkage/nearest-neighbors.ts";
import { numberMerges } from "./linkage/raw-merges.ts";
import { smallLinkage } from "./linkage/small.ts";

/** Up to here ml-hclust does it; it is cubic, and beyond some hundred observations no one would wait for it. */
const SMALL_COUNT_MAX = 64;

/**
 * Agglomerative clustering: n observations, joined two by two, nearest first.
 *
 * @param matrix - Finite distances ≥ 0; not changed.
 * @returns n−1 merges (none for 0 or 1 observations), `mergeHeight` never decreasing. Leaves are 0…n−1, merge i is
 *   cluster n+i, `left` < `right` (SciPy's numbering). The same matrix always gives the same merges. Distances that are
 *   all different have one right answer; among equal ones which pair comes first depends on the indices, so give the
 *   observations an order that means something, or distances without ties, as `clusterTemplates` does.
 * @throws EngineError `NOT_FINITE` if a distance is NaN or infinite, `OUT_OF_RANGE` if one is negative, `UNKNOWN_NAME`
 *   for another method.
 * Time O(n²), memory about half of a copy of the matrix, a whole one at most.
 */
export function linkage(matrix: CondensedMatrix, method: LinkageMethod): Merge[] {
  assertLinkageMethod(method);
  if (matrix.n < 2) return [];
  if (matrix.n > SMALL_COUNT_MAX) return numberMerges(nearestNeighbors(matrix.n, matrix.values, method));
  assertDistances(matrix.values);
  return numberMerges(smallLinkage(matrix, method));
}
