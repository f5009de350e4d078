import { rowStart } from "../condensed.ts";
import { combine, combination, type Combination } from "./combination.ts";
import type { LinkageMethod } from "./method.ts";
import type { RawMerges } from "./raw-merges.ts";

/** When half of the observations are joined, the matrix is packed: it then fits nearer caches. Below this it is small anyway. */
const PACKED_COUNT_MIN = 512;

const NONE = -1;

/**
 * Joins n observations along chains of nearest neighbours: from any cluster go to its nearest, from there to the
 * nearest, until two are each other's nearest; those two are joined. Right for every reducible method, and all five are.
 *
 * Each cluster's nearest neighbour is remembered: joining two others can bring nothing nearer to it (that is what
 * reducible means), so only a cluster whose neighbour was joined has to look again.
 *
 * @param n - Observations, at least 2.
 * @param values - Condensed distances, finite. OVERWRITTEN: this is the working copy.
 * @param sizes - Leaves that each observation stands for; one each when left out.
 * @returns n−1 joins in the order they were found, which is not that of their heights. A chain starts at the cluster
 *   with the smallest index, and among equally near neighbours the one before in the chain wins, then the smallest index.
 * Time O(n²). F. Murtagh, The Computer Journal 26(4), 1983; D. Müllner, arXiv:1109.2378, 2011.
 */
export function nearestNeighborChain(
  n: number,
  values: Float64Array,
  method: LinkageMethod,
  sizes?: readonly number[],
): RawMerges {
  const clusters = new Clusters(n, values, sizes);
  const raw = {
    leafA: new Int32Array(n - 1),
    leafB: new Int32Array(n - 1),
    heights: new Float64Array(n - 1),
  };
  let chain: number[] = [];
  for (let step = 0; step < n - 1; step++) {
    if (chain.length === 0) chain.push(clusters.first());
    let top = chain.at(-1) ?? 0;
    let before = chain.at(-2) ?? NONE;
    while (before === NONE || clusters.nearestDistance(top) < clusters.nearestDistance(before)) {
      const next = clusters.nearest(top);
      chain.push(next);
      before = top;
      top = next;
    }
    const height = clusters.nearestDistance(before);
    chain.length -= 2;
    raw.leafA[step] = clusters.leafOf(Math.min(top, before));
    raw.leafB[step] = clusters.leafOf(Math.max(top, before));
    raw.heights[step] = height;
    clusters.join(Math.min(top, before), Math.max(top, before), height, combination(method));
    const places = clusters.packWhenHalfEmpty();
    if (places !== null) chain = chain.map((cluster) => places[cluster] ?? 0);
  }
  return raw;
}

/** The clusters in play over a condensed matrix that is overwritten; a joined pair lives on under its smaller index. */
class Clusters {
  readonly #values: Float64Array;
  #width: number;
  #starts: Int32Array;
  #sizes: Float64Array;
  /** Some leaf of each. */
  #leaves: Int32Array;
  /** Indices in play, ascending; the first `#count` count. */
  #active: Int32Array;
  #count: number;
  /** Each cluster's nearest, `NONE` where it has to look again. */
  #nearest: Int32Array;
  #nearestDistances: Float64Array;
  /** Distances of the two that are being joined, by place among those in play. */
  readonly #rowI: Float64Array;
  readonly #rowJ: Float64Array;

  constructor(n: number, values: Float64Array, sizes?: readonly number[]) {
    this.#values = values;
    this.#width = n;
    this.#starts = Int32Array.from({ length: n }, (_, i) => rowStart(n, i));
    this.#sizes = Float64Array.from({ length: n }, (_, i) => sizes?.[i] ?? 1);
    this.#leaves = Int32Array.from({ length: n }, (_, i) => i);
    this.#active = this.#leaves.slice();
    this.#count = n;
    this.#nearest = new Int32Array(n).fill(NONE);
    this.#nearestDistances = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    this.#rowI = new Float64Array(n);
    this.#rowJ = new Float64Array(n);
    this.#findAllNearest();
  }

  first(): number {
    return this.#active[0] ?? 0;
  }

  leafOf(cluster: number): number {
    return this.#leaves[cluster] ?? 0;
  }

