import { expect, test } from "vitest";
import { ClockByGrowth } from "./clock-by-growth.ts";

/** Looks at a file every ten seconds that is written in between, on a host whose clock is `aheadMs` ahead. */
function looked(clock: ClockByGrowth, aheadMs: number, looks: number, fromMs = 0): void {
  for (let look = 0; look < looks; look += 1) {
    const askedMs = fromMs + look * 10_000;
    const writtenMs = askedMs - ((look * 3_700) % 9_000) - 500;
    const modifiedAtMs = Math.trunc((writtenMs + aheadMs) / 1_000) * 1_000;
    clock.note("/var/log/a", fromMs + look, modifiedAtMs, askedMs, askedMs + 40);
  }
}

test.each([0, 3_600_000, -86_400_000])("a file that grows tells a clock that is %i ms ahead", (aheadMs) => {
  const clock = new ClockByGrowth();
  looked(clock, aheadMs, 1, 1_000_000);
  expect(clock.skewMs).toBeNull();
  looked(clock, aheadMs, 12, 2_000_000);
  expect(Math.abs((clock.skewMs ?? Infinity) - aheadMs)).toBeLessThan(5_000);
});

test("a file that does not grow tells nothing, and a clock that is set is found out", () => {
  const clock = new ClockByGrowth();
  for (let look = 0; look < 5; look += 1) clock.note("/a", 10, 1_000, look * 10_000, look * 10_000 + 10);
  expect(clock.skewMs).toBeNull();
  looked(clock, 0, 5, 1_000_000);
  looked(clock, 600_000, 5, 2_000_000);
  expect(Math.abs((clock.skewMs ?? 0) - 600_000)).toBeLessThan(5_000);
});
