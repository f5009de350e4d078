import { describe, expect, test } from "vitest";
import { rateChange } from "./rates.ts";

const days = (...counts: readonly number[]): number[][] => counts.map((count) => [count, count, count]);

describe("an hour", () => {
  test.each([
    // A(x) = 2·√(x + 3/8): A(12) = 7.04, A(60) = 15.54, a distance of 8.5; the days spread by less than 1
    ["60 where 12 are usual", 60, days(11, 12, 12, 13, 12, 11, 12), "spike"],
    ["30 where 12 are usual", 30, days(11, 12, 12, 13, 12, 11, 12), undefined], // A(30) = 11.02: 4
    ["21 where none is usual", 21, days(0, 0, 0, 0, 0), "spike"],
    ["19 where none is usual", 19, days(0, 0, 0, 0, 0), undefined],
    ["3 where 100 are usual", 3, days(100, 90, 110, 105, 95), "drop"], // 20.0 and 3.7
    ["none where 15 are usual", 0, days(15, 15, 16, 15, 14), undefined],
    ["2,500 where 1,000 are usual", 2500, days(1000, 1010, 990, 1000, 1000), undefined], // not threefold
    ["4,000 where 1,000 are usual", 4000, days(1000, 1010, 990, 1000, 1000), "spike"],
    ["4,000 where anything up to 5,000 was", 4000, days(1000, 10, 5000, 1000, 1000), undefined],
    ["600 where days go from 10 to 500", 600, days(10, 500, 80, 200, 30, 300), undefined],
    ["60 after four days only", 60, days(0, 0, 0, 0), undefined],
  ])("of %s", (_title, count, earlier, change) => {
    expect(rateChange(count, earlier)?.change).toBe(change);
  });

  test("one odd day among the earlier ones hides nothing", () => {
    expect(rateChange(400, days(12, 11, 12, 13, 300, 12, 12))).toEqual({
      change: "spike",
      count: 400,
      median: 12,
      low: 11,
      high: 300,
      days: 7,
    });
  });

  test("a job that comes a little earlier or later on another day is no change", () => {
    const shifted = [0, 1, 2, 0, 1, 2].map((at) => [0, 0, 0].map((_, i) => (i === at ? 500 : 0)));
    expect(rateChange(500, shifted)).toBe(null);
    expect(rateChange(0, shifted)).toBe(null);
  });
});
