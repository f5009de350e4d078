import type { Merge } from "../dendrogram.ts";
import { pairwise } from "../distance/pairwise.ts";
import { meanVector, type FeatureVector } from "../distance/vector.ts";
import type { LinkageMethod } from "../linkage/method.ts";
import { nearestNeighbors } from "../linkage/nearest-neighbors.ts";
import { numberMerges, type RawMerges } from "../linkage/raw-merges.ts";

/** What bounds time and memory: observations of one block, and clusters that the blocks together may leave. */
const LIMITS = { blockCountMax: 4000, leftCountMax: 8000 };

/**
 * Linkage of more observations than fit a matrix, in two steps: neighbours in the given order form blocks of at most 4,000;
 * each block is clustered by itself until the blocks together have 8,000 clusters left; those are clustered as a whole, by
 * the distances of their mean vectors. For average linkage the distance of two means IS the mean distance of their members,
 * so what is not exact is only that the lowest merges are found inside a block.
 *
 * @param vectors - In an order in which like ones stand together.
 * @returns n−1 merges, as `linkage`. Memory: one matrix of 8,000 (256 MB) beside the vectors. Time: O(n·4,000 + 8,000²).
 */
export function blockLinkage(
  vectors: readonly FeatureVector[],
  method: LinkageMethod,
  { blockCountMax, leftCountMax } = LIMITS,
): Merge[] {
  const n = vectors.length;
  const joins: { a: number; b: number; height: number }[] = [];
  const left: { leaves: readonly number[]; height: number }[] = [];
  const blocks = Math.ceil(n / blockCountMax);
  for (let block = 0; block < blocks; block++) {
    const from = Math.floor((n * block) / blocks);
    const to = Math.floor((n * (block + 1)) / blocks);
    const leftMax = Math.max(1, Math.floor((leftCountMax * (to - from)) / n));
    const matrix = pairwise(vectors.slice(from, to));
    const raw = nearestNeighbors(matrix.n, matrix.values, method, { room: matrix.values });
    left.push(...lowestJoins(raw, from, to - from - leftMax, joins));
  }
  const means = left.map(({ leaves }) => meanVector(leaves.flatMap((leaf) => vectors[leaf] ?? [])));
  const matrix = pairwise(means);
  const sizes = left.map(({ leaves }) => leaves.length);
  const raw = nearestNeighbors(matrix.n, matrix.values, method, { sizes, room: matrix.values });
  const heights = left.map(({ height }) => height);
  for (const { left: a, right: b, mergeHeight } of numberMerges(raw)) {
    // Two clusters from different blocks may be nearer than what one of them was made of: a parent is never lower.
    const height = Math.max(mergeHeight, heights[a] ?? 0, heights[b] ?? 0);
    heights.push(height);
    left.push({ leaves: [left[a]?.leaves[0] ?? 0], height });
    joins.push({ a: left[a]?.leaves[0] ?? 0, b: left[b]?.leaves[0] ?? 0, height });
  }
  return numberMerges({
    leafA: Int32Array.from(joins, ({ a }) => a),
    leafB: Int32Array.from(joins, ({ b }) => b),
    heights: Float64Array.from(joins, ({ height }) => height),
  });
}

/** Takes the `count` lowest joins of a block that begins at leaf `from`; gives the clusters that they leave. */
function lowestJoins(
  raw: RawMerges,
  from: number,
  count: number,
  joins: { a: number; b: number; height: number }[],
): { leaves: readonly number[]; height: number }[] {
  const merges = numberMerges(raw);
  const clusters: ({ leaves: readonly number[]; height: number } | null)[] = Array.from(
    { length: merges.length + 1 },
    (_, i) => ({ leaves: [from + i], height: 0 }),
  );
  for (const { left, right, mergeHeight } of merges.slice(0, Math.max(0, count))) {
    const a = clusters[left]?.leaves ?? [];
    const b = clusters[right]?.leaves ?? [];
    joins.push({ a: a[0] ?? 0, b: b[0] ?? 0, height: mergeHeight });
    clusters[left] = null;
    clusters[right] = null;
    clusters.push({ leaves: [...a, ...b], height: mergeHeight });
  }
  return clusters.filter((cluster) => cluster !== null);
}
