import type { Line } from "../line.ts";
import { REDACTION_KINDS } from "./kinds.ts";
import { LITERALS } from "./literals.ts";

/** Three characters in a literal's first four, five bits of each: of two neighbours one is met at every second byte. */
const TRIGRAMS = new Uint8Array(1 << 15);
/** Literals by their first four characters, seven bits of each, upper and lower case the same. */
const BY_HEAD = new Map<number, Uint8Array[]>();
for (const literal of REDACTION_KINDS.flatMap((kind) => LITERALS[kind] ?? [])) {
  const bytes = new TextEncoder().encode(literal);
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const head = headOf(a, b, c, d);
  TRIGRAMS[trigram(a, b, c)] = 1;
  TRIGRAMS[trigram(b, c, d)] = 1;
  BY_HEAD.set(head, [...(BY_HEAD.get(head) ?? []), bytes]);
}
/** All bits for what card numbers are written with, none for the rest. */
const OF_NUMBER = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\d -]/.test(String.fromCharCode(byte)) ? 255 : 0,
);
/** Every second byte of thirteen digits. */
const NUMBER_BYTES_MIN = 6;
const DIGITS_MIN = 13;
const DIGIT_0 = 48;
/** 1 for what may stand before a card number; ids go on after a letter, a dash or a dot. */
const STANDS_APART = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w.-]/.test(String.fromCharCode(byte)) ? 0 : 1,
);

/**
 * Lines in which a secret may be, as a 1 by index; 0 where `triggersOf` gives 0. It looks at bytes, and at most of them only for a moment:
 * most lines have no secret, and looking for one must cost next to nothing.
 *
 * @param bytes - What the lines were decoded from, all of it.
 */
export function suspectLines(lines: readonly Line[], source: Uint8Array): Uint8Array {
  const suspects = new Uint8Array(lines.length);
  // NULs are taken out of lines and may stand in the middle of a word; UTF-16 has them at every second byte.
  if (source.includes(0)) return suspects.fill(1);
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  const base = lines[0]?.offsetBytes ?? 0;
  let line = 0;
  let inNumber = 0;
  for (let at = 2; at < bytes.length; at += 2) {
    const byte = bytes[at] ?? 0;
    inNumber = (inNumber + 1) & (OF_NUMBER[byte] ?? 0);
    const isTrigram = TRIGRAMS[trigram(bytes[at - 2] ?? 0, bytes[at - 1] ?? 0, byte)] === 1;
    const isCard = inNumber === NUMBER_BYTES_MIN && isCardLike(bytes, at);
    if (inNumber === NUMBER_BYTES_MIN) inNumber = 0;
    const isFound = isCard || (isTrigram && (isLiteralAt(bytes, at - 3) || isLiteralAt(bytes, at - 2)));
    if (!isFound) continue;
    // The next line begins after this place; a literal has no line end in it.
    while (line + 1 < lines.length && (lines[line + 1]?.offsetBytes ?? 0) <= base + at) line += 1;
    suspects[line] = 1;
  }
  return suspects;
}

function isLiteralAt(bytes: Uint8Array, at: number): boolean {
  const head = headOf(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0);
  const literals = BY_HEAD.get(head);
  if (literals === undefined) return false;
  return literals.some((literal) => literal.every((byte, i) => (byte | 32) === ((bytes[at + i] ?? 0) | 32)));
}

/** True when the digits around a place, single blanks and dashes between them, are as many and so grouped as a card's. */
function isCardLike(bytes: Uint8Array, at: number): boolean {
  let start = at;
  while (start > 0 && OF_NUMBER[bytes[start - 1] ?? 0] === 255) start -= 1;
  let [before, last, digits] = [0, 0, 0];
  for (let i = start; OF_NUMBER[bytes[i] ?? 0] === 255; i++) {
    if ((bytes[i] ?? 0) >= DIGIT_0) digits += 1;
    else [before, last, digits] = [last, digits, 0];
    if (digits === DIGITS_MIN && STANDS_APART[bytes[i - DIGITS_MIN] ?? 0] === 1) return true;
    if (digits === 4 && before === 4 && (last === 4 || last === 6)) return true;
  }
  return false;
}

function trigram(a: number, b: number, c: number): number {
  return ((a & 31) << 10) | ((b & 31) << 5) | (c & 31);
}

function headOf(a: number, b: number, c: number, d: number): number {
  return (((a | 32) & 127) << 21) | (((b | 32) & 127) << 14) | (((c | 32) & 127) << 7) | ((d | 32) & 127);
}
