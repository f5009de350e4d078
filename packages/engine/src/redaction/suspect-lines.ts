import type { Line } from "../line.ts";
import { REDACTION_KINDS } from "./kinds.ts";
import { LITERALS } from "./literals.ts";

/** A literal and where in it the pair of bytes stands that it is looked for by. */
interface Anchored {
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** It says something only where an @ follows in its line. */
  readonly isUrl: boolean;
}

/** What two neighbouring bytes may be, by both as one number in this machine's order: of a literal, of a number. */
const PAIRS = new Uint8Array(1 << 16);
const OF_LITERAL = 1;
const OF_NUMBER = 2;
const BY_PAIR: (Anchored[] | undefined)[] = Array.from({ length: 1 << 16 });

/**
 * How often characters stand in logs, in thousandths: letters of English from `a` on, digits, some signs; others are taken to be rare. A
 * literal is looked for by the rarest pair of its bytes, one for each way in which it may lie over the pairs that are looked at.
 */
const LETTERS = [
  82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1,
];
const SHARES = new Map<number, number>([
  ...LETTERS.map((share, i): [number, number] => [97 + i, share]),
  ...Array.from({ length: 10 }, (_, i): [number, number] => [48 + i, 60]),
  ...Array.from(" :.-=", (sign): [number, number] => [sign.charCodeAt(0), 60]),
  ["/".charCodeAt(0), 40],
]);
const RARE_SHARE = 8;
/** Pairs of letters that are more common than their letters are. */
const COMMON = new Set(
  "th he in er an re ed on es st en at to nt ea ng as or ti is et it ar te se de ro lo co al ve me ne ec ge ck va".split(
    " ",
  ),
);
const COMMON_FACTOR = 4;

for (const literal of REDACTION_KINDS.flatMap((kind) => LITERALS[kind] ?? [])) {
  const bytes = new TextEncoder().encode(literal);
  for (const parity of [0, 1]) {
    let offset = parity;
    for (let other = parity; other + 1 < bytes.length; other += 2)
      if (shareOf(bytes, other) < shareOf(bytes, offset)) offset = other;
    for (const pair of casesOf(bytes[offset] ?? 0, bytes[offset + 1] ?? 0)) {
      PAIRS[pair] = (PAIRS[pair] ?? 0) | OF_LITERAL;
      (BY_PAIR[pair] ??= []).push({ bytes, offset, isUrl: literal.endsWith("://") });
    }
  }
}
const NUMBER = [..."0123456789 -"].map((character) => character.charCodeAt(0));
for (const a of NUMBER) for (const b of NUMBER) PAIRS[pairOf(a, b)] = (PAIRS[pairOf(a, b)] ?? 0) | OF_NUMBER;
const IS_OF_NUMBER = Uint8Array.from({ length: 256 }, (_, byte) => (NUMBER.includes(byte) ? 1 : 0));
const BYTE_ORDER_MARK_LENGTH = 3;
const DIGITS_MIN = 13;
const DIGIT_0 = 48;
const NEWLINE = 10;
const AT_SIGN = 64;
/** 1 for what may stand before a card number; ids go on after a letter, a dash or a dot. */
const STANDS_APART = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w.-]/.test(String.fromCharCode(byte)) ? 0 : 1,
);
/** Pairs that are looked at together: of the six and more in thirteen digits, three are always met. */
const GROUP = 3;
/** Thirteen characters in a row have so many pairs among them, whichever way they lie. */
const NUMBER_PAIRS_MIN = 6;
/** So many places are found before they are looked at: two loops that do one thing each are quicker than one. */
const PLACES_MAX = 4_096;

/**
 * Lines in which a secret may be, as a 1 by index; 0 only where `triggersOf` gives 0. Each byte is looked at once, two at a time and six
 * in a step, with nothing that depends on the step before: most lines have no secret, and looking for one must cost next to nothing.
 *
 * @param bytes - What the lines were decoded from, all of it.
 */
export function suspectLines(lines: readonly Line[], source: Uint8Array): Uint8Array {
  const suspects = new Uint8Array(lines.length);
  // NULs are taken out of lines and may stand in the middle of a word; UTF-16 has them at every second byte.
  if (source.includes(0)) return suspects.fill(1);
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  // A literal is found whichever way it lies, so the first byte may be left out where pairs begin at even addresses.
  const first = bytes.byteOffset & 1;
  const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset + first, (bytes.length - first) >> 1);
  const base = lines[0]?.offsetBytes ?? 0;
  const places = new Int32Array(PLACES_MAX);
  let line = 0;
  let numberEnd = 0;
  // The literals of `sk-` begin with what stands before it, and before the first line nothing does.
  if (isAtStart(bytes, 0) || isAtStart(bytes, BYTE_ORDER_MARK_LENGTH)) suspects[0] = 1;
  for (let from = 0; from < pairs.length;) {
    const { count, next } = placesToSee(pairs, from, places);
    from = next;
    for (let k = 0; k < count; k++) {
      const i = places[k] ?? 0;
      const at = first + 2 * i;
      const pair = pairs[i] ?? 0;
      const kinds = PAIRS[pair] ?? 0;
      let isSuspect = (kinds & OF_LITERAL) !== 0 && isLiteralAround(bytes, at, pair);
      if (!isSuspect && (kinds & OF_NUMBER) !== 0 && at >= numberEnd && isLongNumber(pairs, i)) {
        isSuspect = isCardLike(bytes, at);
        numberEnd = runEnd(bytes, at);
      }
      if (!isSuspect) continue;
      // The next line begins after this place; a literal has no line end in it.
      while (line + 1 < lines.length && (lines[line + 1]?.offsetBytes ?? 0) <= base + at) line += 1;
      suspects[line] = 1;
    }
  }
  return suspects;
}

