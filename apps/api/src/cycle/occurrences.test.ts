import type { LogEvent } from "@deepsec/engine";
import { expect, test } from "vitest";
import { Occurrences } from "./occurrences.ts";

function event(timestamp: string | null, weight = 1): LogEvent {
  return {
    firstLine: 1,
    lastLine: 1,
    offsetBytes: 0,
    lengthBytes: 1,
    timestamp,
    level: null,
    message: "",
    fields: {},
    weight,
  };
}

test("counts by the hour in UTC that the event says, whatever its offset", () => {
  const occurrences = new Occurrences("2026-11-25T04:30:00.000Z");
  occurrences.add("t", "s", event("2026-11-25T01:59:59+02:00"), 1);
  occurrences.add("t", "s", event("2026-11-24T23:00:00Z"), 3);
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

test("takes the time of reading where an event says none, or one that cannot be", () => {
  const occurrences = new Occurrences("2026-11-25T04:30:00.000Z");
  occurrences.add("t", "s", event(null), 1);
  occurrences.add("t", "s", event("+012026-01-01T00:00:00Z"), 1);
  occurrences.add("t", "s", event("not a time", 5), 1);
  expect(occurrences.all()).toMatchObject([{ hour: "2026-11-25T04:00:00.000Z", count: 7, lineCount: 3 }]);
});
