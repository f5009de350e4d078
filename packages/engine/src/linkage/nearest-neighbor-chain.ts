import { rowStart } from "../condensed.ts";
import type { LinkageMethod } from "./method.ts";
import type { RawMerges } from "./raw-merges.ts";

/**
 * Joins n observations along chains of nearest neighbours: from any cluster go to its nearest, from there to the
 * nearest, until two are each other's nearest; those two are joined. Right for every reducible method, and all five are.
 *
 * @param n - Observations, at least 2.
 * @param values - Condensed distances, finite. OVERWRITTEN: this is the working copy.
 * @returns n−1 joins in the order they were found, which is not that of their heights. A chain starts at the cluster
 *   with the smallest index, and among equally near neighbours the one before in the chain wins, then the smallest index.
 * Time O(n²). F. Murtagh, The Computer Journal 26(4), 1983; D. Müllner, arXiv:1109.2378, 2011.
 */
export function nearestNeighborChain(n: number, values: Float64Array, method: LinkageMethod): RawMerges {
  const leafA = new Int32Array(n - 1);
  const leafB = new Int32Array(n - 1);
  const heights = new Float64Array(n - 1);
  const starts = Float64Array.from({ length: n }, (_, i) => rowStart(n, i));
  const sizes = new Float64Array(n).fill(1);
  // Indices still in play, ascending; a joined pair lives on under its larger index.
  const active = Int32Array.from({ length: n }, (_, i) => i);
  let activeCount = n;
  const chain = new Int32Array(n);
  let chainLength = 0;
  const at = (i: number, j: number): number => (i < j ? (starts[i] ?? 0) + j : (starts[j] ?? 0) + i);

  for (let step = 0; step < n - 1; step++) {
    if (chainLength === 0) {
      chain[0] = active[0] ?? 0;
      chainLength = 1;
    }
    let x = 0;
    let y = 0;
    let nearest = 0;
    for (;;) {
      x = chain[chainLength - 1] ?? 0;
      const before = chainLength > 1 ? (chain[chainLength - 2] ?? -1) : -1;
      y = before;
      nearest = before >= 0 ? (values[at(x, before)] ?? 0) : Number.POSITIVE_INFINITY;
      for (let k = 0; k < activeCount; k++) {
        const i = active[k] ?? 0;
        if (i === x) continue;
        const d = values[at(x, i)] ?? 0;
        if (d < nearest) {
          nearest = d;
          y = i;
        }
      }
      if (y === before) break;
      chain[chainLength] = y;
      chainLength += 1;
    }
    chainLength -= 2;
    const gone = Math.min(x, y);
    const kept = Math.max(x, y);
    leafA[step] = gone;
    leafB[step] = kept;
    heights[step] = nearest;
    const sizeGone = sizes[gone] ?? 0;
    const sizeKept = sizes[kept] ?? 0;
    let write = 0;
    for (let k = 0; k < activeCount; k++) {
      const i = active[k] ?? 0;
      if (i === gone) continue;
      active[write] = i;
      write += 1;
      if (i === kept) continue;
      const place = at(i, kept);
      const fromGone = values[at(i, gone)] ?? 0;
      const fromKept = values[place] ?? 0;
      values[place] = joined(method, fromGone, fromKept, nearest, sizeGone, sizeKept, sizes[i] ?? 0);
    }
    activeCount = write;
    sizes[kept] = sizeGone + sizeKept;
  }
  return { leafA, leafB, heights };
}

function joined(
  method: LinkageMethod,
  ik: number,
  jk: number,
  ij: number,
  sizeI: number,
  sizeJ: number,
  sizeK: number,
): number {
  switch (method) {
    case "single":
      return Math.min(ik, jk);
    case "complete":
      return Math.max(ik, jk);
    case "average":
      return (sizeI * ik + sizeJ * jk) / (sizeI + sizeJ);
    case "weighted":
      return (ik + jk) / 2;
    case "ward": {
      const total = sizeI + sizeJ + sizeK;
      return Math.sqrt(
        Math.max(0, ((sizeI + sizeK) * ik * ik + (sizeJ + sizeK) * jk * jk - sizeK * ij * ij) / total),
      );
    }
  }
}
