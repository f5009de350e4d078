import { EngineError } from "./engine-error.ts";

/**
 * Distances between n observations: the upper triangle by rows, n·(n−1)/2 values in the order
 * d(0,1), d(0,2), …, d(0,n−1), d(1,2), …, as SciPy's `pdist` has it. The diagonal is 0.
 *
 * Memory: 8 bytes a value; n = 16,000 takes 1 GB.
 */
export class CondensedMatrix {
  readonly n: number;
  readonly values: Float64Array;

  /**
   * @param n - Observations, a whole number ≥ 0.
   * @param values - Taken as it is, not copied; zeros when left out.
   * @throws EngineError `OUT_OF_RANGE` when n is no whole number ≥ 0, `MISMATCH` when the length is not n·(n−1)/2.
   */
  constructor(n: number, values?: Float64Array) {
    if (!Number.isSafeInteger(n) || n < 0) {
      throw new EngineError(
        "OUT_OF_RANGE",
        `a condensed matrix needs a whole number of observations, not ${n}`,
      );
    }
    const length = (n * (n - 1)) / 2;
    if (values !== undefined && values.length !== length) {
      throw new EngineError(
        "MISMATCH",
        `${n} observations have ${length} distances between them, ${values.length} were given`,
      );
    }
    this.n = n;
    this.values = values ?? new Float64Array(length);
  }

  /** Distance between observations i and j, 0 ≤ i, j < n, in either order; 0 when they are the same. */
  get(i: number, j: number): number {
    return i === j ? 0 : (this.values[this.#index(i, j)] ?? Number.NaN);
  }

  /** @throws EngineError `OUT_OF_RANGE` on the diagonal or outside the matrix. */
  set(i: number, j: number, value: number): void {
    if (i === j || Math.min(i, j) < 0 || Math.max(i, j) >= this.n) {
      throw new EngineError("OUT_OF_RANGE", `no distance is kept for the pair (${i}, ${j}) of ${this.n}`);
    }
    this.values[this.#index(i, j)] = value;
  }

  #index(i: number, j: number): number {
    const low = Math.min(i, j);
    return rowStart(this.n, low) + Math.max(i, j);
  }
}

/** What to add to j > i to find d(i, j) in the values of a matrix of n observations. */
export function rowStart(n: number, i: number): number {
  return i * n - (i * (i + 1)) / 2 - i - 1;
}
