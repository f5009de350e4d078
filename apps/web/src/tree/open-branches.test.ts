import { expect, test } from "vitest";
import { cutInto, type Open } from "./cut.ts";
import { flatTree } from "./flat-tree.ts";
import { byHand, openBranches, openSlots, selected, toggled, type Wishes } from "./open-branches.ts";
import { SAMPLE } from "./sample-tree.ts";

const CUT = new Set(["r"]);
const NOTHING: Wishes = { opened: [], openedWhole: [], shut: [], selectedId: null };
const listed = (open: Open) => [...SAMPLE.byId.keys()].filter((id) => open.has(id)).toSorted();
const openUnder = (wishes: Wishes) => openBranches(CUT, byHand(SAMPLE, wishes));
const open = (wishes: Partial<Wishes>) => listed(openUnder({ ...NOTHING, ...wishes }));

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

test("by slot the same stand open", () => {
  const hand = byHand(SAMPLE, { ...NOTHING, openedWhole: ["p"], shut: ["q"] });
  const slots = openSlots(SAMPLE, 2, hand);
  const ids = flatTree(SAMPLE).clusters.flatMap(({ id }, slot) => (slots[slot] === 1 ? [id] : []));
  expect(ids.toSorted()).toEqual(["p", "r", "s"]);
  expect(ids.toSorted()).toEqual(listed(openBranches(cutInto(SAMPLE, 2).openIds, hand)));
});

test("toggling twice leads back to what was open", () => {
  for (const id of ["r", "p"]) {
    const before = openUnder(NOTHING);
    const once = toggled(NOTHING, id, CUT, before);
    const between = openUnder(once);
    expect(between.has(id)).not.toBe(before.has(id));
    expect(listed(openUnder(toggled(once, id, CUT, between)))).toEqual(listed(before));
  }
});

test("selecting another closes nothing", () => {
  const wishes = { ...NOTHING, selectedId: "d" };
  const before = openUnder(wishes);
  expect(listed(openUnder(selected(wishes, "e", CUT, SAMPLE)))).toEqual(listed(before));
});
