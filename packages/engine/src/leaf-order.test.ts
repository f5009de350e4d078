import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CondensedMatrix } from "./condensed.ts";
import { greedyLeafOrder } from "./leaf-order/greedy.ts";
import { optimalLeafOrder } from "./leaf-order/optimal.ts";
import type { Sides } from "./leaf-order/orientation.ts";
import { leafOrder } from "./leaf-order.ts";
import { linkage } from "./linkage.ts";

const matrices = fc
  .integer({ min: 1, max: 7 })
  .chain((n) =>
    fc
      .array(fc.integer({ min: 1, max: 50 }), { minLength: (n * (n - 1)) / 2, maxLength: (n * (n - 1)) / 2 })
      .map((values) => new CondensedMatrix(n, Float64Array.from(values))),
  );

function pathLength(order: readonly number[], matrix: CondensedMatrix): number {
  return order.slice(1).reduce((sum, leaf, i) => sum + matrix.get(order[i] ?? 0, leaf), 0);
}

/** All 2ⁿ⁻¹ orders without crossings. */
function allOrders(n: number, merges: readonly Sides[]): number[][] {
  const orders: number[][][] = Array.from({ length: n }, (_, i) => [[i]]);
  for (const { left, right } of merges) {
    const both: number[][] = [];
    for (const a of orders[left] ?? [])
      for (const b of orders[right] ?? []) both.push([...a, ...b], [...b, ...a]);
    orders.push(both);
  }
  return orders.at(-1) ?? [];
}

describe("leafOrder", () => {
  test("of few leaves is the best of all orders without crossings", () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const merges = linkage(matrix, "average");
        const all = allOrders(matrix.n, merges);
        const least = Math.min(...all.map((order) => pathLength(order, matrix)));
        const order = optimalLeafOrder(matrix.n, merges, (a, b) => matrix.get(a, b));
        expect(all).toContainEqual(order);
        expect(pathLength(order, matrix)).toBeCloseTo(least, 9);
        expect(all).toContainEqual(leafOrder(matrix.n, merges, (a, b) => matrix.get(a, b)));
      }),
    );
  });

  test("of many leaves, greedily, has no crossings either", () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const merges = linkage(matrix, "average");
        const order = greedyLeafOrder(matrix.n, merges, (a, b) => matrix.get(a, b));
        expect(allOrders(matrix.n, merges)).toContainEqual(order);
      }),
    );
  });

  test("of a chain 20,000 merges deep needs no deep stack", () => {
    const n = 20_001;
    const merges = Array.from({ length: n - 1 }, (_, i) => ({ left: i === 0 ? 0 : n + i - 1, right: i + 1 }));
    const order = leafOrder(n, merges, (a, b) => Math.abs(a - b));
    expect(order).toHaveLength(n);
    expect(new Set(order).size).toBe(n);
  });

  test("of none and one is defined", () => {
    expect(leafOrder(0, [], () => 1)).toEqual([]);
    expect(leafOrder(1, [], () => 1)).toEqual([0]);
  });
});
