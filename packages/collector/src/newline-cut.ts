/** The encodings whose newlines are told apart here; anything without a UTF-16 byte order mark is cut as UTF-8. */
export type SourceEncoding = "utf-8" | "utf-16le" | "utf-16be";

/** The encoding that the first bytes of a file declare by a byte order mark. */
export function encodingOf(head: Uint8Array): SourceEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/**
 * Length of the whole lines at the start of `bytes`: the index after the last newline, or 0 when there is none.
 *
 * @param offsetBytes - where `bytes` begins in the file; in UTF-16 a newline is a pair that starts at an even offset
 *   (the byte 0x0A alone is half of other characters too, such as U+010A).
 */
export function wholeLinesLength(bytes: Uint8Array, encoding: SourceEncoding, offsetBytes: number): number {
  if (encoding === "utf-8") return bytes.lastIndexOf(0x0a) + 1;
  const [first, second] = encoding === "utf-16le" ? [0x0a, 0x00] : [0x00, 0x0a];
  for (let end = bytes.length - ((offsetBytes + bytes.length) % 2); end >= 2; end -= 2) {
    if (bytes[end - 2] === first && bytes[end - 1] === second) return end;
  }
  return 0;
}

/**
 * Where to cut a piece of a line that is too long to hold: before a character that would be split.
 * A piece in no valid encoding is cut at its end.
 */
export function pieceLength(bytes: Uint8Array, encoding: SourceEncoding, offsetBytes: number): number {
  if (encoding !== "utf-8") return bytes.length - ((offsetBytes + bytes.length) % 2);
  for (let back = 1; back <= 4 && back < bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const characterBytes = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return back >= characterBytes ? bytes.length : bytes.length - back;
  }
  return bytes.length;
}
