import { expect, test } from "vitest";
import { toCsv, toJson } from "./csv.ts";

const line = (...cells: (string | number | null)[]) =>
  toCsv({ columns: ["a"], rows: [cells] }).split("\r\n")[1];

test("quotes, commas and line ends stay inside their cell", () => {
  expect(toCsv({ columns: ["a", "b"], rows: [['say "no", twice\nhere', 3]] })).toBe(
    '"a","b"\r\n"say ""no"", twice\nhere",3\r\n',
  );
});

test.each(["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "\u200b=1", "＝1"])(
  "%j is no formula any more",
  (text) => {
    expect(line(text)).toMatch(/^"'/);
  },
);

test("a number stays a number, also below zero, and nothing stays empty", () => {
  expect(line(-5, null, 0.25)).toBe("-5,,0.25");
});

test("what a terminal would obey is written as its code", () => {
  expect(line("\u001b[31mred\u0007\u009b")).toBe('"\\u001b[31mred\\u0007\\u009b"');
});

test("as JSON a row is an object, and text stays as it was", () => {
  expect(
    JSON.parse(
      toJson({
        columns: ["a", "b"],
        rows: [
          ["=1+1", null],
          [3, "\u001b"],
        ],
      }),
    ),
  ).toEqual([
    { a: "=1+1", b: null },
    { a: 3, b: "\u001b" },
  ]);
});
