import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildDendrogram } from "../build-dendrogram.ts";
import { CondensedMatrix } from "../condensed.ts";
import { contentHash } from "../content-hash.ts";
import { copheneticDistances } from "../cophenetic.ts";
import type { Merge } from "../dendrogram.ts";
import { linkage } from "../linkage.ts";
import type { LogTemplate } from "../log-template.ts";
import { type BranchVerdict, verdictReach } from "./verdict-reach.ts";

/** Templates as points on a line from 0 to 1: their distance is how far apart they lie. */
interface Grown {
  readonly templates: readonly LogTemplate[];
  readonly merges: readonly Merge[];
}

function grow(points: readonly number[]): Grown {
  const templates = points.map((point, i): LogTemplate => {
    const text = `kind ${i} at ${point}`;
    return { id: contentHash(text), text, level: null, programs: [], count: 1, lineCount: 1, examples: [] };
  });
  const matrix = new CondensedMatrix(points.length);
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      matrix.set(i, j, Math.abs((points[i] ?? 0) - (points[j] ?? 0)));
    }
  }
  return { templates, merges: linkage(matrix, "average") };
}

const clustersOf = ({ templates, merges }: Grown) => buildDendrogram(templates, merges, "average").clusters;
const idsOf = ({ templates }: Grown): string[] => templates.map(({ id }) => id);

function reach(grown: Grown, verdict: Partial<BranchVerdict>, isLater: (id: string) => boolean) {
  const whole = { judgedIds: new Set<string>(), inheritedIds: new Set<string>(), mergeHeight: 0, ...verdict };
  return verdictReach(clustersOf(grown), whole, isLater);
}

describe("verdictReach, by hand", () => {
  // 0.10 0.12 join at 0.02 (judged); 0.115 came later and joins within; 0.3 came later and joins far above; 0.9 was there.
  const grown = grow([0.1, 0.12, 0.115, 0.3, 0.9]);
  const [a = "", b = "", within = "", above = "", outside = ""] = idsOf(grown);
  const later = new Set([within, above]);
  const verdict = { judgedIds: new Set([a, b]), mergeHeight: 0.02 };

  test("what came later and joins at or below the height inherits, what joins above is a growth", () => {
    const found = reach(grown, verdict, (id) => later.has(id));
    expect(found.inheritedIds).toEqual([within]);
    expect(found.leafCount).toBe(3);
    expect(found.branchIds).toHaveLength(1);
    expect(found.growths.map(({ templateIds }) => templateIds)).toEqual([[above]]);
    expect(found.growths[0]?.mergeHeight).toBeCloseTo(0.1883, 3);
  });

  test("what was there and outside neither inherits nor is a growth, however near", () => {
    const found = reach(grown, verdict, () => false);
    expect(found).toMatchObject({ inheritedIds: [], leafCount: 2, growths: [] });
    expect(reach(grown, { judgedIds: new Set([outside]) }, () => false).branchIds).toEqual(
      clustersOf(grown)
        .filter(({ templateId }) => templateId === outside)
        .map(({ id }) => id),
    );
  });

  test("growths end where the next sibling was there already", () => {
    const found = reach(grow([0.1, 0.12, 0.3, 0.6, 0.65]), verdict, () => false);
    expect(found.growths).toEqual([]);
  });
});

describe("verdictReach, on trees that grow", () => {
  const points = fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }), { minLength: 2, maxLength: 24 });
  const growing = fc.record({
    before: points,
    after: fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }), { maxLength: 16 }),
    at: fc.nat(),
  });

  test("a template that came later inherits exactly when the tree joins it with a judged one at or below the height", () => {
    fc.assert(
      fc.property(growing, ({ before, after, at }) => {
        const old = grow(before.map((point) => point / 100_000));
        const branches = clustersOf(old);
        const branch = branches[at % branches.length];
        const members = leavesBelow(branches, branch?.leafOrder ?? 0, branch?.leafCount ?? 0);
        const fresh = after.filter((point) => !before.includes(point));
        const grown = grow([...before, ...fresh].map((point) => point / 100_000));
        const ids = idsOf(grown);
        const later = new Set(ids.slice(before.length));
        const mergeHeight = branch?.mergeHeight ?? 0;
        const found = reach(grown, { judgedIds: new Set(members), mergeHeight }, (id) => later.has(id));

        const distances = copheneticDistances(ids.length, grown.merges);
        const inherits = (i: number): boolean =>
          members.some((member) => distances.get(i, ids.indexOf(member)) <= mergeHeight);
        const expected = ids.filter((id, i) => later.has(id) && inherits(i));
        expect(found.inheritedIds.toSorted()).toEqual(expected.toSorted());
        expect(found.leafCount).toBe(members.length + expected.length);

        // The branches hold what is covered and nothing else.
        const clusters = clustersOf(grown);
        const below = clusters
          .filter(({ id }) => found.branchIds.includes(id))
          .flatMap(({ leafOrder, leafCount }) => leavesBelow(clusters, leafOrder, leafCount));
        expect(below.toSorted()).toEqual([...members, ...expected].toSorted());
        // A growth is new, above the height, and not covered.
        for (const growth of found.growths) {
          expect(growth.mergeHeight).toBeGreaterThan(mergeHeight);
          for (const id of growth.templateIds) expect(later.has(id) && !below.includes(id)).toBe(true);
        }
      }),
    );
  });

  test("what was inherited is kept however the tree moves, and passes nothing on", () => {
    fc.assert(
      fc.property(growing, ({ before, after }) => {
        const grown = grow([...new Set([...before, ...after])].map((point) => point / 100_000));
        const [judged = "", ...others] = idsOf(grown);
        const inheritedIds = new Set(others.slice(0, 3));
        const found = reach(grown, { judgedIds: new Set([judged]), inheritedIds }, () => true);
        expect(found.leafCount).toBe(1 + inheritedIds.size + found.inheritedIds.length);
        expect(found.inheritedIds).toEqual([]);
      }),
    );
  });

  test("the tree as it was judged is covered whole and nothing has grown", () => {
    fc.assert(
      fc.property(points, fc.nat(), (before, at) => {
        const grown = grow(before.map((point) => point / 100_000));
        const clusters = clustersOf(grown);
        const branch = clusters[at % clusters.length];
        const members = leavesBelow(clusters, branch?.leafOrder ?? 0, branch?.leafCount ?? 0);
        const verdict = { judgedIds: new Set(members), mergeHeight: branch?.mergeHeight ?? 0 };
        expect(reach(grown, verdict, () => false)).toEqual({
          inheritedIds: [],
          branchIds: [branch?.id],
          leafCount: members.length,
          growths: [],
        });
      }),
    );
  });
});

function leavesBelow(clusters: ReturnType<typeof clustersOf>, from: number, count: number): string[] {
  return clusters
    .filter(
      ({ templateId, leafOrder }) => templateId !== null && leafOrder >= from && leafOrder < from + count,
    )
    .map(({ templateId }) => templateId ?? "");
}
