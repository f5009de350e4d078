import { expect, test } from "vitest";
import { AnswerReader, type Frame } from "./answer-reader.ts";

const nonce = "a".repeat(24);

function framesOf(text: string, chunkBytes: number): Frame[] {
  const bytes = Buffer.from(text, "latin1");
  const reader = new AnswerReader(nonce);
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes)
    frames.push(...reader.push(bytes.subarray(at, at + chunkBytes)));
  return frames;
}

test("however it is cut, the same frames come out, and bytes that only look like marks stay bytes", () => {
  const data = `\n\n@${nonce}\n@${"a".repeat(23)}b Z\n@ \u00ff\u0000`;
  const text = `banner\n@${nonce} T 2026\n\n@${nonce} F 1 -rw\n${data}\n@${nonce} E 0\n\n@${nonce} Z\n`;
  const expected = [
    { before: "banner", kind: "T", text: "2026" },
    { before: "", kind: "F", text: "1 -rw" },
    { before: data, kind: "E", text: "0" },
    { before: "", kind: "Z", text: "" },
  ];
  for (let chunkBytes = 1; chunkBytes <= text.length; chunkBytes += 1) {
    const frames = framesOf(text, chunkBytes);
    expect(
      frames.map(({ before, ...rest }) => ({ before: Buffer.from(before).toString("latin1"), ...rest })),
    ).toEqual(expected);
  }
});

test("a mark's line without end is broken, and what is held is counted", () => {
  const reader = new AnswerReader(nonce);
  expect(reader.push(Buffer.from(`x\n@${nonce} F ${"y".repeat(9_000)}`))).toEqual([]);
  expect(reader.isBroken).toBe(true);
  expect(reader.heldBytes).toBe(9_000 + 30);
});
