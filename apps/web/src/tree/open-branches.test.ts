import { expect, test } from "vitest";
import type { Open } from "./cut.ts";
import { openBranches, selected, toggled, type Wishes } from "./open-branches.ts";
import { SAMPLE } from "./sample-tree.ts";

const CUT = new Set(["r"]);
const NOTHING: Wishes = { opened: [], openedWhole: [], shut: [], selectedId: null };
const listed = (open: Open) => [...SAMPLE.byId.keys()].filter((id) => open.has(id)).toSorted();
const open = (wishes: Partial<Wishes>) => listed(openBranches(SAMPLE, CUT, { ...NOTHING, ...wishes }));

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
    expect(listed(openBranches(SAMPLE, CUT, toggled(once, id, CUT, between)))).toEqual(listed(before));
  }
});

test("selecting another closes nothing", () => {
  const wishes = { ...NOTHING, selectedId: "d" };
  const before = openBranches(SAMPLE, CUT, wishes);
  expect(listed(openBranches(SAMPLE, CUT, selected(wishes, "e", CUT, SAMPLE)))).toEqual(listed(before));
});
