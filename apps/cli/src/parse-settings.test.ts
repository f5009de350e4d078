import { expect, test } from "vitest";
import { parseCount, parseHeight, parseInstant, parseTimeZone } from "./parse-settings.ts";

test("an instant with an offset is the same instant in UTC", () => {
  expect(parseInstant("--now", "2026-03-01T12:00:00+01:00")).toBe("2026-03-01T11:00:00.000Z");
});

test.each(["", "yesterday", "2026-03-01", "2026-03-01T12:00:00", "2026-13-01T00:00:00Z", "1700000000"])(
  "%j is no clock: it would mean another instant on another machine, or none",
  (text) => {
    expect(() => parseInstant("--now", text)).toThrow(expect.objectContaining({ code: "USAGE" }));
  },
);

test.each(["UTC", "Europe/Berlin", "+02:00"])("%s is a zone", (zone) => {
  expect(parseTimeZone(zone)).toBe(zone);
});

test.each(["", "Berlin", "Mars/Olympus", "+2"])("%j is no zone", (zone) => {
  expect(() => parseTimeZone(zone)).toThrow(expect.objectContaining({ code: "USAGE" }));
});

test.each(["0", "-1", "1.5", "NaN", "", "1e3"])("%j is no count of clusters", (text) => {
  expect(() => parseCount("--cut", text)).toThrow(expect.objectContaining({ code: "USAGE" }));
});

test.each(["NaN", "Infinity", "-0.1", "", "high"])("%j is no height", (text) => {
  expect(() => parseHeight("--height", text)).toThrow(expect.objectContaining({ code: "USAGE" }));
});
