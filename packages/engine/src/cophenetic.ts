import { CondensedMatrix } from "./condensed.ts";
import type { Merge } from "./dendrogram.ts";
import { EngineError } from "./engine-error.ts";

/** Cophenetic distances: for each two of n leaves the merge height of their lowest common ancestor. Time O(n²). */
export function copheneticDistances(n: number, merges: readonly Merge[]): CondensedMatrix {
  const matrix = new CondensedMatrix(n);
  const leaves: (readonly number[])[] = Array.from({ length: n }, (_, i) => [i]);
  for (const { left, right, mergeHeight } of merges) {
    const a = leaves[left] ?? [];
    const b = leaves[right] ?? [];
    for (const i of a) for (const j of b) matrix.set(i, j, mergeHeight);
    leaves.push([...a, ...b]);
    // Each is part of one later cluster only: let it go.
    leaves[left] = [];
    leaves[right] = [];
  }
  return matrix;
}

/**
 * How true a dendrogram is to the distances it was made of: the correlation (Pearson) of cophenetic and given distances,
 * in [−1, 1]. Null where one of them does not vary, as with fewer than three leaves.
 *
 * @throws EngineError `MISMATCH` when the merges are not n−1. R. Sokal, F. Rohlf, Taxon 11(2), 1962.
 */
export function copheneticCorrelation(distances: CondensedMatrix, merges: readonly Merge[]): number | null {
  if (merges.length !== Math.max(0, distances.n - 1)) {
    throw new EngineError(
      "MISMATCH",
      `${distances.n} observations have ${distances.n - 1} merges, not ${merges.length}`,
    );
  }
  const given = distances.values;
  const cophenetic = copheneticDistances(distances.n, merges).values;
  const givenMean = mean(given);
  const copheneticMean = mean(cophenetic);
  let product = 0;
  let givenSquares = 0;
  let copheneticSquares = 0;
  for (let i = 0; i < given.length; i++) {
    const x = (given[i] ?? 0) - givenMean;
    const y = (cophenetic[i] ?? 0) - copheneticMean;
    product += x * y;
    givenSquares += x * x;
    copheneticSquares += y * y;
  }
  const scale = Math.sqrt(givenSquares * copheneticSquares);
  return scale > 0 ? product / scale : null;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}