/** Pairs from `from` on that may be of a literal or in a long number, into `places`; as many as there is room for. */
function placesToSee(
  pairs: Uint16Array,
  from: number,
  places: Int32Array,
): { readonly count: number; readonly next: number } {
  const end = pairs.length - GROUP + 1;
  const room = places.length - 2 * GROUP;
  let count = 0;
  let i = from;
  for (; i < end && count < room; i += GROUP) {
    const a = PAIRS[pairs[i] ?? 0] ?? 0;
    const b = PAIRS[pairs[i + 1] ?? 0] ?? 0;
    const c = PAIRS[pairs[i + 2] ?? 0] ?? 0;
    if (((a | b | c) & OF_LITERAL) !== 0) {
      if ((a & OF_LITERAL) !== 0) places[count++] = i;
      if ((b & OF_LITERAL) !== 0) places[count++] = i + 1;
      if ((c & OF_LITERAL) !== 0) places[count++] = i + 2;
    }
    if ((a & b & c & OF_NUMBER) !== 0) places[count++] = i;
  }
  if (count < room) for (; i < pairs.length; i++) places[count++] = i;
  return { count, next: i };
}

function isAtStart(bytes: Uint8Array, at: number): boolean {
  return lower(bytes[at] ?? 0) === 115 && lower(bytes[at + 1] ?? 0) === 107 && bytes[at + 2] === 45;
}

/** Whether one of the literals that a pair of bytes stands for is around it; bit 5 is that of small letters. */
function isLiteralAround(bytes: Uint8Array, at: number, pair: number): boolean {
  const anchored = BY_PAIR[pair];
  if (anchored === undefined) return false;
  for (let k = 0; k < anchored.length; k++) {
    const one = anchored[k];
    if (one === undefined || at < one.offset) continue;
    const { bytes: literal } = one;
    const from = at - one.offset;
    let i = 0;
    while (i < literal.length && ((literal[i] ?? 0) | 32) === ((bytes[from + i] ?? 0) | 32)) i++;
    if (i === literal.length && (!one.isUrl || hasAtSign(bytes, from + i))) return true;
  }
  return false;
}

/** Whether an @ follows before the line ends. */
function hasAtSign(bytes: Uint8Array, from: number): boolean {
  for (let i = from; i < bytes.length && bytes[i] !== NEWLINE; i++) if (bytes[i] === AT_SIGN) return true;
  return false;
}

/** True when as many pairs around one are of a number as a card's are: dates and times are shorter. */
function isLongNumber(pairs: Uint16Array, at: number): boolean {
  let from = at;
  while (from > 0 && (PAIRS[pairs[from - 1] ?? 0] ?? 0) >= OF_NUMBER) from -= 1;
  let end = at + 1;
  while (end < from + NUMBER_PAIRS_MIN && (PAIRS[pairs[end] ?? 0] ?? 0) >= OF_NUMBER) end += 1;
  return end >= from + NUMBER_PAIRS_MIN;
}

/** True when the digits around a place, single blanks and dashes between them, are as many and so grouped as a card's. */
function isCardLike(bytes: Uint8Array, at: number): boolean {
  let start = at;
  while (start > 0 && IS_OF_NUMBER[bytes[start - 1] ?? 0] === 1) start -= 1;
  let [before, last, digits] = [0, 0, 0];
  for (let i = start; IS_OF_NUMBER[bytes[i] ?? 0] === 1; i++) {
    if ((bytes[i] ?? 0) >= DIGIT_0) digits += 1;
    else [before, last, digits] = [last, digits, 0];
    if (digits === DIGITS_MIN && STANDS_APART[bytes[i - DIGITS_MIN] ?? 0] === 1) return true;
    if (digits === 4 && before === 4 && (last === 4 || last === 6)) return true;
  }
  return false;
}

/** Where the run of digits, blanks and dashes ends that holds a place. */
function runEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (IS_OF_NUMBER[bytes[end] ?? 0] === 1) end += 1;
  return end;
}

function shareOf(bytes: Uint8Array, offset: number): number {
  const [a = 0, b = 0] = bytes.subarray(offset, offset + 2);
  const isCommon = COMMON.has(String.fromCharCode(a, b));
  return (SHARES.get(a) ?? RARE_SHARE) * (SHARES.get(b) ?? RARE_SHARE) * (isCommon ? COMMON_FACTOR : 1);
}

/** A pair in small and capital letters. */
function casesOf(a: number, b: number): number[] {
  return bothCases(a).flatMap((one) => bothCases(b).map((other) => pairOf(one, other)));
}

function bothCases(byte: number): number[] {
  return byte >= 97 && byte <= 122 ? [byte, byte - 32] : [byte];
}

function pairOf(a: number, b: number): number {
  return new Uint16Array(Uint8Array.of(a, b).buffer)[0] ?? 0;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
