import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildDendrogram } from "./build-dendrogram.ts";
import { CondensedMatrix } from "./condensed.ts";
import { cut } from "./cut.ts";
import type { Cluster, Dendrogram } from "./dendrogram.ts";
import { linkage } from "./linkage.ts";
import type { LogTemplate } from "./log-template.ts";
import { suggestedCount } from "./suggested-count.ts";

function template(i: number): LogTemplate {
  const text = `line of kind ${"abcdefghij"[i % 10] ?? ""}${"abcdefghij"[Math.floor(i / 10) % 10] ?? ""} ${i}`;
  return {
    id: i.toString(16).padStart(16, "0"),
    text,
    level: null,
    programs: [],
    count: 1,
    lineCount: 1,
    examples: [],
  };
}

/** Few different distances, so that many merges are equally high. */
const dendrograms = fc
  .integer({ min: 1, max: 30 })
  .chain((n) =>
    fc
      .array(fc.integer({ min: 0, max: 4 }), { minLength: (n * (n - 1)) / 2, maxLength: (n * (n - 1)) / 2 })
      .map(
        (values) =>
          new CondensedMatrix(
            n,
            Float64Array.from(values, (v) => v / 4),
          ),
      ),
  )
  .map((matrix) =>
    buildDendrogram(
      Array.from({ length: matrix.n }, (_, i) => template(i)),
      linkage(matrix, "average"),
      "average",
    ),
  );

const empty: Dendrogram = { id: null, method: "average", clusters: [] };

/** Ids of the leaves below a cluster. */
function leavesOf(dendrogram: Dendrogram, cluster: Cluster): string[] {
  return dendrogram.clusters
    .filter((other) => other.templateId !== null)
    .filter(
      ({ leafOrder }) => leafOrder >= cluster.leafOrder && leafOrder < cluster.leafOrder + cluster.leafCount,
    )
    .map(({ id }) => id);
}

describe("cut", () => {
  test("by count gives so many clusters, or all leaves, and each leaf is in exactly one", () => {
    fc.assert(
      fc.property(dendrograms, fc.integer({ min: 1, max: 40 }), (dendrogram, count) => {
        const leafCount = dendrogram.clusters[0]?.leafCount ?? 0;
        const clusters = cut(dendrogram, { count });
        expect(clusters).toHaveLength(Math.min(count, leafCount));
        const leaves = clusters.flatMap((cluster) => leavesOf(dendrogram, cluster));
        expect(leaves).toHaveLength(leafCount);
        expect(new Set(leaves).size).toBe(leafCount);
      }),
    );
  });

  test("is nested: one cluster more opens one cluster and keeps all others", () => {
    fc.assert(
      fc.property(dendrograms, fc.integer({ min: 1, max: 29 }), (dendrogram, count) => {
        const coarse = new Set(cut(dendrogram, { count }).map(({ id }) => id));
        const fine = cut(dendrogram, { count: count + 1 });
        const opened = fine.filter(({ id }) => !coarse.has(id));
        expect([0, 2]).toContain(opened.length);
        for (const { parentId } of opened) expect(coarse).toContain(parentId);
      }),
    );
  });

  test("by height keeps joined what was joined at or below it, and nothing above", () => {
    fc.assert(
      fc.property(dendrograms, fc.double({ min: 0, max: 1, noNaN: true }), (dendrogram, height) => {
        const byId = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster]));
        for (const { mergeHeight, parentId } of cut(dendrogram, { height })) {
          expect(mergeHeight).toBeLessThanOrEqual(height);
          expect(byId.get(parentId ?? "")?.mergeHeight ?? Number.POSITIVE_INFINITY).toBeGreaterThan(height);
        }
      }),
    );
  });

  test("comes in leaf order", () => {
    fc.assert(
      fc.property(dendrograms, fc.integer({ min: 1, max: 30 }), (dendrogram, count) => {
        const orders = cut(dendrogram, { count }).map(({ leafOrder }) => leafOrder);
        expect(orders).toEqual(orders.toSorted((a, b) => a - b));
      }),
    );
  });

  test("of nothing is nothing", () => {
    expect(cut(empty, { count: 3 })).toEqual([]);
    expect(cut(empty, { height: 0.5 })).toEqual([]);
  });

  test.each([
    [{ count: Number.NaN }, "NOT_FINITE"],
    [{ count: Number.POSITIVE_INFINITY }, "NOT_FINITE"],
    [{ count: 0 }, "OUT_OF_RANGE"],
    [{ count: 2.5 }, "OUT_OF_RANGE"],
    [{ height: Number.NaN }, "NOT_FINITE"],
    [{ height: -0.1 }, "OUT_OF_RANGE"],
  ])("refuses %j with %s, also where there is nothing to cut", (at, code) => {
    expect(() => cut(empty, at)).toThrow(expect.objectContaining({ code }));
  });
});

describe("suggestedCount", () => {
  test("is between 5 and 25, and never more than there are leaves", () => {
    fc.assert(
      fc.property(dendrograms, (dendrogram) => {
        const leafCount = dendrogram.clusters[0]?.leafCount ?? 0;
        const count = suggestedCount(dendrogram);
        expect(count).toBeGreaterThanOrEqual(Math.min(5, leafCount));
        expect(count).toBeLessThanOrEqual(Math.min(25, leafCount));
      }),
    );
    expect(suggestedCount(empty)).toBe(0);
  });

  test("finds six tight groups that lie far apart", () => {
    const n = 60;
    const matrix = new CondensedMatrix(n);
    for (let i = 0; i < n; i++)
      for (let j = i + 1; j < n; j++) matrix.set(i, j, i % 6 === j % 6 ? 0.1 + (i + j) / 10_000 : 0.9);
    const templates = Array.from({ length: n }, (_, i) => template(i));
    expect(suggestedCount(buildDendrogram(templates, linkage(matrix, "average"), "average"))).toBe(6);
  });
});
