import type { LinkageMethod } from "./method.ts";

/**
 * Clusters i and j that are joined, and another one, k: at each place of the arrays the three distances between them and
 * the three sizes.
 */
export interface Triples {
  /** Overwritten by the distance of k to i and j joined. */
  readonly ik: Float64Array;
  readonly jk: Float64Array;
  readonly ij: Float64Array;
  readonly sizeI: Float64Array;
  readonly sizeJ: Float64Array;
  readonly sizeK: Float64Array;
}

/**
 * Joins at the places `from` ≤ p < `to`. The formulas stand at `LinkageMethod`. Each has its own loop: with the choice
 * inside of one loop, average linkage takes three times as long.
 */
export function combine(method: LinkageMethod, triples: Triples, from: number, to: number): void {
  LOOPS[method](triples, from, to);
}

const LOOPS: Readonly<Record<LinkageMethod, (triples: Triples, from: number, to: number) => void>> = {
  single({ ik, jk }, from, to) {
    for (let p = from; p < to; p++) {
      const d = jk[p] ?? 0;
      if (d < (ik[p] ?? 0)) ik[p] = d;
    }
  },
  complete({ ik, jk }, from, to) {
    for (let p = from; p < to; p++) {
      const d = jk[p] ?? 0;
      if (d > (ik[p] ?? 0)) ik[p] = d;
    }
  },
  average({ ik, jk, sizeI, sizeJ }, from, to) {
    for (let p = from; p < to; p++) {
      const i = sizeI[p] ?? 0;
      const j = sizeJ[p] ?? 0;
      ik[p] = (i * (ik[p] ?? 0) + j * (jk[p] ?? 0)) / (i + j);
    }
  },
  weighted({ ik, jk }, from, to) {
    for (let p = from; p < to; p++) ik[p] = ((ik[p] ?? 0) + (jk[p] ?? 0)) / 2;
  },
  ward({ ik, jk, ij, sizeI, sizeJ, sizeK }, from, to) {
    for (let p = from; p < to; p++) {
      const i = sizeI[p] ?? 0;
      const j = sizeJ[p] ?? 0;
      const k = sizeK[p] ?? 0;
      const sum = (i + k) * (ik[p] ?? 0) ** 2 + (j + k) * (jk[p] ?? 0) ** 2 - k * (ij[p] ?? 0) ** 2;
      ik[p] = Math.sqrt(Math.max(0, sum / (i + j + k)));
    }
  },
};
