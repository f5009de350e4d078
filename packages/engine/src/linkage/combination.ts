import type { LinkageMethod } from "./method.ts";

/** A linkage method as a number, so that the innermost loop compares no words. */
export type Combination = 0 | 1 | 2 | 3 | 4;

export function combination(method: LinkageMethod): Combination {
  switch (method) {
    case "single":
      return 0;
    case "complete":
      return 1;
    case "average":
      return 2;
    case "weighted":
      return 3;
    case "ward":
      return 4;
  }
}

/**
 * The distance of k to clusters i and j joined, from those to each, from the height at which they were joined, and from
 * the three sizes. The formulas stand at `LinkageMethod`.
 */
export function combine(
  how: Combination,
  ik: number,
  jk: number,
  ij: number,
  sizeI: number,
  sizeJ: number,
  sizeK: number,
): number {
  if (how === 2) return (sizeI * ik + sizeJ * jk) / (sizeI + sizeJ);
  if (how === 0) return ik < jk ? ik : jk;
  if (how === 1) return ik > jk ? ik : jk;
  if (how === 3) return (ik + jk) / 2;
  const sum = (sizeI + sizeK) * ik * ik + (sizeJ + sizeK) * jk * jk - sizeK * ij * ij;
  return Math.sqrt(Math.max(0, sum / (sizeI + sizeJ + sizeK)));
}
