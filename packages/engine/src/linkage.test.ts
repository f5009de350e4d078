import { agnes } from "ml-hclust";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CondensedMatrix } from "./condensed.ts";
import { copheneticCorrelation } from "./cophenetic.ts";
import { linkage } from "./linkage.ts";
import { LINKAGE_METHODS, type LinkageMethod } from "./linkage/method.ts";
import { nearestNeighborChain } from "./linkage/nearest-neighbor-chain.ts";
import { numberMerges } from "./linkage/raw-merges.ts";
import reference from "./linkage/scipy-reference.json" with { type: "json" };

/** The generator of scipy-reference.py: distinct distances in [0, 1). */
function seededDistances(n: number, from = n): CondensedMatrix {
  const matrix = new CondensedMatrix(n);
  let seed = from;
  for (let i = 0; i < matrix.values.length; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    matrix.values[i] = seed / 2 ** 32;
  }
  return matrix;
}

const distinctDistances = fc
  .record({ n: fc.integer({ min: 2, max: 60 }), seed: fc.nat() })
  .map(({ n, seed }) => seededDistances(n, seed));

const anyDistances = fc.integer({ min: 2, max: 40 }).chain((n) =>
  fc
    .array(fc.integer({ min: 0, max: 4 }), { minLength: (n * (n - 1)) / 2, maxLength: (n * (n - 1)) / 2 })
    .map(
      (values) =>
        new CondensedMatrix(
          n,
          Float64Array.from(values, (v) => v / 4),
        ),
    ),
);

const methods = fc.constantFrom(...LINKAGE_METHODS);

function chained(matrix: CondensedMatrix, method: LinkageMethod) {
  return numberMerges(nearestNeighborChain(matrix.n, matrix.values.slice(), method));
}

describe("linkage", () => {
  test.each(reference.cases)(
    "makes the merges that SciPy makes of $n observations by $method linkage",
    (scipy) => {
      const matrix = seededDistances(scipy.n);
      for (const merges of [
        linkage(matrix, scipy.method as LinkageMethod),
        chained(matrix, scipy.method as LinkageMethod),
      ]) {
        expect(merges.map(({ left }) => left)).toEqual(scipy.left);
        expect(merges.map(({ right }) => right)).toEqual(scipy.right);
        expect(merges.map(({ size }) => size)).toEqual(scipy.size);
        for (const [i, { mergeHeight }] of merges.entries())
          expect(mergeHeight).toBeCloseTo(scipy.mergeHeight[i] ?? -1, 8);
        expect(copheneticCorrelation(matrix, merges)?.toFixed(6) ?? null).toBe(
          scipy.copheneticCorrelation?.toFixed(6) ?? null,
        );
      }
    },
  );

  test("the chain and ml-hclust make the same merges of distinct distances", () => {
    fc.assert(
      fc.property(distinctDistances, methods, (matrix, method) => {
        const merges = linkage(matrix, method);
        for (const [i, merge] of chained(matrix, method).entries()) {
          expect({ ...merge, mergeHeight: 0 }).toEqual({ ...merges[i], mergeHeight: 0 });
          expect(merge.mergeHeight).toBeCloseTo(merges[i]?.mergeHeight ?? -1, 9);
        }
      }),
    );
  });

  test.each([65, 130, 200])("above the size that ml-hclust does itself it still agrees with it (%i)", (n) => {
    const matrix = seededDistances(n);
    const rows = Array.from({ length: n }, (_row, i) =>
      Array.from({ length: n }, (_, j) => matrix.get(i, j)),
    );
    for (const [method, name] of [
      ["average", "average"],
      ["complete", "complete"],
      ["ward", "ward2"],
    ] as const) {
      const heights: number[] = [];
      agnes(rows, { method: name, isDistanceMatrix: true }).traverse((cluster) => {
        if (!cluster.isLeaf) heights.push(cluster.height);
      });
      const ours = linkage(matrix, method).map(({ mergeHeight }) => mergeHeight);
      for (const [i, height] of heights.toSorted((a, b) => a - b).entries())
        expect(ours[i]).toBeCloseTo(height, 9);
    }
  });

  test("merge heights never decrease, each cluster is joined once, and the last merge holds all, ties or not", () => {
    fc.assert(
      fc.property(anyDistances, methods, (matrix, method) => {
        for (const merges of [linkage(matrix, method), chained(matrix, method)]) {
          const sides = merges.flatMap(({ left, right }) => [left, right]);
          expect(new Set(sides).size).toBe(sides.length);
          expect(merges.at(-1)?.size).toBe(matrix.n);
          for (const [i, { left, right, mergeHeight }] of merges.entries()) {
            expect(left).toBeLessThan(right);
            expect(right).toBeLessThan(matrix.n + i);
            expect(mergeHeight).toBeGreaterThanOrEqual((merges[i - 1]?.mergeHeight ?? 0) - 1e-12);
          }
        }
      }),
    );
  });

  test("packing the matrix on the way changes nothing", () => {
    const matrix = seededDistances(700);
    const heights = chained(matrix, "single").map(({ mergeHeight }) => mergeHeight);
    // Single linkage heights are the edges of the minimum spanning tree (Gower & Ross 1969), here by Prim.
    expect(heights).toEqual(minimumSpanningTree(matrix));
  });

  test("leaves the matrix as it was", () => {
    const matrix = seededDistances(80);
    const before = matrix.values.slice();
    linkage(matrix, "average");
    expect(matrix.values).toEqual(before);
  });

  test("of none and one there is nothing to merge", () => {
    expect(linkage(new CondensedMatrix(0), "average")).toEqual([]);
    expect(linkage(new CondensedMatrix(1), "ward")).toEqual([]);
  });

  test("all equidistant observations merge at that distance, however many", () => {
    for (const n of [3, 64, 65, 200]) {
      const matrix = new CondensedMatrix(n);
      matrix.values.fill(0.25);
      for (const method of ["single", "complete", "average", "weighted"] as const) {
        for (const { mergeHeight } of linkage(matrix, method)) expect(mergeHeight).toBeCloseTo(0.25, 12);
      }
    }
  });

  test("says which distance is no distance", () => {
    const matrix = new CondensedMatrix(3);
    matrix.set(0, 2, Number.NaN);
    expect(() => linkage(matrix, "average")).toThrow(
      expect.objectContaining({
        code: "NOT_FINITE",
        message: "distance 1 is NaN; distances are finite numbers",
      }),
    );
    matrix.set(0, 2, -0.5);
    expect(() => linkage(matrix, "average")).toThrow(expect.objectContaining({ code: "OUT_OF_RANGE" }));
    expect(() => linkage(matrix, "median" as LinkageMethod)).toThrow(
      expect.objectContaining({ code: "UNKNOWN_NAME" }),
    );
  });
});

function minimumSpanningTree(matrix: CondensedMatrix): number[] {
  const reach = Array.from({ length: matrix.n }, (_, i) => (i === 0 ? 0 : matrix.get(0, i)));
  const waiting = new Set(reach.keys());
  waiting.delete(0);
  const edges: number[] = [];
  while (waiting.size > 0) {
    const next = [...waiting].reduce((a, b) => ((reach[b] ?? 0) < (reach[a] ?? 0) ? b : a));
    waiting.delete(next);
    edges.push(reach[next] ?? 0);
    for (const i of waiting) reach[i] = Math.min(reach[i] ?? 0, matrix.get(next, i));
  }
  return edges.toSorted((a, b) => a - b);
}
