import type { CondensedMatrix } from "../condensed.ts";
import type { LogTemplate } from "../log-template.ts";

/** Far below what a distance means, far above what sums of distances lose by rounding. */
const TIE_BREAK_MAX = 1e-9;

/**
 * Adds to each distance a number in [0, 1e-9) that is a function of the two templates' ids. Equal distances become
 * different ones, the same ones wherever the two stand and whatever else is there: so there is one right tree, for every
 * algorithm and every order, and a branch keeps its shape when something unrelated arrives.
 *
 * @param matrix - Distances of the templates in this order. CHANGED.
 */
export function breakTies(matrix: CondensedMatrix, templates: readonly LogTemplate[]): void {
  const { n, values } = matrix;
  const tieBreak = tieBreaker(templates);
  let k = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      values[k] = (values[k] ?? 0) + tieBreak(i, j);
      k += 1;
    }
  }
}

/** What `breakTies` adds to the distance of the templates at i and j, in [0, 1e-9). Symmetric. */
export function tieBreaker(templates: readonly LogTemplate[]): (i: number, j: number) => number {
  const hashes = Int32Array.from(templates, ({ id }) => hash(id));
  return (i, j) => {
    const [a, b] = [hashes[i] ?? 0, hashes[j] ?? 0];
    // Symmetric in a and b, and different for pairs with the same sum.
    const pair = scatter(Math.imul(a ^ b, 0x9e3779b1) ^ (a + b));
    return (pair >>> 0) * (TIE_BREAK_MAX / 0x1_0000_0000);
  };
}

// FNV-1a over UTF-16 units.
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return scatter(h);
}

/** Spreads each bit over all (the end of MurmurHash3). */
function scatter(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
