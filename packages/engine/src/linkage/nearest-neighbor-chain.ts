import { rowStart } from "../condensed.ts";
import { NONE, type Clusters } from "./clusters.ts";
import { combine, type Triples } from "./combination.ts";
import { findNearest } from "./find-nearest.ts";
import type { LinkageMethod } from "./method.ts";
import type { FoundMerges } from "./raw-merges.ts";

/**
 * Joins half of the clusters along chains of nearest neighbours: from any cluster go to its nearest, from there to the
 * nearest, until two are each other's nearest; those two are joined.
 *
 * Each cluster's nearest neighbour is remembered: joining two others can bring nothing nearer to it (that is what
 * reducible means), so only a cluster whose neighbour was joined has to look again.
 *
 * A chain starts at the cluster with the smallest number; among equally near neighbours the one before in the chain wins,
 * then the smallest number.
 *
 * @param clusters - At least two. Their distances are OVERWRITTEN, by those that are left.
 * Time O(count²). F. Murtagh, The Computer Journal 26(4), 1983; D. Müllner, arXiv:1109.2378, 2011.
 */
export function joinAlongChain(clusters: Clusters, method: LinkageMethod, merges: FoundMerges): Clusters {
  const inPlay = new InPlay(clusters);
  const chain: number[] = [];
  while (inPlay.count * 2 > clusters.count) {
    if (chain.length === 0) chain.push(inPlay.first());
    let top = chain.at(-1) ?? 0;
    let before = chain.at(-2) ?? NONE;
    while (before === NONE || inPlay.nearestDistance(top) < inPlay.nearestDistance(before)) {
      const next = inPlay.nearest(top);
      chain.push(next);
      before = top;
      top = next;
    }
    const height = inPlay.nearestDistance(before);
    chain.length -= 2;
    const i = Math.min(top, before);
    const j = Math.max(top, before);
    merges.add(clusters.leaves[i] ?? 0, clusters.leaves[j] ?? 0, height);
    inPlay.join(i, j, height, method);
  }
  return inPlay.packed(clusters.leaves);
}

/** The clusters in play over a condensed matrix that is overwritten; a joined pair lives on under its smaller number. */
class InPlay {
  readonly #values: Float64Array;
  readonly #starts: Int32Array;
  /** Numbers in play, ascending; the first `count` count. */
  readonly #active: Int32Array;
  count: number;
  /** Each cluster's nearest, `NONE` where it has to look again. */
  readonly #nearest: Int32Array;
  readonly #nearestDistances: Float64Array;
  /** The two that are being joined and each cluster, by place among those in play. */
  readonly #triples: Triples;

  constructor({ count, values, sizes, nearest }: Clusters) {
    this.#values = values;
    this.#starts = Int32Array.from({ length: count }, (_, i) => rowStart(count, i));
    this.#active = Int32Array.from({ length: count }, (_, i) => i);
    this.count = count;
    this.#nearest = nearest.numbers.slice();
    this.#nearestDistances = nearest.distances.slice();
    const array = (): Float64Array => new Float64Array(count);
    this.#triples = {
      ik: array(),
      jk: array(),
      ij: array(),
      sizeI: array(),
      sizeJ: array(),
      sizeK: sizes.slice(),
    };
  }

  first(): number {
    return this.#active[0] ?? 0;
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
  join(i: number, j: number, height: number, method: LinkageMethod): void {
    this.#gather(i, j);
    const active = this.#active;
    const nearest = this.#nearest;
    const nearestDistances = this.#nearestDistances;
    const { ik, ij, sizeI, sizeJ, sizeK } = this.#triples;
    const placeI = active.indexOf(i);
    const placeJ = active.indexOf(j);
    const both = (sizeK[placeI] ?? 0) + (sizeK[placeJ] ?? 0);
    ij.fill(height, 0, this.count);
    sizeI.fill(sizeK[placeI] ?? 0, 0, this.count);
    sizeJ.fill(sizeK[placeJ] ?? 0, 0, this.count);
    combine(method, this.#triples, 0, this.count);
    let own = NONE;
    let ownDistance = Number.POSITIVE_INFINITY;
    for (let a = 0; a < this.count; a++) {
      const k = active[a] ?? 0;
      if (k === i || k === j) continue;
      const d = ik[a] ?? 0;
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
    sizeK[placeI] = both;
    sizeK.copyWithin(placeJ, placeJ + 1, this.count);
    active.copyWithin(placeJ, placeJ + 1, this.count);
    this.count -= 1;
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
    const rowI = this.#triples.ik;
    const rowJ = this.#triples.jk;
    const startI = starts[i] ?? 0;
    const startJ = starts[j] ?? 0;
    const { count } = this;
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
    const rowI = this.#triples.ik;
    const startI = starts[i] ?? 0;
    let a = 0;
    for (let k = active[0] ?? 0; k < i; k = active[++a] ?? 0) values[(starts[k] ?? 0) + i] = rowI[a] ?? 0;
    for (a += 1; a < this.count; a++) values[startI + (active[a] ?? 0)] = rowI[a] ?? 0;
  }

  /** What is left, its distances moved together at the beginning of the matrix. */
  packed(leaves: Int32Array): Clusters {
    const { count } = this;
    const values = this.#values;
    const kept = this.#active.slice(0, count);
    let write = 0;
    for (let a = 0; a < count; a++) {
      const start = this.#starts[kept[a] ?? 0] ?? 0;
      // In place: the order stays, so what is written never lies after what is read.
      for (let b = a + 1; b < count; b++) values[write++] = values[start + (kept[b] ?? 0)] ?? 0;
    }
    return {
      count,
      values,
      sizes: this.#triples.sizeK.slice(0, count),
      leaves: kept.map((cluster) => leaves[cluster] ?? 0),
      nearest: findNearest(count, values),
    };
  }

  #findNearest(cluster: number): void {
    const values = this.#values;
    const starts = this.#starts;
    const active = this.#active;
    const { count } = this;
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
}
