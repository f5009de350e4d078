import { expect, test } from "vitest";
import { SAMPLE } from "../../tree/sample-tree.ts";
import { NO_FACTS, toneOf } from "./map-tone.ts";

const tone = (id: string, marks: { leafOrder: number; severity: string }[]) => {
  const cluster = SAMPLE.byId.get(id);
  return cluster && toneOf(cluster, "finding", { ...NO_FACTS, marks });
};

test("a branch has the tone of the highest finding about any of its leaves, and of no other", () => {
  const marks = [
    { leafOrder: 1, severity: "LOW" },
    { leafOrder: 2, severity: "HIGH" },
  ];
  expect([tone("r", marks), tone("q", marks), tone("s", marks), tone("d", marks)]).toEqual([
    "HIGH",
    "LOW",
    "HIGH",
    "none",
  ]);
});

test("a cluster that is not said to have changed is the same", () => {
  const cluster = SAMPLE.byId.get("q");
  expect(cluster && toneOf(cluster, "change", { ...NO_FACTS, changes: new Map([["s", "new"]]) })).toBe(
    "same",
  );
});