  nearest(cluster: number): number {
    if (this.#nearest[cluster] === NONE) this.#findNearest(cluster);
    return this.#nearest[cluster] ?? 0;
  }

  nearestDistance(cluster: number): number {
    if (this.#nearest[cluster] === NONE) this.#findNearest(cluster);
    return this.#nearestDistances[cluster] ?? 0;
  }

  /** Joins cluster j to i < j, `height` apart: i's distances become those of both. */
  join(i: number, j: number, height: number, how: Combination): void {
    this.#gather(i, j);
    const sizes = this.#sizes;
    const active = this.#active;
    const nearest = this.#nearest;
    const nearestDistances = this.#nearestDistances;
    const rowI = this.#rowI;
    const rowJ = this.#rowJ;
    const sizeI = sizes[i] ?? 0;
    const sizeJ = sizes[j] ?? 0;
    let own = NONE;
    let ownDistance = Number.POSITIVE_INFINITY;
    for (let a = 0; a < this.#count; a++) {
      const k = active[a] ?? 0;
      if (k === i || k === j) continue;
      const d = combine(how, rowI[a] ?? 0, rowJ[a] ?? 0, height, sizeI, sizeJ, sizes[k] ?? 0);
      rowI[a] = d;
      if (d < ownDistance) {
        ownDistance = d;
        own = k;
      }
      const nearestK = nearest[k] ?? NONE;
      if (d < (nearestDistances[k] ?? 0)) {
        if (nearestK !== NONE) {
          nearest[k] = i;
          nearestDistances[k] = d;
        }
      } else if (nearestK === i || nearestK === j) {
        // As near as before: still the nearest. Farther: it has to look again.
        nearest[k] = d === nearestDistances[k] ? i : NONE;
      }
    }
    this.#scatter(i);
    this.#remove(j);
    sizes[i] = sizeI + sizeJ;
    nearest[i] = own;
    nearestDistances[i] = ownDistance;
  }

  /**
   * Copies the distances of i < j to all in play into two rows. Loops that only move are short enough for the processor
   * to wait for many places of memory at once, and most of the time goes into waiting.
   */
  #gather(i: number, j: number): void {
    const values = this.#values;
    const starts = this.#starts;
    const active = this.#active;
    const rowI = this.#rowI;
    const rowJ = this.#rowJ;
    const startI = starts[i] ?? 0;
    const startJ = starts[j] ?? 0;
    const count = this.#count;
    let a = 0;
    for (let k = active[0] ?? 0; k < i; k = active[++a] ?? 0) {
      const start = starts[k] ?? 0;
      rowI[a] = values[start + i] ?? 0;
      rowJ[a] = values[start + j] ?? 0;
    }
    a += 1;
    for (let k = active[a] ?? 0; k < j; k = active[++a] ?? 0) {
      rowI[a] = values[startI + k] ?? 0;
      rowJ[a] = values[(starts[k] ?? 0) + j] ?? 0;
    }
    for (a += 1; a < count; a++) {
      const k = active[a] ?? 0;
      rowI[a] = values[startI + k] ?? 0;
      rowJ[a] = values[startJ + k] ?? 0;
    }
  }

  /** Writes the first row back as the distances of i. */
  #scatter(i: number): void {
    const values = this.#values;
    const starts = this.#starts;
    const active = this.#active;
    const rowI = this.#rowI;
    const startI = starts[i] ?? 0;
    let a = 0;
    for (let k = active[0] ?? 0; k < i; k = active[++a] ?? 0) values[(starts[k] ?? 0) + i] = rowI[a] ?? 0;
    for (a += 1; a < this.#count; a++) values[startI + (active[a] ?? 0)] = rowI[a] ?? 0;
  }

  #remove(cluster: number): void {
    const place = this.#active.subarray(0, this.#count).indexOf(cluster);
    this.#active.copyWithin(place, place + 1, this.#count);
    this.#count -= 1;
  }

  /**
   * Moves the distances in play together once half of the clusters are gone.
   *
   * @returns The new index of each old one, or null when nothing moved.
   */
  packWhenHalfEmpty(): Int32Array | null {
    const count = this.#count;
    if (count * 2 > this.#width || this.#width < PACKED_COUNT_MIN) return null;
    const kept = this.#active.slice(0, count);
    const values = this.#values;
    let write = 0;
    for (let a = 0; a < count; a++) {
      const start = this.#starts[kept[a] ?? 0] ?? 0;
      // In place: the order stays, so what is written never lies after what is read.
      for (let b = a + 1; b < count; b++) values[write++] = values[start + (kept[b] ?? 0)] ?? 0;
    }
    const places = new Int32Array(this.#width).fill(NONE);
    for (const [place, cluster] of kept.entries()) places[cluster] = place;
    this.#width = count;
    this.#starts = Int32Array.from({ length: count }, (_, i) => rowStart(count, i));
    this.#sizes = Float64Array.from(kept, (cluster) => this.#sizes[cluster] ?? 0);
    this.#leaves = Int32Array.from(kept, (cluster) => this.#leaves[cluster] ?? 0);
    this.#nearest = Int32Array.from(kept, (cluster) => places[this.#nearest[cluster] ?? NONE] ?? NONE);
    this.#nearestDistances = Float64Array.from(kept, (cluster) => this.#nearestDistances[cluster] ?? 0);
    this.#active = Int32Array.from({ length: count }, (_, i) => i);
    return places;
  }

  #findNearest(cluster: number): void {
    const values = this.#values;
    const starts = this.#starts;
    const active = this.#active;
    const count = this.#count;
    let nearest = NONE;
    let distance = Number.POSITIVE_INFINITY;
    let a = 0;
    for (let k = active[0] ?? 0; k < cluster; k = active[++a] ?? 0) {
      const d = values[(starts[k] ?? 0) + cluster] ?? 0;
      if (d < distance) {
        distance = d;
        nearest = k;
      }
    }
    const start = starts[cluster] ?? 0;
    for (a += 1; a < count; a++) {
      const k = active[a] ?? 0;
      const d = values[start + k] ?? 0;
      if (d < distance) {
        distance = d;
        nearest = k;
      }
    }
    this.#nearest[cluster] = nearest;
    this.#nearestDistances[cluster] = distance;
  }

  /** For all at once in one walk over the matrix in the order it lies in memory. */
  #findAllNearest(): void {
    const values = this.#values;
    const n = this.#width;
    const nearest = this.#nearest;
    const distances = this.#nearestDistances;
    let place = 0;
    for (let i = 0; i < n; i++) {
      let own = nearest[i] ?? NONE;
      let ownDistance = distances[i] ?? 0;
      for (let j = i + 1; j < n; j++) {
        const d = values[place++] ?? 0;
        if (d < ownDistance) {
          ownDistance = d;
          own = j;
        }
        if (d < (distances[j] ?? 0)) {
          distances[j] = d;
          nearest[j] = i;
        }
      }
      nearest[i] = own;
      distances[i] = ownDistance;
    }
  }
}
