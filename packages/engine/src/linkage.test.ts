import { agnes, type AgglomerationMethod } from "ml-hclust";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CondensedMatrix } from "./condensed.ts";
import { copheneticCorrelation } from "./cophenetic.ts";
import { linkage } from "./linkage.ts";
import { LINKAGE_METHODS, type LinkageMethod } from "./linkage/method.ts";
import { nearestNeighbors } from "./linkage/nearest-neighbors.ts";
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

function measured(n: number, distance: (i: number, j: number) => number): CondensedMatrix {
  const matrix = new CondensedMatrix(n);
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) matrix.set(i, j, distance(i, j));
  return matrix;
}

const randomDistances = seededDistances(200);
const random = (i: number, j: number): number => randomDistances.get(i, j);

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
  return numberMerges(nearestNeighbors(matrix.n, matrix.values, method));
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

  test.each([
    { which: "65 random distances", matrix: seededDistances(65) },
    { which: "130 random distances", matrix: seededDistances(130) },
    { which: "200 random distances", matrix: seededDistances(200) },
    { which: "each nearest to the one before", matrix: measured(150, (i, j) => 1.1 ** j - 1.1 ** i) },
    { which: "all nearest to one", matrix: measured(150, (i, j) => (i === 0 ? 1 : 1.8) + random(i, j) / 10) },
    {
      which: "half random, half each nearest to the one before",
      matrix: measured(200, (i, j) => (j < 100 ? random(i, j) : 1.1 ** j - 1.1 ** i)),
    },
  ])("above the size that ml-hclust does itself it still agrees with it: $which", ({ matrix }) => {
    for (const [method, name] of [
      ["single", "single"],
      ["complete", "complete"],
      ["average", "average"],
      ["weighted", "wpgma"],
      ["ward", "ward2"],
    ] as const) {
      const heights = heightsOfHclust(matrix, name);
      for (const [i, { mergeHeight }] of linkage(matrix, method).entries())
        expect(mergeHeight / (heights[i] ?? -1)).toBeCloseTo(1, 9);
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

  test("single linkage of many is their minimum spanning tree", () => {
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

  test("distances may be as large as numbers go", () => {
    const matrix = seededDistances(100);
    const heights = linkage(matrix, "single").map(({ mergeHeight }) => mergeHeight);
    for (const i of matrix.values.keys()) matrix.values[i] = (matrix.values[i] ?? 0) * 2 ** 1023;
    expect(linkage(matrix, "single").map(({ mergeHeight }) => mergeHeight / 2 ** 1023)).toEqual(heights);
  });

  test.each([3, 100])("of %i observations says which distance is no distance", (n) => {
    const matrix = new CondensedMatrix(n);
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

function heightsOfHclust(matrix: CondensedMatrix, method: AgglomerationMethod): number[] {
  const { n } = matrix;
  const rows = Array.from({ length: n }, (_row, i) => Array.from({ length: n }, (_, j) => matrix.get(i, j)));
  const heights: number[] = [];
  agnes(rows, { method, isDistanceMatrix: true }).traverse((cluster) => {
    if (!cluster.isLeaf) heights.push(cluster.height);
  });
  return heights.toSorted((a, b) => a - b);
}

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
