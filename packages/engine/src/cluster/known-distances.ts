import { CondensedMatrix, rowStart } from "../condensed.ts";
import { features } from "../distance/features.ts";
import { pairwise, toDistance } from "../distance/pairwise.ts";
import type { FeatureVector } from "../distance/vector.ts";
import type { LogTemplate } from "../log-template.ts";
import { breakTies, tieBreaker } from "./tie-break.ts";

/** Up to here distances are kept from one clustering to the next: 256 MB. */
const KEPT_COUNT_MAX = 8000;

/**
 * The distances of the templates that were clustered last, ties broken. A distance is a function of two templates alone, so when a
 * few are new only theirs are measured: the numbers are the same ones with it or without, they only come sooner.
 */
export class KnownDistances {
  #places = new Map<string, number>();
  #vectors: readonly FeatureVector[] = [];
  #matrix = new CondensedMatrix(0);

  /**
   * @param templates - Sorted as at the last call: those of both calls stand in the same order, else all are measured anew.
   * @returns Vectors and distances in that order. NOT to be changed: they are kept.
   */
  measure(templates: readonly LogTemplate[]): {
    readonly vectors: readonly FeatureVector[];
    readonly matrix: CondensedMatrix;
  } {
    const keys = templates.map(distanceKey);
    const known = keys.map((key) => this.#places.get(key) ?? -1);
    const vectors = templates.map((template, i) => this.#vectors[known[i] ?? -1] ?? features(template));
    const matrix = isAscending(known)
      ? this.#grown(templates, vectors, Int32Array.from(known))
      : measured(templates, vectors);
    const isKept = templates.length <= KEPT_COUNT_MAX;
    this.#places = new Map(isKept ? keys.map((key, i) => [key, i]) : []);
    this.#vectors = isKept ? vectors : [];
    this.#matrix = isKept ? matrix : new CondensedMatrix(0);
    return { vectors, matrix };
  }

  /** The known distances, and between them those of what is new. */
  #grown(
    templates: readonly LogTemplate[],
    vectors: readonly FeatureVector[],
    known: Int32Array,
  ): CondensedMatrix {
    const n = templates.length;
    const matrix = new CondensedMatrix(n);
    const [values, before] = [matrix.values, this.#matrix.values];
    let k = 0;
    for (let i = 0; i < n; i++) {
      const row = known[i] ?? -1;
      const start = row < 0 ? 0 : rowStart(this.#matrix.n, row);
      for (let j = i + 1; j < n; j++, k++) {
        const column = known[j] ?? -1;
        if (row >= 0 && column >= 0) values[k] = before[start + column] ?? 0;
      }
    }
    const fresh = [...known.keys()].filter((i) => (known[i] ?? -1) < 0);
    const tieBreak = tieBreaker(templates);
    for (const { i, cosines } of cosinesOf(fresh, vectors)) {
      for (const [j, cosine] of cosines.entries()) {
        if (i !== j) matrix.set(i, j, toDistance(cosine) + tieBreak(i, j));
      }
    }
    return matrix;
  }
}

function measured(templates: readonly LogTemplate[], vectors: readonly FeatureVector[]): CondensedMatrix {
  const matrix = pairwise(vectors);
  breakTies(matrix, templates);
  return matrix;
}

/** What a distance reads of a template. */
function distanceKey({ id, level, programs }: LogTemplate): string {
  return JSON.stringify([id, level, programs]);
}

/** Known places that only go up, and enough of them for copying to be worth it. */
function isAscending(known: readonly number[]): boolean {
  let last = -1;
  let count = 0;
  for (const place of known) {
    if (place < 0) continue;
    if (place < last) return false;
    last = place;
    count += 1;
  }
  return count * 2 > known.length;
}

/** Cosines of some vectors with all: each name of each vector is looked up once, sums go by ascending name as in `pairwise`. */
function* cosinesOf(
  some: readonly number[],
  vectors: readonly FeatureVector[],
): Generator<{ readonly i: number; readonly cosines: Float64Array }> {
  const owners = new Map<string, { readonly row: number; readonly value: number }[]>();
  for (const [row, i] of some.entries()) {
    for (const [f, name] of vectors[i]?.names.entries() ?? []) {
      const list = owners.get(name) ?? [];
      list.push({ row, value: vectors[i]?.values[f] ?? 0 });
      owners.set(name, list);
    }
  }
  const rows = some.map(() => new Float64Array(vectors.length));
  for (const [j, { names, values }] of vectors.entries()) {
    for (const [f, name] of names.entries()) {
      for (const { row, value } of owners.get(name) ?? []) {
        const cosines = rows[row];
        if (cosines !== undefined) cosines[j] = (cosines[j] ?? 0) + value * (values[f] ?? 0);
      }
    }
  }
  for (const [row, i] of some.entries()) yield { i, cosines: rows[row] ?? new Float64Array(0) };
}
