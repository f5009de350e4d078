import { expect, test } from "vitest";
import { bar, bytesText, durationText, shareText } from "./format-numbers.ts";

test.each([
  [0, 10, "0%"],
  [10, 10, "100%"],
  [1, 100_000, "<.1%"],
  [73, 1000, "7.3%"],
  [9_951, 100_000, "10%"],
  [0, 0, "0%"],
])("%i of %i is %s", (part, whole, text) => {
  expect(shareText(part, whole)).toBe(text);
});

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1500, "1.5 kB"],
  [999_600, "1.0 MB"],
  [137_148_931, "137 MB"],
])("%i bytes are %s", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  [250, "250 ms"],
  [61_000, "1 min 1 s"],
  [86_400_000, "1 d"],
  [273_600_000, "3 d 4 h"],
])("%i ms are %s", (durationMs, text) => {
  expect(durationText(durationMs)).toBe(text);
});

test("a bar is as long as its share and always as wide as its room", () => {
  expect(bar(1, 2, 4)).toBe("██  ");
  expect(bar(1, 1, 4)).toBe("████");
  expect(bar(0, 5, 4)).toBe("    ");
  expect(bar(1, 1_000_000, 4)).toBe("▏   ");
});
