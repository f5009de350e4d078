import { expect, test } from "vitest";
import { changeOf, gStatistic } from "./change.ts";

test("the G statistic is that of the two-by-two table", () => {
  // 2·Σ O·ln(O·N / (row·column)) over [[10, 30], [990, 970]], computed apart from this code.
  const g = gStatistic({ baseline: 10, target: 30 }, { baseline: 1000, target: 1000 });
  expect(g).toBeCloseTo(10.66905, 4);
});

test("what is on one side only is new or gone, however rare", () => {
  expect(changeOf({ baseline: 0, target: 1 }, { baseline: 1000, target: 1000 })).toBe("new");
  expect(changeOf({ baseline: 1, target: 0 }, { baseline: 1000, target: 1000 })).toBe("gone");
});

test("twice the log with the same shares is no change", () => {
  expect(changeOf({ baseline: 500, target: 1000 }, { baseline: 1000, target: 2000 })).toBe("same");
});

test("three times the share is growth when it is no chance, and none when it may be", () => {
  expect(changeOf({ baseline: 100, target: 300 }, { baseline: 1000, target: 1000 })).toBe("grown");
  expect(changeOf({ baseline: 1, target: 3 }, { baseline: 1000, target: 1000 })).toBe("same");
});

test("a fifth of the share is less", () => {
  expect(changeOf({ baseline: 500, target: 100 }, { baseline: 1000, target: 1000 })).toBe("shrunk");
});

test("an empty baseline makes everything new, an empty target everything gone", () => {
  expect(changeOf({ baseline: 0, target: 5 }, { baseline: 0, target: 5 })).toBe("new");
  expect(changeOf({ baseline: 5, target: 0 }, { baseline: 5, target: 0 })).toBe("gone");
});
