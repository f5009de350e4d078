import { expect, test } from "vitest";
import { Lineage } from "./lineage.ts";

const END = Number.MAX_SAFE_INTEGER;

test("a template of today has the lines of those that became it, over several steps", () => {
  const lineage = new Lineage([
    { fromId: "a", toId: "b", cycle: 3 },
    { fromId: "b", toId: "c", cycle: 7 },
    { fromId: "x", toId: "c", cycle: 5 },
  ]);
  expect(lineage.spansOf(["c"])).toEqual([
    { id: "a", from: 0, to: 3 },
    { id: "b", from: 0, to: 7 },
    { id: "x", from: 0, to: 5 },
    { id: "c", from: 0, to: END },
  ]);
  expect(["a", "b", "x", "c"].map((id) => lineage.todayOf(id, 1))).toEqual(["c", "c", "c", "c"]);
});

test("an id that was left and is one of today again keeps its lines from then on, and not those from before", () => {
  const lineage = new Lineage([
    { fromId: "a", toId: "b", cycle: 4 },
    { fromId: "b", toId: "a", cycle: 9 },
  ]);
  // Lines of b from 4 to 9 hold those that a had before 4: all are a's again.
  expect(lineage.spansOf(["a"])).toEqual([
    { id: "a", from: 0, to: 4 },
    { id: "b", from: 0, to: 9 },
    { id: "a", from: 4, to: END },
  ]);
  const left = new Lineage([{ fromId: "a", toId: "b", cycle: 4 }]);
  expect([left.todayOf("a", 3), left.todayOf("a", 4), left.todayOf("a", 8)]).toEqual(["b", "a", "a"]);
  expect(left.spansOf(["a", "b"])).toEqual([
    { id: "a", from: 4, to: END },
    { id: "a", from: 0, to: 4 },
    { id: "b", from: 0, to: END },
  ]);
});

test("without moves each id has its own lines", () => {
  const lineage = new Lineage([]);
  expect(lineage.spansOf(["a"])).toEqual([{ id: "a", from: 0, to: END }]);
  expect(lineage.todayOf("a", 5)).toBe("a");
});
