import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Clock } from "./clock.ts";
import { TimestampReader } from "./timestamp-reader.ts";

const readerAt = (now: string, timeZone = "UTC"): TimestampReader =>
  new TimestampReader(new Clock(now, timeZone, null));
const isoOf = (text: string, now = "2026-03-01T12:00:00Z", timeZone = "UTC"): string | null => {
  const reader = readerAt(now, timeZone);
  return reader.read(text, 0) && reader.end === text.length ? reader.iso : "not read";
};

test.each([
  "2026-02-03T06:01:02Z",
  "2026-02-03T07:01:02+01:00",
  "2026-02-03T07:01:02+0100",
  "2026-02-03 07:01:02 CET",
  "2026-02-03 01:01:02 EST",
  "2026/02/03 06:01:02",
  "2026:02:03-06:01:02",
  "20260203T060102Z",
  "20260203 06:01:02",
  "260203 060102",
  "26/02/03 06:01:02",
  "02/03/2026 06:01:02",
  "2/3/2026, 6:01:02 AM",
  "03.02.2026 06:01:02",
  "03/Feb/2026:07:01:02 +0100",
  "03-Feb-2026 06:01:02",
  "3 Feb 2026 06:01:02",
  "Feb  3 06:01:02",
  "Feb 3 2026 06:01:02",
  "Feb 3, 2026 6:01:02 AM",
  "Feb-03-26 06:01:02",
  "02-03 06:01:02",
  "Tue Feb  3 06:01:02 2026",
  "Tue Feb  3 06:01:02 UTC 2026",
  "Tue, 03 Feb 2026 06:01:02 GMT",
  "2026 Feb 03 06:01:02",
  "1770098462",
  "@4000000069818f2800000000",
  "20260203060102",
  "2026-02-03T060102Z",
  "2026-02-03, 06:01:02",
  "2026 Feb  3 06:01:02",
  "Tue 2026-02-03 06:01:02 UTC",
  "Tuesday, February 3, 2026 6:01:02 AM",
  "feb 03, 2026 6:01:02 AM",
  "Feb 3, 2026 @ 06:01:02",
  "3 February 2026 06:01:02",
  "3-Feb-2026::06:01:02",
  "02/03-06:01:02",
  "02/03/2026 - 06:01:02",
  "3/2/2026 -- 06:01:02",
  "02/03/26 06:01:02",
  "02/03/2026:06:01:02 -0000",
  "03-Feb 06:01:02",
  "Tue Feb 03 2026 07:01:02 GMT+0100 (Central European Standard Time)",
  "2026-02-03 01:01:02 GMT-0500",
  "03.02.26 06:01:02",
  "2026-02-03T14:31:02+08:30",
])("%s is one instant", (text) => {
  expect(Date.parse(isoOf(text) ?? "")).toBe(Date.UTC(2026, 1, 3, 6, 1, 2));
});

test.each([
  ["2026-02-03 06:01:02,345", "2026-02-03T06:01:02.345Z"],
  ["2026-02-03T06:01:02.123456789Z", "2026-02-03T06:01:02.123456789Z"],
  ["20260203-6:1:2:45", "2026-02-03T06:01:02.045Z"],
  ["1770098462345", "2026-02-03T06:01:02.345Z"],
  ["1770098462345678", "2026-02-03T06:01:02.345678Z"],
  ["1770098462345678901", "2026-02-03T06:01:02.345678901Z"],
  ["1770098462.25", "2026-02-03T06:01:02.25Z"],
  ["2026-02-03-06.01.02.363779", "2026-02-03T06:01:02.363779Z"],
])("%s keeps its digits", (text, iso) => {
  expect(isoOf(text)).toBe(iso);
});

test("the newest year that is not in the future is that of a time without one", () => {
  expect(isoOf("Dec 31 23:59:59", "2026-01-01T00:05:00Z")).toBe("2025-12-31T23:59:59Z");
  expect(isoOf("Jan  1 00:00:01", "2026-01-01T00:05:00Z")).toBe("2026-01-01T00:00:01Z");
  expect(isoOf("Feb 29 10:00:00", "2026-01-01T00:05:00Z")).toBe("2024-02-29T10:00:00Z");
  // A host whose clock is ahead by less than a day is not a year behind.
  expect(isoOf("Jan  1 09:00:00", "2025-12-31T23:00:00Z")).toBe("2026-01-01T09:00:00Z");
  expect(isoOf("Jan  3 09:00:00", "2025-12-31T23:00:00Z")).toBe("2025-01-03T09:00:00Z");
});

test("two digits before a slash are a year, but where only another reading is a day of the past", () => {
  expect(isoOf("25/02/03 06:01:02")).toBe("2025-02-03T06:01:02Z");
  expect(isoOf("01/25/26 06:01:02")).toBe("2026-01-25T06:01:02Z");
  expect(isoOf("31/12/25-06:01:02")).toBe("2025-12-31T06:01:02Z");
  expect(isoOf("27/12/26 06:01:02")).toBe("2027-12-26T06:01:02Z");
});

test("a zone applies with its summer time", () => {
  expect(isoOf("2026-01-15 12:00:00", "2026-03-01T12:00:00Z", "Europe/Zurich")).toBe(
    "2026-01-15T12:00:00+01:00",
  );
  expect(isoOf("2026-07-15 12:00:00", "2026-08-01T12:00:00Z", "Europe/Zurich")).toBe(
    "2026-07-15T12:00:00+02:00",
  );
  expect(isoOf("2026-07-15 12:00:00", "2026-08-01T12:00:00Z", "Asia/Kolkata")).toBe(
    "2026-07-15T12:00:00+05:30",
  );
  expect(isoOf("2026-07-15 12:00:00", "2026-08-01T12:00:00Z", "No/Where")).toBe("2026-07-15T12:00:00Z");
});

test.each([
  "2026-02-30 06:01:02",
  "2026-13-01 06:01:02",
  "2026-02-03 24:01:02",
  "Feb 31 06:01:02",
  "02/45/2026 06:01:02",
])("%s has the shape of a time and is none", (text) => {
  expect(isoOf(text)).toBeNull();
});

test.each([
  "1234567890123456789012",
  "12:30",
  "2026-02-03",
  "May be",
  "10.0.0.1",
  "3 of 7",
  "Mar 7",
  "99999",
  "Sunday",
])("%s is no time", (text) => {
  expect(isoOf(text)).toBe("not read");
});

test("every instant is read back from its ISO form", () => {
  const reader = readerAt("2026-03-01T12:00:00Z");
  const dates = fc.date({
    min: new Date("1970-01-01T00:00:00Z"),
    max: new Date("2099-12-31T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      expect(reader.read(date.toISOString(), 0)).toBe(true);
      expect(reader.iso).toBe(date.toISOString());
    }),
  );
});
