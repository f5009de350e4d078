import { expect, test } from "vitest";
import { hourBuckets } from "./hour-buckets.ts";

const at = (hour: number) => Date.UTC(2026, 10, 25, hour);
const count = (hour: number, size: number) => ({
  hour: new Date(at(hour)).toISOString(),
  size: String(size),
});
const ALL = { fromMs: null, toMs: null };

test("hours without lines are bars of nothing", () => {
  expect(hourBuckets([count(3, 5), count(6, 7)], ALL, 100)).toEqual([
    { fromMs: at(3), toMs: at(4), size: 5 },
    { fromMs: at(4), toMs: at(5), size: 0 },
    { fromMs: at(5), toMs: at(6), size: 0 },
    { fromMs: at(6), toMs: at(7), size: 7 },
  ]);
});

test("too many hours share bars, and nothing is lost", () => {
  const bars = hourBuckets([count(0, 1), count(1, 2), count(2, 4), count(4, 8)], ALL, 3);
  expect(bars.map(({ size }) => size)).toEqual([3, 4, 8]);
  expect(bars.at(-1)?.toMs).toBe(at(5));
});

test("the window is shown whole, and what lies outside is left out", () => {
  const bars = hourBuckets([count(1, 9), count(3, 2)], { fromMs: at(2), toMs: at(5) }, 10);
  expect(bars.map(({ size }) => size)).toEqual([0, 2, 0]);
});

test("nothing is no bar", () => {
  expect(hourBuckets([], ALL, 10)).toEqual([]);
});
