import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Schedule, startSchedule } from "./schedule.ts";

const HOUR_MS = 3_600_000;
let runs: string[] = [];
let schedule: Schedule;

beforeEach(() => {
  runs = [];
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 1, 12, 0, 0, 500) });
});
afterEach(async () => {
  await schedule.stop();
  vi.useRealTimers();
});

function start(pattern: string, ms = 0): void {
  const task = async (): Promise<void> => {
    runs.push(new Date().toISOString().slice(11, 19));
    await new Promise((resolve) => setTimeout(resolve, ms));
  };
  schedule = startSchedule(pattern, task, pino({ level: "silent" }));
}

test("the task runs when the pattern says, and not in between", async () => {
  start("*/10 * * * * *");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(runs).toEqual(["12:00:10", "12:00:20", "12:00:30"]);
});

test("a time that comes while the task runs is left out", async () => {
  start("* * * * * *", 2200);
  await vi.advanceTimersByTimeAsync(7000);
  expect(runs).toEqual(["12:00:01", "12:00:04", "12:00:07"]);
});

test("a clock that is set back by an hour does not silence the schedule", async () => {
  start("*/10 * * * * *");
  await vi.advanceTimersByTimeAsync(10_000);
  vi.setSystemTime(Date.now() - HOUR_MS);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toEqual(["12:00:10", "11:00:20"]);
});

test("a clock that is set forward by a year runs the task once, not for every time in between", async () => {
  start("*/10 * * * * *");
  await vi.advanceTimersByTimeAsync(10_000);
  vi.setSystemTime(Date.now() + 365 * 24 * HOUR_MS + 5000);
  await vi.advanceTimersByTimeAsync(6000);
  expect(runs).toEqual(["12:00:10", "12:00:16", "12:00:20"]);
});
