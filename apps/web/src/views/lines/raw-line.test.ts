import { expect, test } from "vitest";
import { rawBytes } from "./raw-line.ts";

test("a line of text is its text and its end", () => {
  expect([...rawBytes({ text: "é", lineEnd: "\r\n", bytes: null })]).toEqual([0xc3, 0xa9, 13, 10]);
});

test("bytes that are no text are what was read", () => {
  expect([...rawBytes({ text: "\ufffd", lineEnd: "\n", bytes: "/wAK" })]).toEqual([0xff, 0, 10]);
});
