import { expect, test } from "vitest";
import { nearestStep, sliderSteps } from "./slider-steps.ts";

test("small trees stop at every count", () => {
  expect(sliderSteps(4)).toEqual([1, 2, 3, 4]);
  expect(sliderSteps(1)).toEqual([1]);
});

test("large trees have few steps, always growing, and end with all leaves", () => {
  const steps = sliderSteps(20_000);
  expect(steps.length).toBeLessThan(250);
  expect(steps.at(-1)).toBe(20_000);
  expect(steps.every((step, i) => i === 0 || step > (steps[i - 1] ?? 0))).toBe(true);
});

test("a count between two steps belongs to the nearer one", () => {
  expect(nearestStep([1, 2, 10], 7)).toBe(2);
});
