import { expect, test } from "vitest";
import { wholeLines } from "./whole-lines.ts";

async function cut(parts: readonly Uint8Array[]): Promise<{ text: string; offsetBytes: number }[]> {
  const cuts: { text: string; offsetBytes: number }[] = [];
  const stream = (async function* () {
    yield* parts;
  })();
  for await (const { bytes, offsetBytes, encoding } of wholeLines(stream))
    cuts.push({ text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), offsetBytes });
  return cuts;
}

function utf16(text: string, isBig: boolean): Uint8Array {
  const buffer = Buffer.from(`\ufeff${text}`, "utf16le");
  return new Uint8Array(isBig ? buffer.swap16() : buffer);
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return parts;
}

test.each([1, 2, 3, 5, 7, 100])(
  "pieces of %i bytes give every byte once, cut at newlines only",
  async (size) => {
    const text = "erste Zeile ö\n\nzweite 大\r\nno newline at the end";
    const cuts = await cut(pieces(new TextEncoder().encode(text), size));
    expect(cuts.map((piece) => piece.text).join("")).toBe(text);
    for (const piece of cuts.slice(0, -1)) expect(piece.text.endsWith("\n")).toBe(true);
  },
);

test.each([
  ["little", false],
  ["big", true],
])("UTF-16 of %s endian is cut at its own newlines, never inside a character", async (_, isBig) => {
  // U+0A0A and U+0D0A hold the byte of a newline without being one.
  const text = "a\u0a0ab\u0d0ac\nsecond\u010a line\nend";
  const cuts = await cut(pieces(utf16(text, isBig), 3));
  expect(cuts.map((piece) => piece.text).join("")).toBe(`\ufeff${text}`);
  for (const piece of cuts.slice(0, -1)) expect(piece.text.endsWith("\n")).toBe(true);
});

test("offsets say where each piece begins in the source", async () => {
  const cuts = await cut(pieces(new TextEncoder().encode("one\ntwo\nthree"), 4));
  expect(cuts).toEqual([
    { text: "one\n", offsetBytes: 0 },
    { text: "two\n", offsetBytes: 4 },
    { text: "three", offsetBytes: 8 },
  ]);
});

test("of a line of 20 MiB the first part is kept, and the lines around it are whole", async () => {
  const chunk = new Uint8Array(1 << 20).fill(120);
  const encoder = new TextEncoder();
  const cuts = await cut([
    encoder.encode("before\n"),
    ...Array.from({ length: 20 }, () => chunk),
    encoder.encode("\nafter\n"),
    encoder.encode("last\n"),
  ]);
  const lines = cuts
    .map((piece) => piece.text)
    .join("")
    .split("\n");
  expect(lines.map((line) => (line.startsWith("x") ? "x…" : line))).toEqual([
    "before",
    "x…",
    "after",
    "last",
    "",
  ]);
  expect(lines[1]?.length).toBe(1 << 20);
  expect(cuts.at(-1)?.offsetBytes).toBe("before\n".length + (20 << 20) + "\nafter\n".length);
});

test("nothing in gives nothing out", async () => {
  expect(await cut([])).toEqual([]);
});

test("a source shorter than a byte order mark is a line", async () => {
  expect(await cut([new Uint8Array([97])])).toEqual([{ text: "a", offsetBytes: 0 }]);
});
