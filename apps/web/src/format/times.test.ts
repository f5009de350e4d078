import { expect, test } from "vitest";
import { formatDuration, formatWhen } from "./times.ts";

const NOW = Date.UTC(2026, 2, 1, 12, 0, 0);

test("an instant is said by how long ago it is", () => {
  expect(formatWhen(NOW - 1_000, NOW)).toBe("now");
  expect(formatWhen(NOW - 42_000, NOW)).toBe("42 s ago");
  expect(formatWhen(NOW - 7 * 60_000, NOW)).toBe("7 min ago");
  expect(formatWhen(NOW - 5 * 3_600_000, NOW)).toBe("5 h ago");
});

test("an instant long past has its year", () => {
  expect(formatWhen(Date.UTC(2019, 5, 14), NOW)).toContain("2019");
});

test("a duration has one unit that fits", () => {
  expect(formatDuration(800)).toBe("800 ms");
  expect(formatDuration(1_234)).toBe("1.2 s");
  expect(formatDuration(83_000)).toBe("1 min 23 s");
});
