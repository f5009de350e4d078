import { expect, test } from "vitest";
import { SAMPLE } from "./sample-tree.ts";
import { treemap } from "./treemap.ts";

const AREA = { width: 200, height: 100 };
const bySize = (cluster: { readonly size: number }) => cluster.size;

test("areas are in proportion to sizes and add up to the whole", () => {
  const tiles = treemap(SAMPLE, new Set(["r", "p", "q", "s"]), AREA, bySize);
  for (const tile of tiles) expect(tile.width * tile.height).toBeCloseTo((tile.cluster.size / 100) * 20_000);
});

test("opening a cluster divides its own rectangle and moves no other", () => {
  const before = treemap(SAMPLE, new Set(["r", "p"]), AREA, bySize);
  const after = treemap(SAMPLE, new Set(["r", "p", "q"]), AREA, bySize);
  const others = (tiles: typeof before) => tiles.filter((tile) => ["s", "e"].includes(tile.cluster.id));
  expect(others(after)).toEqual(others(before));
});

test("the longer side is divided", () => {
  const [p, e] = treemap(SAMPLE, new Set(["r"]), AREA, bySize);
  expect(p).toMatchObject({ x: 0, y: 0, width: 180, height: 100 });
  expect(e).toMatchObject({ x: 180, y: 0, width: 20, height: 100 });
});

test("no area and no weight give no tile", () => {
  expect(treemap(SAMPLE, new Set(["r"]), AREA, () => 0)).toEqual([]);
});
