import { expect, test } from "vitest";
import { displayWidth, fitted } from "./display-width.ts";

test.each([
  ["abc", 3],
  ["大小", 4],
  ["e\u0301", 1],
  ["ü", 1],
  ["👍", 2],
])("%s takes %i columns", (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test("what fits is left as it is", () => {
  expect(fitted("大小", 4)).toBe("大小");
});

test("what does not fit ends with an ellipsis and takes no more than its room", () => {
  expect(fitted("connection refused", 10)).toBe("connectio…");
  expect(fitted("大小大小", 4)).toBe("大…");
  expect(fitted("abc", 0)).toBe("");
});

test("a line of a million characters is cut at once", () => {
  const start = performance.now();
  expect(fitted("é".repeat(1_000_000), 5)).toBe("éééé…");
  expect(performance.now() - start).toBeLessThan(200);
});
