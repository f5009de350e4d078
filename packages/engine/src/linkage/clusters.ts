/** Clusters in play, numbered from 0, and the distances between them. */
export interface Clusters {
  readonly count: number;
  /** Condensed; what lies beyond count·(count−1)/2 does not count. */
  readonly values: Float64Array;
  /** Observations in each. */
  readonly sizes: Float64Array;
  /** Some leaf of each. */
  readonly leaves: Int32Array;
  readonly nearest: Nearest;
}

/** Each cluster's nearest other one, of equally near ones that with the smallest number. */
export interface Nearest {
  /** `NONE` where none was seen. */
  readonly numbers: Int32Array;
  /** Infinite where none was seen. */
  readonly distances: Float64Array;
}

export const NONE = -1;

export function noneSeen(count: number): Nearest {
  return {
    numbers: new Int32Array(count).fill(NONE),
    distances: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
  };
}
