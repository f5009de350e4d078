import type { Merge } from "../dendrogram.ts";

/** n−1 joins in any order; a side is named by any one leaf below it. */
export interface RawMerges {
  readonly leafA: Int32Array;
  readonly leafB: Int32Array;
  readonly heights: Float64Array;
}

/** Joins as they are found. */
export class FoundMerges implements RawMerges {
  readonly leafA: Int32Array;
  readonly leafB: Int32Array;
  readonly heights: Float64Array;
  #count = 0;

  constructor(n: number) {
    this.leafA = new Int32Array(n - 1);
    this.leafB = new Int32Array(n - 1);
    this.heights = new Float64Array(n - 1);
  }

  add(leafA: number, leafB: number, height: number): void {
    this.leafA[this.#count] = leafA;
    this.leafB[this.#count] = leafB;
    this.heights[this.#count] = height;
    this.#count += 1;
  }
}

/**
 * Sorts joins by height and numbers them as SciPy does: leaves are 0…n−1, merge i is cluster n+i, `left` < `right`.
 * Joins of equal height keep the order they came in.
 */
export function numberMerges(raw: RawMerges): Merge[] {
  const count = raw.heights.length;
  const n = count + 1;
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const height = (i: number): number => raw.heights[i] ?? 0;
  order.sort((a, b) => height(a) - height(b) || a - b);
  // Union-find over leaves; the cluster that a set stands for now, and its size.
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const cluster = Int32Array.from({ length: n }, (_, i) => i);
  const sizes = new Int32Array(n).fill(1);
  const find = (leaf: number): number => {
    let root = leaf;
    while (parent[root] !== root) root = parent[root] ?? root;
    let at = leaf;
    while (parent[at] !== root) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const merges: Merge[] = [];
  for (const i of order) {
    const a = find(raw.leafA[i] ?? 0);
    const b = find(raw.leafB[i] ?? 0);
    const clusterA = cluster[a] ?? 0;
    const clusterB = cluster[b] ?? 0;
    const size = (sizes[a] ?? 0) + (sizes[b] ?? 0);
    const [big, small] = (sizes[a] ?? 0) >= (sizes[b] ?? 0) ? [a, b] : [b, a];
    parent[small] = big;
    sizes[big] = size;
    cluster[big] = n + merges.length;
    merges.push({
      left: Math.min(clusterA, clusterB),
      right: Math.max(clusterA, clusterB),
      mergeHeight: height(i),
      size,
    });
  }
  return merges;
}
