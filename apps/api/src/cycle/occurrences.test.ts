import { expect, test } from "vitest";
import { eventTimeMs } from "./event-time.ts";
import { Occurrences } from "./occurrences.ts";

const timeMs = (timestamp: string) => eventTimeMs({ timestamp }) ?? Number.NaN;

test("counts by the hour in UTC that the event says, whatever its offset", () => {
  const occurrences = new Occurrences();
  occurrences.add("t", "s", timeMs("2026-11-25T01:59:59+02:00"), 1, 1);
  occurrences.add("t", "s", timeMs("2026-11-24T23:00:00Z"), 1, 3);
  expect(occurrences.all()).toEqual([
    {
      templateId: "t",
      sourceId: "s",
      hour: "2026-11-24T23:00:00.000Z",
      count: 2,
      lineCount: 4,
      firstSeen: "2026-11-24T23:00:00.000Z",
      lastSeen: "2026-11-24T23:59:59.000Z",
    },
  ]);
});

test("counts an event for as many as it stands for", () => {
  const occurrences = new Occurrences();
  occurrences.add("t", "s", timeMs("2026-11-25T04:30:00Z"), 5, 1);
  occurrences.add("t", "s", timeMs("2026-11-25T04:59:00Z"), 1, 2);
  expect(occurrences.all()).toMatchObject([{ hour: "2026-11-25T04:00:00.000Z", count: 6, lineCount: 3 }]);
});

test.each([null, "+012026-01-01T00:00:00Z", "not a time"])("an event says no time by %j", (timestamp) => {
  expect(eventTimeMs({ timestamp })).toBe(null);
});
