import { ALPHABETIC, UNDERSCORE } from "./character.ts";
import { isAddress } from "./host-name.ts";
import { GAP, type Message, NAME, VALUE, WORD } from "./message.ts";
import { IS_UNIT } from "./vocabulary.ts";

/** A run of numbers this long is a dump, and its length varies. */
const DUMP_LENGTH = 8;
const COMMA = 44;

/**
 * The piece behind a list of values that begins at piece `i`: identifiers with one prefix (`blk_1 blk_2 blk_3`), addresses with
 * ports, or a long run of values. `i + 1` when it is one value.
 */
export function listEnd(message: Message, i: number): number {
  const { start } = message;
  if (!isValueNext(message, i)) return i + 1;
  let to = i + 1;
  while (isValueNext(message, to - 1) && isAlike(message, start[i] ?? 0, start[to + 1] ?? 0)) to += 2;
  if (to > i + 1) return to;
  while (isValueNext(message, to - 1)) to += 2;
  return (to - i + 1) / 2 >= DUMP_LENGTH ? to : i + 1;
}

function isValueNext({ kind, count }: Message, i: number): boolean {
  return i + 2 < count && kind[i + 1] === GAP && kind[i + 2] === VALUE;
}

/** Whether two values begin with the same letters (three or more), or are both addresses with a port. */
function isAlike(message: Message, a: number, b: number): boolean {
  const { units, classes } = message;
  let length = 0;
  while (
    units[a + length] === units[b + length] &&
    ((classes[a + length] ?? 0) & (ALPHABETIC | UNDERSCORE)) !== 0
  )
    length++;
  if (length >= 3) return ((classes[a + length] ?? 0) & ALPHABETIC) === 0;
  return length === 0 && isAddress(message, a) && isAddress(message, b);
}

/** `1289 bytes (1.25 KB)` is one size: the piece behind its bracket, or −1. `unit` is the piece of the first unit. */
export function sizeInBracketsEnd(message: Message, unit: number): number {
  const { kind, flags, count } = message;
  const isSize =
    unit + 6 < count &&
    kind[unit + 1] === GAP &&
    message.isSign(unit + 2, 40) &&
    kind[unit + 3] === VALUE &&
    kind[unit + 4] === GAP &&
    kind[unit + 5] === WORD &&
    ((flags[unit + 5] ?? 0) & IS_UNIT) !== 0 &&
    message.isSign(unit + 6, 41);
  return isSize ? unit + 7 : -1;
}

/** The piece behind a list of names joined by commas without blanks (`yarn,curi`); `i` when there is none. */
export function nameListEnd(message: Message, i: number): number {
  const { kind, count } = message;
  if (!message.isSign(i + 1, COMMA) || i + 2 >= count || (i > 0 && kind[i - 1] !== GAP)) return i;
  let to = i + 1;
  while (to + 1 < count && message.isSign(to, COMMA) && kind[to + 1] === NAME) to += 2;
  return to > i + 1 && (to >= count || kind[to] === GAP) ? to : i;
}
