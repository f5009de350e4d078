import { EngineError } from "../engine-error.ts";

/**
 * How the distance between two clusters follows from those of their parts. With clusters i and j joined at distance ij
 * and another cluster k:
 *
 * - `single`: the nearest pair, min(ik, jk)
 * - `complete`: the farthest pair, max(ik, jk)
 * - `average`: mean over all pairs (UPGMA), (|i|·ik + |j|·jk) / (|i|+|j|)
 * - `weighted`: mean over the two halves (WPGMA), (ik + jk) / 2
 * - `ward`: growth of the variance, √(((|i|+|k|)·ik² + (|j|+|k|)·jk² − |k|·ij²) / (|i|+|j|+|k|)). Exact for Euclidean
 *   distances; for others it is the same formula, and what it grows is no variance.
 */
export type LinkageMethod = "single" | "complete" | "average" | "weighted" | "ward";

export const LINKAGE_METHODS: readonly LinkageMethod[] = [
  "single",
  "complete",
  "average",
  "weighted",
  "ward",
];

/** @throws EngineError `UNKNOWN_NAME` when the word is no linkage method. */
export function assertLinkageMethod(method: string): asserts method is LinkageMethod {
  if (!LINKAGE_METHODS.some((known) => known === method)) {
    throw new EngineError(
      "UNKNOWN_NAME",
      `no linkage method "${method}"; there are ${LINKAGE_METHODS.join(", ")}`,
    );
  }
}
