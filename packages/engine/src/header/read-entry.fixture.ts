import { describe, expect, test } from "vitest";
import { Clock } from "../timestamps/clock.ts";
import { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { readEntry } from "./read-entry.ts";

const reader = new TimestampReader(new Clock("2026-03-01T12:00:00Z", "UTC", null));

/** A line, what it says before its message, the message, and some of its fields. */
type Sample = readonly [
  line: string,
  timestamp: string | null,
  level: string | null,
  message: string,
  fields?: Record<string, string>,
];

/** Promises what the headers of a format say, a test a line. It is noon of 1 March 2026, UTC. */
export function promise(format: string, samples: readonly Sample[]): void {
  describe(`header: ${format}`, () => {
    test.each(samples.map((sample) => ({ line: sample[0], sample })))("$line", ({ line, sample }) => {
      const [, timestamp, level, message, fields = {}] = sample;
      const header = readEntry(line, reader);
      expect({ timestamp: header.timestamp, level: header.level, message: header.message }).toEqual({
        timestamp,
        level,
        message,
      });
      expect(header.fields).toMatchObject(fields);
    });
  });
}
