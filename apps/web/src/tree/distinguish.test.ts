import { expect, test } from "vitest";
import { distinguish } from "./distinguish.ts";

const side = (...texts: [string, number][]) => texts.map(([text, size]) => ({ text, size }));

test("words of one side alone stand first, shared ones not at all", () => {
  const { left, right } = distinguish(
    side(["Accepted publickey for <*>", 30], ["Accepted password for <*>", 10]),
    side(["Failed password for <*>", 20]),
  );
  expect(left.map(({ word }) => word)).toEqual(["accepted", "publickey"]);
  expect(left[1]?.own).toBeCloseTo(0.75, 3);
  expect(right.map(({ word }) => word)).toEqual(["failed", "password"]);
  expect(right[1]?.other).toBeCloseTo(0.25, 3);
});

test("a word counts by lines, not by kinds", () => {
  const { left } = distinguish(side(["rare thing", 1], ["usual", 99]), side(["other", 5]));
  expect(left.map(({ word }) => word)).toEqual(["usual"]);
});

test("two sides that say the same have nothing that tells them apart", () => {
  expect(distinguish(side(["same words", 5]), side(["same words", 9]))).toEqual({ left: [], right: [] });
});
