import type { LeafDistance, Sides } from "./orientation.ts";

/**
 * Turns each branch, from the lowest merge up, so that the two leaves that come to stand side by side where it meets its
 * sibling are as near as the four ways of turning the two allow.
 *
 * @returns All leaves, left to right. Time O(n) distances and O(n log n) steps.
 */
export function greedyLeafOrder(n: number, merges: readonly Sides[], distance: LeafDistance): number[] {
  // A branch turned round is not written anew: it is read from its other end.
  const nodes: { ends: readonly [number, number]; parts: readonly Part[] }[] = Array.from(
    { length: n },
    (_, i) => ({
      ends: [i, i],
      parts: [],
    }),
  );
  for (const { left, right } of merges) {
    const a = nodes[left];
    const b = nodes[right];
    if (a === undefined || b === undefined) continue;
    let best: readonly [boolean, boolean] = [false, false];
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const turns of TURNS) {
      const [aTurned, bTurned] = turns;
      const d = distance(a.ends[aTurned ? 0 : 1], b.ends[bTurned ? 1 : 0]);
      if (d < bestDistance) {
        bestDistance = d;
        best = turns;
      }
    }
    const [aTurned, bTurned] = best;
    nodes.push({
      ends: [a.ends[aTurned ? 1 : 0], b.ends[bTurned ? 0 : 1]],
      parts: [
        { node: left, isTurned: aTurned },
        { node: right, isTurned: bTurned },
      ],
    });
  }
  const order: number[] = [];
  const stack: Part[] = nodes.length === 0 ? [] : [{ node: nodes.length - 1, isTurned: false }];
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    const { isTurned, node } = part;
    if (node < n) order.push(node);
    const parts = nodes[node]?.parts ?? [];
    // The last pushed is read first.
    for (const inner of isTurned ? parts : parts.toReversed()) {
      stack.push({ node: inner.node, isTurned: inner.isTurned !== isTurned });
    }
  }
  return order;
}

interface Part {
  readonly node: number;
  readonly isTurned: boolean;
}

const TURNS: readonly (readonly [boolean, boolean])[] = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
];
