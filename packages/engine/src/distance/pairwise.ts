import { CondensedMatrix } from "../condensed.ts";
import type { FeatureVector } from "./vector.ts";

// Sums of rounded products: nearer than this is the same.
const SAME_BELOW = 1e-9;

/** 1 − cosine of two feature vectors. Both walks are by ascending name, so `pairwise` gives the very same number. */
export function cosineDistance(a: FeatureVector, b: FeatureVector): number {
  let sum = 0;
  let i = 0;
  let j = 0;
  while (i < a.names.length && j < b.names.length) {
    const nameA = a.names[i] ?? "";
    const nameB = b.names[j] ?? "";
    if (nameA === nameB) sum += (a.values[i] ?? 0) * (b.values[j] ?? 0);
    if (nameA <= nameB) i += 1;
    if (nameB <= nameA) j += 1;
  }
  return toDistance(sum);
}

/**
 * 1 − cosine of each two of n feature vectors. For each name the list of the vectors that have it; a row adds up the lists
 * of its names, so the time is that of the shared features, not of n² comparisons of words.
 */
export function pairwise(vectors: readonly FeatureVector[]): CondensedMatrix {
  const n = vectors.length;
  const matrix = new CondensedMatrix(n);
  const { lists, rows } = postings(vectors);
  // Where in each list the vectors after the present row begin.
  const next = new Int32Array(lists.length);
  const sums = new Float64Array(n);
  let k = 0;
  for (const [i, { names, values }] of rows.entries()) {
    sums.fill(0, i + 1);
    for (let f = 0; f < names.length; f++) {
      const name = names[f] ?? 0;
      const list = lists[name];
      if (list === undefined) continue;
      const from = (next[name] ?? 0) + 1;
      next[name] = from;
      addProducts(sums, list.owners, list.values, from, values[f] ?? 0);
    }
    for (let j = i + 1; j < n; j++) matrix.values[k++] = toDistance(sums[j] ?? 0);
  }
  return matrix;
}

interface PostingList {
  readonly owners: Int32Array;
  readonly values: Float64Array;
}

function postings(vectors: readonly FeatureVector[]) {
  const numbers = new Map<string, number>();
  const sizes: number[] = [];
  const rows = vectors.map(({ names, values }) => ({
    names: Int32Array.from(names, (name) => {
      const number = numbers.get(name) ?? sizes.length;
      numbers.set(name, number);
      sizes[number] = (sizes[number] ?? 0) + 1;
      return number;
    }),
    values,
  }));
  const lists: PostingList[] = sizes.map((size) => ({
    owners: new Int32Array(size),
    values: new Float64Array(size),
  }));
  const filled = new Int32Array(lists.length);
  for (const [i, { names, values }] of rows.entries()) {
    for (const [f, name] of names.entries()) {
      const list = lists[name];
      const place = filled[name] ?? 0;
      if (list === undefined) continue;
      list.owners[place] = i;
      list.values[place] = values[f] ?? 0;
      filled[name] = place + 1;
    }
  }
  return { lists, rows };
}

function addProducts(
  sums: Float64Array,
  owners: Int32Array,
  values: Float64Array,
  from: number,
  value: number,
): void {
  for (let p = from; p < owners.length; p++) {
    const j = owners[p] ?? 0;
    sums[j] = (sums[j] ?? 0) + value * (values[p] ?? 0);
  }
}

/** 1 − cosine, in [0, 1]; 0 where only rounding keeps it from 0. */
export function toDistance(cosine: number): number {
  const distance = 1 - cosine;
  return distance < SAME_BELOW ? 0 : Math.min(1, distance);
}
