import { expect, test } from "vitest";
import { backOffMs } from "./back-off.ts";

test("each failure doubles the wait, up to a minute", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 2_000].map((failures) => backOffMs(failures, 0) / 1_000);
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test("chance takes away less than half of it", () => {
  expect(backOffMs(3, 0.5)).toBe(3_000);
  expect(backOffMs(3, 0.999_999)).toBeGreaterThan(2_000);
});
