import { rowStart } from "../condensed.ts";
import { NONE, noneSeen, type Clusters, type Nearest } from "./clusters.ts";
import { combine, type Triples } from "./combination.ts";
import type { LinkageMethod } from "./method.ts";
import type { FoundMerges } from "./raw-merges.ts";

/** Pairs of clusters that are each other's nearest: a < b, ascending by a. */
export interface ReciprocalPairs {
  readonly a: Int32Array;
  readonly b: Int32Array;
}

export function reciprocalPairs({ numbers }: Nearest): ReciprocalPairs {
  const a = numbers.slice();
  let count = 0;
  for (let i = 0; i < numbers.length; i++) {
    const nearest = numbers[i] ?? NONE;
    if (i < nearest && numbers[nearest] === i) a[count++] = i;
  }
  return { a: a.slice(0, count), b: a.slice(0, count).map((i) => numbers[i] ?? NONE) };
}

/**
 * Joins all pairs at once, in one walk over the matrix in the order it lies in memory. A pair lives on in the place of a.
 *
 * @param room - Where the distances that are left go; may be where they are now, as none is written before it was read.
 */
export function joinPairs(
  clusters: Clusters,
  pairs: ReciprocalPairs,
  method: LinkageMethod,
  room: Float64Array,
  merges: FoundMerges,
): Clusters {
  const { count, values, sizes, leaves } = clusters;
  const { a, b } = pairs;
  const rows = rowTriples(sizes);
  const columns = columnTriples(clusters, pairs);
  const row = rows.ik;
  const kept = without(count, b);
  const keptSizes = new Float64Array(kept.length);
  const nearest = noneSeen(kept.length);
  let begun = 0;
  let place = 0;
  for (let r = 0; r < kept.length; r++) {
    const i = kept[r] ?? 0;
    let size = sizes[i] ?? 0;
    copyRow(values, count, i, row);
    if (a[begun] === i) {
      const j = b[begun] ?? 0;
      const height = columns.ij[begun] ?? 0;
      merges.add(leaves[i] ?? 0, leaves[j] ?? 0, height);
      copyColumn(values, count, i, j, rows.jk);
      copyRow(values, count, j, rows.jk);
      rows.ij.fill(height, i + 1);
      rows.sizeI.fill(size, i + 1);
      rows.sizeJ.fill(sizes[j] ?? 0, i + 1);
      combine(method, rows, i + 1, count);
      size += sizes[j] ?? 0;
      begun += 1;
    }
    keptSizes[r] = size;
    columns.sizeK.fill(size, begun);
    joinColumns(method, row, pairs, begun, columns);
    takeRow(row, kept, r, room, place, nearest);
    place += kept.length - 1 - r;
  }
  return {
    count: kept.length,
    values: room,
    sizes: keptSizes,
    leaves: kept.map((i) => leaves[i] ?? 0),
    nearest,
  };
}

/** Of a pair and each cluster, by the cluster's number. */
function rowTriples(sizes: Float64Array): Triples {
  const array = (): Float64Array => new Float64Array(sizes.length);
  return { ik: array(), jk: array(), ij: array(), sizeI: array(), sizeJ: array(), sizeK: sizes };
}

/** Of each pair and a cluster, by the pair's place. */
function columnTriples({ sizes, nearest }: Clusters, { a, b }: ReciprocalPairs): Triples {
  const array = (): Float64Array => new Float64Array(a.length);
  return {
    ik: array(),
    jk: array(),
    ij: each(a, nearest.distances),
    sizeI: each(a, sizes),
    sizeJ: each(b, sizes),
    sizeK: array(),
  };
}

/** Their numbers among those of all clusters. */
function each(clusters: Int32Array, numbers: Float64Array): Float64Array {
  const found = new Float64Array(clusters.length);
  for (let p = 0; p < clusters.length; p++) found[p] = numbers[clusters[p] ?? 0] ?? 0;
  return found;
}

/** The numbers below `count` that are not among these. */
function without(count: number, gone: Int32Array): Int32Array {
  const isGone = new Uint8Array(count);
  for (const i of gone) isGone[i] = 1;
  const kept = new Int32Array(count - gone.length);
  for (let i = 0, r = 0; i < count; i++) if (isGone[i] === 0) kept[r++] = i;
  return kept;
}

// Each loop is a function of its own: such the compiler makes fast soonest.

/** The distances of i to those after it. */
function copyRow(values: Float64Array, count: number, i: number, to: Float64Array): void {
  const start = rowStart(count, i);
  to.set(values.subarray(start + i + 1, start + count), i + 1);
}

/** The distances of j to those between i and j. */
function copyColumn(values: Float64Array, count: number, i: number, j: number, to: Float64Array): void {
  let place = rowStart(count, i + 1) + j;
  for (let k = i + 1; k < j; k++) {
    to[k] = values[place] ?? 0;
    place += count - k - 2;
  }
}

/** Joins the two columns of each pair that has not begun, in one row. */
function joinColumns(
  method: LinkageMethod,
  row: Float64Array,
  { a, b }: ReciprocalPairs,
  begun: number,
  columns: Triples,
): void {
  const { ik, jk } = columns;
  for (let p = begun; p < a.length; p++) {
    ik[p] = row[a[p] ?? 0] ?? 0;
    jk[p] = row[b[p] ?? 0] ?? 0;
  }
  combine(method, columns, begun, a.length);
  for (let p = begun; p < a.length; p++) row[a[p] ?? 0] = ik[p] ?? 0;
}

/** Writes cluster r's distances to those after it, and takes them in as possibly nearest. */
function takeRow(
  row: Float64Array,
  kept: Int32Array,
  r: number,
  to: Float64Array,
  place: number,
  { numbers, distances }: Nearest,
): void {
  const ahead = place - r - 1;
  let own = numbers[r] ?? NONE;
  let ownDistance = distances[r] ?? 0;
  for (let s = r + 1; s < kept.length; s++) {
    const d = row[kept[s] ?? 0] ?? 0;
    to[ahead + s] = d;
    if (d < ownDistance) {
      ownDistance = d;
      own = s;
    }
    if (d < (distances[s] ?? 0)) {
      distances[s] = d;
      numbers[s] = r;
    }
  }
  numbers[r] = own;
  distances[r] = ownDistance;
}
