import { describe, expect, test } from "vitest";
import { silence } from "./silence.ts";

const every = (step: number, from: number, to: number, count = 10): Map<number, number> => {
  const counts = new Map<number, number>();
  for (let hour = from; hour <= to; hour += step) counts.set(hour, count);
  return counts;
};

describe("silence", () => {
  test("is three times the longest gap without any", () => {
    const hourly = every(1, 100, 200);
    expect(silence(hourly, 202)).toBe(null);
    expect(silence(hourly, 203)).toEqual({ hours: 3, usualGap: 1, rate: 10, count: 0, expected: 30 });
    const byDay = every(24, 1000, 1000 + 24 * 13, 300);
    expect(silence(byDay, 1000 + 24 * 15)).toBe(null);
    expect(silence(byDay, 1000 + 24 * 16)).toMatchObject({ hours: 72, usualGap: 24 });
  });

  test("lets less than 1 % of the usual pass for none", () => {
    const trickle = every(1, 100, 200, 1000).set(202, 5);
    expect(silence(trickle, 206)).toMatchObject({ hours: 6, count: 5, expected: 6000 });
    expect(silence(trickle.set(202, 90), 206)).toBe(null);
  });

  test("needs something regular: not of nights and weekends, not of few events, not of a day's beginning", () => {
    const office = new Map([...every(1, 0, 24 * 14)].filter(([hour]) => hour % 24 >= 9 && hour % 24 < 17));
    expect(silence(office, 24 * 14 + 8)).toBe(null);
    expect(silence(every(1, 100, 200, 1).set(150, 0), 203)).toBe(null);
    expect(silence(every(1, 100, 105), 300)).toBe(null);
    expect(silence(new Map(), 300)).toBe(null);
  });
});
