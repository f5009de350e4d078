import { buildDendrogram, type LogTemplate } from "@deepsec/engine";
import { expect, test } from "vitest";
import { changedBranches } from "./roll-up.ts";

function template(id: string, level: LogTemplate["level"] = null): LogTemplate {
  return { id, text: id, level, programs: [], count: 1, lineCount: 1, examples: [id] };
}

// ((a b) (c d)) e: leaves 0…4, merges 5…8.
const templates = [
  template("a"),
  template("b"),
  template("c"),
  template("d", "error"),
  template("e", "fatal"),
];
const dendrogram = buildDendrogram(
  templates,
  [
    { left: 0, right: 1, mergeHeight: 0.1, size: 2 },
    { left: 2, right: 3, mergeHeight: 0.2, size: 2 },
    { left: 5, right: 6, mergeHeight: 0.3, size: 4 },
    { left: 4, right: 7, mergeHeight: 0.9, size: 5 },
  ],
  "average",
);
const totals = { baseline: 100, target: 100 };

function branches(newIds: readonly string[]) {
  const counts = (id: string) =>
    newIds.includes(id) ? { baseline: 0, target: 3 } : { baseline: 5, target: 5 };
  return changedBranches(dendrogram, templates, counts, totals);
}

test("two new templates that are each other's kin are one branch, with where it joins the rest", () => {
  const [branch, ...others] = branches(["a", "b"]);
  expect(others).toEqual([]);
  expect(branch?.templates.map((member) => member.id).toSorted()).toEqual(["a", "b"]);
  expect(branch?.events).toEqual({ baseline: 0, target: 6 });
  expect(branch?.kin?.mergeHeight).toBe(0.3);
});

test("new templates beside old ones stay apart, the most severe first", () => {
  const found = branches(["a", "d"]);
  expect(found.map((branch) => branch.templates.map((member) => member.id))).toEqual([["d"], ["a"]]);
});

test("when all is new, the whole tree is one branch and has no kin", () => {
  const [branch, ...others] = branches(["a", "b", "c", "d", "e"]);
  expect(others).toEqual([]);
  expect(branch?.templates.length).toBe(5);
  expect(branch?.kin).toBeNull();
});

test("nothing changed gives no branch", () => {
  expect(branches([])).toEqual([]);
});
