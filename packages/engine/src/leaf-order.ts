import { greedyLeafOrder } from "./leaf-order/greedy.ts";
import { optimalLeafOrder } from "./leaf-order/optimal.ts";
import type { LeafDistance, Sides } from "./leaf-order/orientation.ts";

/** Up to here the best order is found; beyond, a good one. */
const OPTIMAL_COUNT_MAX = 200;

/**
 * An order of n leaves that draws their dendrogram without crossings, with near leaves side by side.
 *
 * @param merges - n−1 merges as `linkage` gives them.
 * @param distance - Symmetric; asked O(n³) times up to 200 leaves, 4·(n−1) times beyond.
 * @returns Leaf numbers, left to right: the order with the least sum of distances between neighbours up to 200 leaves, a
 *   greedy one beyond. The bigger branch of the root stands first.
 */
export function leafOrder(n: number, merges: readonly Sides[], distance: LeafDistance): number[] {
  const order = (n <= OPTIMAL_COUNT_MAX ? optimalLeafOrder : greedyLeafOrder)(n, merges, distance);
  const sizes = Array.from({ length: n }, () => 1);
  for (const { left, right } of merges) sizes.push((sizes[left] ?? 0) + (sizes[right] ?? 0));
  const root = merges.at(-1);
  if (root === undefined) return order;
  // Mirrored it is as good; begin with the bigger branch.
  const members = leavesBelow(n, merges, root.left);
  const isLeftFirst = members.has(order[0] ?? -1);
  const isLeftBigger = (sizes[root.left] ?? 0) >= (sizes[root.right] ?? 0);
  return isLeftFirst === isLeftBigger ? order : order.toReversed();
}

function leavesBelow(n: number, merges: readonly Sides[], node: number): Set<number> {
  const leaves = new Set<number>();
  const stack = [node];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const merge = merges[at - n];
    if (merge === undefined) leaves.add(at);
    else stack.push(merge.left, merge.right);
  }
  return leaves;
}
