import { ALPHABETIC, classOf, DIGIT, DOT } from "./character.ts";
import { GAP, MARK, NAME, type Pieces, VALUE, WORD } from "./pieces.ts";
import { IS_UNIT } from "./vocabulary.ts";

/** A run of numbers this long is a dump, and its length varies. */
const DUMP_LENGTH = 8;

/**
 * The piece behind a list of values that begins at piece `i`: identifiers with one prefix (`blk_1 blk_2 blk_3`), addresses,
 * or a long run of numbers. `i + 1` when it is one value.
 */
export function listEnd(text: string, pieces: Pieces, i: number): number {
  const { kind, start } = pieces;
  if (!isValueAfterGap(pieces, i)) return i + 1;
  let to = i + 1;
  while (isValueAfterGap(pieces, to - 1) && isAlike(text, start[i] ?? 0, start[to + 1] ?? 0)) to += 2;
  if (to > i + 1) return to;
  while (to + 1 < pieces.count && kind[to] === GAP && kind[to + 1] === VALUE) to += 2;
  return (to - i + 1) / 2 >= DUMP_LENGTH ? to : i + 1;
}

function isValueAfterGap(pieces: Pieces, i: number): boolean {
  return i + 2 < pieces.count && pieces.kind[i + 1] === GAP && pieces.kind[i + 2] === VALUE;
}

/** Whether two values begin with the same letters (three or more), or are both addresses with a port. */
function isAlike(text: string, a: number, b: number): boolean {
  let length = 0;
  for (;;) {
    const unit = text.charCodeAt(a + length);
    if (unit !== text.charCodeAt(b + length)) break;
    if (!(classOf(unit) & ALPHABETIC) && unit !== 95) break;
    length++;
  }
  if (length >= 3) return (classOf(text.charCodeAt(a + length)) & ALPHABETIC) === 0;
  return length === 0 && isAddressWithPort(text, a) && isAddressWithPort(text, b);
}

function isAddressWithPort(text: string, at: number): boolean {
  let dots = 0;
  let i = at;
  while (classOf(text.charCodeAt(i)) & (DIGIT | DOT)) if (text.charCodeAt(i++) === 46) dots++;
  return dots === 3 && text[i] === ":";
}

/** `1289 bytes (1.25 KB)` is one size: the piece behind its bracket, or −1. `unit` is the piece of the first unit. */
export function sizeInBracketsEnd(text: string, pieces: Pieces, unit: number): number {
  const { kind, start, flags } = pieces;
  const isSize =
    unit + 6 <= pieces.count - 0 &&
    kind[unit + 1] === GAP &&
    kind[unit + 2] === MARK &&
    text[start[unit + 2] ?? 0] === "(" &&
    kind[unit + 3] === VALUE &&
    kind[unit + 4] === GAP &&
    kind[unit + 5] === WORD &&
    ((flags[unit + 5] ?? 0) & IS_UNIT) !== 0 &&
    unit + 6 < pieces.count &&
    kind[unit + 6] === MARK &&
    text[start[unit + 6] ?? 0] === ")";
  return isSize ? unit + 7 : -1;
}

/** The piece behind a list of names joined by commas without blanks (`yarn,curi`); `i` when there is none. */
export function nameListEnd(text: string, pieces: Pieces, i: number): number {
  const { kind, start, end } = pieces;
  if (i > 0 && kind[i - 1] !== GAP) return i;
  let to = i + 1;
  while (to + 1 < pieces.count && kind[to] === MARK && kind[to + 1] === NAME) {
    if (text[start[to] ?? 0] !== "," || (end[to] ?? 0) - (start[to] ?? 0) !== 1) break;
    to += 2;
  }
  return to > i + 1 && (to >= pieces.count || kind[to] === GAP) ? to : i;
}
