import { expect, test } from "vitest";
import { hostNames, logFiles, type Entry } from "./scene.ts";
import { history, Present } from "./timeline.ts";

const untilMs = Date.parse("2026-03-02T10:15:00Z");
const dayMs = 24 * 60 * 60 * 1_000;

function linesOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ lines }) => lines);
}

test("the same seed gives the same lines, another seed others", () => {
  const [one, same, other] = [7, 7, 8].map((seed) => linesOf(history({ seed, lines: 3_000, untilMs })));
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

test.each([0, 1, 100, 2_000, 20_000])("a history of %i lines has exactly that many", (lines) => {
  expect(linesOf(history({ seed: 1, lines, untilMs }))).toHaveLength(lines);
});

test("20,000 lines cover the day before the end, in order of time, and fill every file", () => {
  const entries = history({ seed: 3, lines: 20_000, untilMs });
  const times = entries.map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(untilMs - dayMs);
  expect(times[0]).toBeLessThan(untilMs - 0.99 * dayMs);
  expect(times.at(-1)).toBeLessThan(untilMs);
  for (const host of hostNames) {
    for (const file of logFiles[host]) {
      expect(entries.filter((entry) => entry.host === host && entry.file === file).length).toBeGreaterThan(
        50,
      );
    }
  }
});

test("no entry holds a newline, so that lines counted are lines written", () => {
  expect(
    linesOf(history({ seed: 5, lines: 20_000, untilMs })).filter((line) => /[\r\n]/u.test(line)),
  ).toEqual([]);
});

test("some entries are of several lines", () => {
  const longest = Math.max(...history({ seed: 5, lines: 5_000, untilMs }).map(({ lines }) => lines.length));
  expect(longest).toBeGreaterThan(5);
});

test("the break-in is told once, in order, on both machines, some hours before the end", () => {
  const entries = history({ seed: 1, lines: 20_000, untilMs });
  const at = (host: string, part: string) =>
    entries
      .filter((entry) => entry.host === host && entry.lines.some((line) => line.includes(part)))
      .map((entry) => entry.atMs);
  const [enteredMs = 0] = at("web1", "Accepted password");
  const failures = at("web1", "Failed password for").filter((atMs) => atMs < enteredMs);
  expect(failures.length).toBeGreaterThan(20);
  const story = [
    at("web1", "Accepted password for deploy from 203.0.113.66"),
    at("web1", "new user: name=sysupd"),
    at("web1", "(root) REPLACE (root)"),
    at("db1", "Accepted password for deploy from 10.20.0.11"),
    at("db1", "new user: name=sysupd"),
    at("db1", "(root) REPLACE (root)"),
  ];
  for (const step of story) expect(step).toHaveLength(1);
  expect(story.flat()).toEqual(story.flat().toSorted((a, b) => a - b));
  expect(untilMs - (story[0]?.[0] ?? 0)).toBeGreaterThan(3 * 60 * 60 * 1_000);
});

test("the present goes on at the rate asked for, in order, each entry once and none before its time", () => {
  const present = new Present({ seed: 1, linesPerSecond: 20, fromMs: untilMs });
  let count = 0;
  let lastMs = untilMs;
  let isOnTime = true;
  for (let nowMs = untilMs + 250; nowMs <= untilMs + 30 * 60_000; nowMs += 250) {
    for (const entry of present.until(nowMs)) {
      isOnTime &&= entry.atMs <= nowMs && entry.atMs > lastMs - 2_000;
      count += entry.lines.length;
    }
    lastMs = nowMs;
  }
  expect(isOnTime).toBe(true);
  expect(count / (30 * 60)).toBeGreaterThan(16);
  expect(count / (30 * 60)).toBeLessThan(24);
});

test("at a rate of 0 nothing happens", () => {
  const present = new Present({ seed: 1, linesPerSecond: 0, fromMs: untilMs });
  expect(present.until(untilMs + dayMs)).toEqual([]);
});
