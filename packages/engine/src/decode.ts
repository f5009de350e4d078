import type { Line } from "./line.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

/** Longest text of a line, in bytes of its encoding; what is longer loses its end and says so by `isCut`. */
export const lineLengthBytesMax = 65_536;

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;

/** Encoding by the byte order mark at the head of a source; UTF-8 where there is none. */
export function detectEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/**
 * Lines of a chunk that ends at a newline (or is the last of its source).
 *
 * Line ends `\n` and `\r\n` are taken off, a byte order mark at offset 0 and all NULs too; invalid bytes show as U+FFFD and
 * never cut a line. A line longer than {@link lineLengthBytesMax} loses its end (`isCut`), its `lengthBytes` still counts all.
 *
 * @param options.encoding - that of the source; by default the one its byte order mark says, which a chunk from the middle has not.
 * @param options.offsetBytes - where the chunk's first byte stands in the source, 0 by default.
 * @param options.firstNumber - number of the first line, 1 by default.
 * Never throws. The lengths add up to the chunk's.
 */
export function decodeLines(
  bytes: Uint8Array,
  options: { encoding?: Encoding; offsetBytes?: number; firstNumber?: number } = {},
): Line[] {
  const encoding = options.encoding ?? detectEncoding(bytes);
  const offsetBytes = options.offsetBytes ?? 0;
  const firstNumber = options.firstNumber ?? 1;
  return encoding === "utf-8"
    ? decodeUtf8(bytes, offsetBytes, firstNumber)
    : decodeUtf16(bytes, encoding, offsetBytes, firstNumber);
}

function decodeUtf8(source: Uint8Array, offsetBytes: number, firstNumber: number): Line[] {
  // A plain view: subclasses of Uint8Array, as some runtimes hand out, take several times as long to cut pieces from.
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  // ignoreBOM keeps U+FEFF in lines after the first, where it is no mark.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const hasNuls = bytes.includes(0);
  const lines: Line[] = [];
  let number = firstNumber;
  for (let at = 0; at < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, at);
    const next = newline < 0 ? bytes.length : newline + 1;
    let end = newline < 0 ? bytes.length : newline;
    if (end > at && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    const start = at + offsetBytes === 0 && startsWithMark(bytes) ? 3 : at;
    const isLong = end - start > lineLengthBytesMax;
    // Each line is decoded by itself: a slice of a longer text would keep all of that text in memory, and is slower to read.
    const line = bytes.subarray(start, end);
    const text = decoder.decode(isLong ? headOf(line, hasNuls) : line);
    lines.push({
      number,
      text: hasNuls && !isLong ? withoutNuls(text) : text,
      offsetBytes: offsetBytes + at,
      lengthBytes: next - at,
      isCut: isLong && (!hasNuls || countPlain(line) > lineLengthBytesMax),
    });
    number += 1;
    at = next;
  }
  return lines;
}

function decodeUtf16(
  bytes: Uint8Array,
  encoding: Encoding,
  offsetBytes: number,
  firstNumber: number,
): Line[] {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const low = encoding === "utf-16le" ? 0 : 1;
  const lines: Line[] = [];
  let number = firstNumber;
  for (let from = 0; from < bytes.length;) {
    let end = from;
    while (end < bytes.length && !(bytes[end + low] === NEWLINE && bytes[end + 1 - low] === 0)) end += 2;
    const next = Math.min(end + 2, bytes.length);
    end = Math.min(end, bytes.length);
    const isCut = end - from > lineLengthBytesMax;
    const text = decoder.decode(bytes.subarray(from, isCut ? from + lineLengthBytesMax : end));
    const start = offsetBytes + from === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    lines.push({
      number,
      text: withoutNuls(text.slice(start, text.endsWith("\r") ? -1 : undefined)),
      offsetBytes: offsetBytes + from,
      lengthBytes: next - from,
      isCut,
    });
    number += 1;
    from = next;
  }
  return lines;
}

/** The bytes of a long line up to the limit, its NULs not counted and left out, and not through the middle of a character. */
function headOf(line: Uint8Array, hasNuls: boolean): Uint8Array {
  const plain = hasNuls ? line.filter((byte) => byte !== 0) : line;
  if (plain.length <= lineLengthBytesMax) return plain;
  let end = lineLengthBytesMax;
  while (end > 0 && byteIsInside(plain[end] ?? 0)) end -= 1;
  return plain.subarray(0, end);
}

/** True for the second and later bytes of a character. */
function byteIsInside(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** How many bytes are not NUL. */
function countPlain(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte !== 0) count += 1;
  return count;
}

function withoutNuls(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", "") : text;
}
