import type { LeafDistance, Sides } from "./orientation.ts";

/**
 * Of the 2ⁿ⁻¹ orders that draw a dendrogram without crossings, one with the least sum of distances between neighbours.
 *
 * @returns All leaves, left to right. Time O(n³), memory 3·n² numbers: for hundreds of leaves, not thousands.
 *   Z. Bar-Joseph, D. Gifford, T. Jaakkola: Fast optimal leaf ordering for hierarchical clustering, Bioinformatics 17, 2001.
 */
export function optimalLeafOrder(n: number, merges: readonly Sides[], distance: LeafDistance): number[] {
  // Best cost of a branch that begins with leaf u and ends with leaf w; the pair tells the branch, so one table does.
  const cost = new Float64Array(n * n);
  // Where the two parts of that branch meet: the last leaf of the first, the first leaf of the second.
  const meetFirst = new Int32Array(n * n);
  const meetSecond = new Int32Array(n * n);
  const leaves: (readonly number[])[] = Array.from({ length: n }, (_, i) => [i]);
  // Leaves that may stand at the other end of a branch than leaf u: those of its child that u is not in.
  const opposite = (node: number, u: number): readonly number[] => {
    const merge = merges[node - n];
    if (merge === undefined) return [u];
    const left = leaves[merge.left] ?? [];
    return left.includes(u) ? (leaves[merge.right] ?? []) : left;
  };
  for (const { left, right } of merges) {
    const a = leaves[left] ?? [];
    const b = leaves[right] ?? [];
    const reach = new Float64Array(n);
    const reachBy = new Int32Array(n);
    for (const u of a) {
      const ends = opposite(left, u);
      for (const k of b) {
        reach[k] = Number.POSITIVE_INFINITY;
        for (const m of ends) {
          const c = (cost[u * n + m] ?? 0) + distance(m, k);
          if (c < (reach[k] ?? 0)) {
            reach[k] = c;
            reachBy[k] = m;
          }
        }
      }
      for (const w of b) {
        let best = Number.POSITIVE_INFINITY;
        for (const k of opposite(right, w)) {
          const c = (reach[k] ?? 0) + (cost[k * n + w] ?? 0);
          if (c >= best) continue;
          best = c;
          meetFirst[u * n + w] = reachBy[k] ?? 0;
          meetSecond[u * n + w] = k;
          meetFirst[w * n + u] = k;
          meetSecond[w * n + u] = reachBy[k] ?? 0;
        }
        cost[u * n + w] = best;
        cost[w * n + u] = best;
      }
    }
    leaves.push([...a, ...b]);
  }
  const root = merges.at(-1);
  if (root === undefined) return n === 0 ? [] : [0];
  return unfold(
    n,
    bestEnds(n, cost, leaves[root.left] ?? [], leaves[root.right] ?? []),
    meetFirst,
    meetSecond,
  );
}

function bestEnds(
  n: number,
  cost: Float64Array,
  a: readonly number[],
  b: readonly number[],
): [number, number] {
  let ends: [number, number] = [0, 0];
  let best = Number.POSITIVE_INFINITY;
  for (const u of a) {
    for (const w of b) {
      const c = cost[u * n + w] ?? 0;
      if (c >= best) continue;
      best = c;
      ends = [u, w];
    }
  }
  return ends;
}

/** Opens a branch given by its ends into its two parts, until all are leaves. */
function unfold(n: number, ends: [number, number], meetFirst: Int32Array, meetSecond: Int32Array): number[] {
  const order: number[] = [];
  const stack = [ends];
  for (let branch = stack.pop(); branch !== undefined; branch = stack.pop()) {
    const [u, w] = branch;
    if (u === w) {
      order.push(u);
      continue;
    }
    stack.push([meetSecond[u * n + w] ?? 0, w], [u, meetFirst[u * n + w] ?? 0]);
  }
  return order;
}
