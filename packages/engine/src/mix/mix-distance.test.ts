import { array, assert, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { clusterMixes } from "./cluster-mixes.ts";
import { type Mix, mixDistance } from "./mix-distance.ts";

const mix = (...counts: number[]): Mix =>
  new Map(counts.flatMap((count, i): [string, number][] => (count === 0 ? [] : [[`t${i}`, count]])));

const MIXES = [
  { name: "web1", mix: mix(8, 2, 0, 0) },
  { name: "web2", mix: mix(6, 4, 0, 0) },
  { name: "db1", mix: mix(0, 1, 7, 2) },
  { name: "db2", mix: mix(0, 0, 3, 1) },
];

test("the distance is SciPy's jensenshannon(p, q, 2)", () => {
  // pdist over the four rows above, each divided by its sum.
  const expected = [0.18668571, 0.9285772, 1, 0.90527232, 1, 0.22941199];
  const distances = MIXES.flatMap((a, i) => MIXES.slice(i + 1).map((b) => mixDistance(a.mix, b.mix)));
  for (const [i, distance] of distances.entries()) expect(distance).toBeCloseTo(expected[i] ?? -1, 7);
});

test("an empty mix is at 0 from another empty one and at 1 from all others", () => {
  expect(mixDistance(mix(), mix())).toBe(0);
  expect(mixDistance(mix(), mix(0, 3))).toBe(1);
});

test("the distance is symmetric, within [0, 1], and blind to how much there is in all", () => {
  const counts = array(nat(1000), { minLength: 1, maxLength: 8 });
  assert(
    property(counts, counts, (a, b) => {
      const distance = mixDistance(mix(...a), mix(...b));
      expect(distance).toBeCloseTo(mixDistance(mix(...b), mix(...a)), 9);
      expect(distance).toBeGreaterThanOrEqual(0);
      expect(distance).toBeLessThanOrEqual(1);
      expect(mixDistance(mix(...a.map((count) => 3 * count)), mix(...b))).toBeCloseTo(distance, 6);
      expect(mixDistance(mix(...a), mix(...a))).toBeCloseTo(0, 6);
    }),
  );
});

test("the dendrogram has SciPy's merges, root first, whatever order the mixes come in", () => {
  const dendrogram = clusterMixes(MIXES);
  expect(clusterMixes(MIXES.toReversed())).toEqual(dendrogram);
  expect(dendrogram).toHaveLength(7);
  const heights = dendrogram.filter(({ name }) => name === null).map(({ mergeHeight }) => mergeHeight);
  expect(heights[0]).toBeCloseTo(0.9584623815517199, 12);
  expect(heights[1]).toBeCloseTo(0.22941198997059004, 12);
  expect(heights[2]).toBeCloseTo(0.18668571064673692, 12);
  const places = new Map(dendrogram.map(({ name, leafOrder }) => [name, leafOrder]));
  expect(Math.abs((places.get("web1") ?? 0) - (places.get("web2") ?? 0))).toBe(1);
  expect(Math.abs((places.get("db1") ?? 0) - (places.get("db2") ?? 0))).toBe(1);
});

test("none gives none, one is a leaf and the root, and a name may stand there only once", () => {
  expect(clusterMixes([])).toEqual([]);
  expect(clusterMixes([{ name: "a", mix: mix(1) }])).toMatchObject([
    { name: "a", parentId: null, leafCount: 1 },
  ]);
  const twice = [
    { name: "a", mix: mix(1) },
    { name: "a", mix: mix(2) },
  ];
  expect(() => clusterMixes(twice)).toThrow(/twice/);
});
