import type { Clusters } from "./clusters.ts";
import { findNearest } from "./find-nearest.ts";
import type { LinkageMethod } from "./method.ts";
import { joinAlongChain } from "./nearest-neighbor-chain.ts";
import { FoundMerges, type RawMerges } from "./raw-merges.ts";
import { joinPairs, reciprocalPairs } from "./reciprocal-pairs.ts";

/** One pair for so many clusters is enough to walk over the whole matrix; for fewer, joining one by one is faster. */
const CLUSTERS_PER_PAIR_MAX = 16;

export interface NearestNeighborsOptions {
  /** Leaves that each observation stands for; one each when left out. */
  readonly sizes?: readonly number[];
  /**
   * Where the distances go that are worked with: an array as long as `values`, or `values` itself, which are then lost.
   * When left out one is made, as large as what the first round leaves: half of `values` as a rule, all at most.
   */
  readonly room?: Float64Array;
}

/**
 * Joins n observations in rounds: all pairs that are each other's nearest are joined at once. Right for every reducible
 * method, and all five are: joining two brings them no nearer to a third, so no other pair is disturbed. A round walks over
 * the matrix in the order it lies in memory, and as a rule joins every fifth cluster. Where there are few such pairs (each
 * observation is nearest to the one before, or all to one), half of the clusters are joined along chains, one by one.
 *
 * @param n - Observations, at least 2.
 * @param values - Condensed distances.
 * @returns n−1 joins in the order they were found, which is not that of their heights. Among equally near neighbours the
 *   smallest index wins, or in a chain the one before.
 * @throws EngineError `NOT_FINITE` if a distance is NaN or infinite, `OUT_OF_RANGE` if one is negative.
 * Time O(n²): each walk takes away at least a sixteenth. F. Murtagh, The Computer Journal 26(4), 1983.
 */
export function nearestNeighbors(
  n: number,
  values: Float64Array,
  method: LinkageMethod,
  { sizes, room }: NearestNeighborsOptions = {},
): RawMerges {
  const merges = new FoundMerges(n);
  let place = room;
  let clusters: Clusters = {
    count: n,
    values,
    sizes: Float64Array.from({ length: n }, (_, i) => sizes?.[i] ?? 1),
    leaves: Int32Array.from({ length: n }, (_, i) => i),
    nearest: findNearest(n, values),
  };
  while (clusters.count > 1) {
    const pairs = reciprocalPairs(clusters.nearest);
    if (pairs.a.length * CLUSTERS_PER_PAIR_MAX >= clusters.count) {
      const left = clusters.count - pairs.a.length;
      place ??= new Float64Array((left * (left - 1)) / 2);
      clusters = joinPairs(clusters, pairs, method, place, merges);
    } else {
      if (place === undefined) place = values.slice();
      else if (place !== clusters.values) place.set(values);
      clusters = joinAlongChain({ ...clusters, values: place }, method, merges);
    }
  }
  return merges;
}
