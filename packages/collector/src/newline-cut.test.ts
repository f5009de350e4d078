import { expect, test } from "vitest";
import { encodingOf, pieceLength, wholeLinesLength } from "./newline-cut.ts";

function utf16(text: string, order: "le" | "be"): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

test("a byte order mark tells UTF-16, everything else is UTF-8", () => {
  expect(encodingOf(Buffer.from([0xff, 0xfe, 0x41, 0x00]))).toBe("utf-16le");
  expect(encodingOf(Buffer.from([0xfe, 0xff, 0x00, 0x41]))).toBe("utf-16be");
  expect(encodingOf(Buffer.from([0xef, 0xbb, 0xbf, 0x41]))).toBe("utf-8");
  expect(encodingOf(Buffer.alloc(0))).toBe("utf-8");
});

test("whole lines end after the last newline", () => {
  expect(wholeLinesLength(Buffer.from("a\nb\nc"), "utf-8", 0)).toBe(4);
  expect(wholeLinesLength(Buffer.from("abc"), "utf-8", 0)).toBe(0);
  expect(wholeLinesLength(Buffer.from("\n"), "utf-8", 9)).toBe(1);
});

test.each(["le", "be"] as const)(
  "in UTF-16%s a newline is a pair at an even place, not half of another character",
  (order) => {
    const encoding = `utf-16${order}` as const;
    // U+010A and U+0A00 hold the byte 0x0A, and together the pair of a newline across two characters.
    const text = "a\n\u010A\u0A00\u000Bx";
    expect(wholeLinesLength(utf16(text, order), encoding, 0)).toBe(4);
    expect(wholeLinesLength(utf16("\u010A\u0A00", order), encoding, 0)).toBe(0);
  },
);

test("a read that begins or ends in the middle of a UTF-16 character is cut rightly", () => {
  const bytes = utf16("ab\ncd\ne", "le");
  expect(wholeLinesLength(bytes.subarray(0, 13), "utf-16le", 0)).toBe(12);
  expect(wholeLinesLength(bytes.subarray(1), "utf-16le", 1)).toBe(11);
});

test("a piece of a long line ends before a character that it would split", () => {
  const bytes = Buffer.from("aé€😀");
  expect([...bytes.keys()].map((end) => pieceLength(bytes.subarray(0, end + 1), "utf-8", 0))).toEqual([
    1, 1, 3, 3, 3, 6, 6, 6, 6, 10,
  ]);
  expect(pieceLength(Buffer.from([0x61, 0x00, 0x62]), "utf-16le", 0)).toBe(2);
});
