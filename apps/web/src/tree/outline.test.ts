import { expect, test } from "vitest";
import { outlineRows } from "./outline.ts";
import { SAMPLE } from "./sample-tree.ts";

test("rows come parents first, indented by depth, only below what is open", () => {
  const rows = outlineRows(SAMPLE, new Set(["r", "p"]));
  expect(
    rows.map(
      (row) => `${" ".repeat(row.depth)}${row.cluster.id}${row.isOpen ? "-" : row.hasChildren ? "+" : ""}`,
    ),
  ).toEqual(["r-", " p-", "  q+", "  s+", " e"]);
});

test("each row knows its place among its siblings", () => {
  const rows = outlineRows(SAMPLE, new Set(["r"]));
  expect(rows.map((row) => [row.position, row.siblings])).toEqual([
    [1, 1],
    [1, 2],
    [2, 2],
  ]);
});

test("what is open but has not arrived shows closed", () => {
  const rows = outlineRows(SAMPLE, new Set(["r", "e"]));
  expect(rows.at(-1)).toMatchObject({ isOpen: false, hasChildren: false });
});
