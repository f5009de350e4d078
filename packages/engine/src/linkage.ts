import type { CondensedMatrix } from "./condensed.ts";
import type { Merge } from "./dendrogram.ts";
import { EngineError } from "./engine-error.ts";
import { assertLinkageMethod, type LinkageMethod } from "./linkage/method.ts";
import { nearestNeighborChain } from "./linkage/nearest-neighbor-chain.ts";
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
 * Time O(n²), memory one copy of the matrix.
 */
export function linkage(matrix: CondensedMatrix, method: LinkageMethod): Merge[] {
  assertLinkageMethod(method);
  assertDistances(matrix.values);
  if (matrix.n < 2) return [];
  if (matrix.n <= SMALL_COUNT_MAX) return numberMerges(smallLinkage(matrix, method));
  return numberMerges(nearestNeighborChain(matrix.n, matrix.values.slice(), method));
}

function assertDistances(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value >= 0 && value < Number.POSITIVE_INFINITY) continue;
    if (Number.isFinite(value))
      throw new EngineError("OUT_OF_RANGE", `distance ${i} is ${value}, less than 0`);
    throw new EngineError("NOT_FINITE", `distance ${i} is ${value}; distances are finite numbers`);
  }
}
