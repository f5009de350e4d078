import { expect, test } from "vitest";
import { ClockTrust } from "./clock-trust.ts";

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];

test("a clock that jumps by a year is believed after a day, one that is set by an hour at once", () => {
  const now = { wallMs: Date.UTC(2026, 10, 25), steadyMs: 5000 };
  const pass = (ms: number): void => {
    now.wallMs += ms;
    now.steadyMs += ms;
  };
  const trust = new ClockTrust(
    () => now.wallMs,
    () => now.steadyMs,
  );
  expect(trust.isTrusted()).toBe(true);
  now.wallMs += HOUR_MS;
  expect(trust.isTrusted()).toBe(true);
  now.wallMs += 365 * DAY_MS;
  expect(trust.isTrusted()).toBe(false);
  pass(23 * HOUR_MS);
  expect(trust.isTrusted()).toBe(false);
  now.wallMs -= 365 * DAY_MS;
  expect(trust.isTrusted()).toBe(false);
  pass(DAY_MS);
  expect(trust.isTrusted()).toBe(true);
});
