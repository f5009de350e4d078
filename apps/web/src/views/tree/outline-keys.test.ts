import { expect, test } from "vitest";
import { outlineRows } from "../../tree/outline.ts";
import { SAMPLE } from "../../tree/sample-tree.ts";
import { outlineMove } from "./outline-keys.ts";

// r, p, q, s, e
const ROWS = outlineRows(SAMPLE, new Set(["r", "p"]));
const press = (activeId: string, key: string) =>
  outlineMove(
    ROWS,
    ROWS.findIndex((row) => row.cluster.id === activeId),
    key,
    3,
  );

test("up and down move and stop at the ends", () => {
  expect(press("p", "ArrowDown")).toEqual({ kind: "select", id: "q" });
  expect(press("r", "ArrowUp")).toEqual({ kind: "select", id: "r" });
  expect(press("e", "PageDown")).toEqual({ kind: "select", id: "e" });
  expect(press("q", "End")).toEqual({ kind: "select", id: "e" });
});

test("right opens, then goes to the first child; left closes, then goes to the parent", () => {
  expect(press("q", "ArrowRight")).toEqual({ kind: "toggle", id: "q" });
  expect(press("p", "ArrowRight")).toEqual({ kind: "select", id: "q" });
  expect(press("p", "ArrowLeft")).toEqual({ kind: "toggle", id: "p" });
  expect(press("q", "ArrowLeft")).toEqual({ kind: "select", id: "p" });
});

test("enter opens a cluster and goes to the template of a leaf", () => {
  expect(press("q", "Enter")).toEqual({ kind: "toggle", id: "q" });
  expect(press("e", "Enter")).toEqual({ kind: "enter", id: "e", templateId: "t-e" });
});

test("without an active row the first key down selects the first row, and letters mean nothing", () => {
  expect(press("nowhere", "ArrowDown")).toEqual({ kind: "select", id: "r" });
  expect(press("p", "x")).toBeNull();
});
