import { expect, test } from "vitest";
import { openBranches, selected, toggled, type Wishes } from "./open-branches.ts";
import { SAMPLE } from "./sample-tree.ts";

const CUT = new Set(["r"]);
const NOTHING: Wishes = { opened: [], openedWhole: [], shut: [], selectedId: null };
const open = (wishes: Partial<Wishes>) =>
  [...openBranches(SAMPLE, CUT, { ...NOTHING, ...wishes })].toSorted();

test("the cut, the opened ones and those above the selection stand open", () => {
  expect(open({ opened: ["p"] })).toEqual(["p", "r"]);
  expect(open({ selectedId: "d" })).toEqual(["p", "r", "s"]);
});

test("opening a branch whole opens all inner clusters of it", () => {
  expect(open({ openedWhole: ["p"] })).toEqual(["p", "q", "r", "s"]);
});

test("a closed one stays closed whatever would open it", () => {
  expect(open({ openedWhole: ["p"], selectedId: "a", shut: ["q", "r"] })).toEqual(["p", "s"]);
});

test("toggling twice leads back to what was open", () => {
  for (const id of ["r", "p"]) {
    const before = openBranches(SAMPLE, CUT, NOTHING);
    const once = toggled(NOTHING, id, CUT, before);
    const between = openBranches(SAMPLE, CUT, once);
    expect(between.has(id)).not.toBe(before.has(id));
    expect(openBranches(SAMPLE, CUT, toggled(once, id, CUT, between))).toEqual(before);
  }
});

test("selecting another closes nothing", () => {
  const wishes = { ...NOTHING, selectedId: "d" };
  const before = openBranches(SAMPLE, CUT, wishes);
  expect(openBranches(SAMPLE, CUT, selected(wishes, "e", CUT, SAMPLE))).toEqual(before);
});
