import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeLines, detectEncoding, lineLengthBytesMax } from "./decode.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i += 1)
    new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), !isBig);
  return bytes;
};
const texts = (bytes: Uint8Array): string[] => decodeLines(bytes).map((line) => line.text);

test("line ends of both kinds are taken off and a last line needs none", () => {
  expect(texts(utf8("a\r\nb\n\nc"))).toEqual(["a", "b", "", "c"]);
  expect(texts(utf8(""))).toEqual([]);
  expect(texts(utf8("a\n"))).toEqual(["a"]);
});

test("a byte order mark stands in no text", () => {
  expect(texts(utf8("\uFEFFfirst\nsecond"))).toEqual(["first", "second"]);
  expect(texts(utf16("\uFEFFerste Zeile\r\nzwei\n", false))).toEqual(["erste Zeile", "zwei"]);
  expect(texts(utf16("\uFEFFerste Zeile\r\nzwei\n", true))).toEqual(["erste Zeile", "zwei"]);
});

test("the encoding is that of the byte order mark", () => {
  expect(detectEncoding(utf16("\uFEFFa", false))).toBe("utf-16le");
  expect(detectEncoding(utf16("\uFEFFa", true))).toBe("utf-16be");
  expect(detectEncoding(utf8("\uFEFFa"))).toBe("utf-8");
  expect(detectEncoding(new Uint8Array())).toBe("utf-8");
});

test("an invalid byte shows as U+FFFD and the text after it stays", () => {
  expect(texts(new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x20, 0x34, 0x0a, 0x78]))).toEqual([
    "caf\uFFFD 4",
    "x",
  ]);
});

test("NULs are dropped, be they a run at the head of a file or one in a line", () => {
  expect(texts(utf8(`${"\0".repeat(100_000)}2026-01-05 up\nb\0c\n`))).toEqual(["2026-01-05 up", "bc"]);
});

test("a line of 64 KiB is whole, a longer one is cut at a character and says so", () => {
  const whole = "x".repeat(lineLengthBytesMax);
  const [first, second, third] = decodeLines(utf8(`${whole}\n${whole}y\nend\n`));
  expect(first).toMatchObject({ text: whole, isCut: false });
  expect(second).toMatchObject({ text: whole, isCut: true, lengthBytes: lineLengthBytesMax + 2 });
  expect(third).toMatchObject({
    text: "end",
    isCut: false,
    number: 3,
    offsetBytes: 2 * lineLengthBytesMax + 3,
  });
  const [euro] = decodeLines(utf8("€".repeat(30_000)));
  expect(euro?.text).toBe("€".repeat(21_845));
});

test("numbers and offsets go on from where the chunk begins", () => {
  const lines = decodeLines(utf8("ä\nb\n"), { offsetBytes: 100, firstNumber: 7 });
  expect(lines).toEqual([
    { number: 7, text: "ä", offsetBytes: 100, lengthBytes: 3, isCut: false },
    { number: 8, text: "b", offsetBytes: 103, lengthBytes: 2, isCut: false },
  ]);
});

test("of any bytes, lengths add up to the chunk, offsets follow each other, and no text has a newline or a NUL", () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const encoding = fc.constantFrom("utf-8" as const, "utf-16le" as const, "utf-16be" as const);
  fc.assert(
    fc.property(bytes, encoding, (chunk, name) => {
      const lines = decodeLines(chunk, { encoding: name, offsetBytes: 5 });
      let offset = 5;
      for (const line of lines) {
        expect(line.offsetBytes).toBe(offset);
        expect(line.text).not.toMatch(/[\n\0]/);
        offset += line.lengthBytes;
      }
      expect(offset).toBe(5 + chunk.length);
    }),
  );
});

test("a chunk cut at newlines decodes to the lines of the whole", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { maxLength: 20 }),
      fc.nat(),
      (words, cut) => {
        const bytes = utf8(words.map((word) => `${word.replaceAll("\n", "")}\n`).join(""));
        const whole = decodeLines(bytes);
        const middle = whole[cut % Math.max(1, whole.length)];
        if (middle === undefined) return;
        const at = middle.offsetBytes;
        const head = decodeLines(bytes.subarray(0, at));
        const tail = decodeLines(bytes.subarray(at), {
          offsetBytes: at,
          firstNumber: middle.number,
          encoding: "utf-8",
        });
        expect([...head, ...tail]).toEqual(whole);
      },
    ),
  );
});
