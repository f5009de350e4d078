import {
  ALPHABETIC,
  COLON,
  DASH,
  DIGIT,
  DOT,
  HEX_LETTER,
  IDEOGRAPH,
  LOWER,
  SIGIL,
  SIGN,
  SLASH,
  UNDERSCORE,
} from "./character.ts";
import { classifyWord } from "./classify-word.ts";
import type { Message } from "./message.ts";
import { pushMark, pushValue } from "./push-pieces.ts";
import { wordFlags } from "./vocabulary.ts";
import { hashUnits } from "./word-table.ts";

const COLON_UNIT = 58;
const INNER = ALPHABETIC | DIGIT | IDEOGRAPH | UNDERSCORE;

/** Takes off the signs around a word, splits it at colons, and classifies what is left. */
export function splitWord(message: Message, start: number, stop: number, bits: number, colons: number): void {
  const { units, classes } = message;
  if (colons >= 2 && isColonNumber(message, start, stop)) {
    let to = stop;
    while (
      to > start &&
      (units[to - 1] === COLON_UNIT || units[to - 1] === 46) &&
      units[to - 2] !== COLON_UNIT
    )
      to--;
    pushValue(message, start, to);
    if (to < stop) pushMark(message, to, stop);
    return;
  }
  let from = start;
  while (from < stop && isLeadingSign(message, from, stop)) from++;
  let to = stop;
  while (to > from && ((classes[to - 1] ?? 0) & (INNER | SLASH)) === 0 && units[to - 1] !== 92) to--;
  if (from > start) pushMark(message, start, from);
  if (to > from) {
    if (colons > 0) splitAtColons(message, from, to);
    else classifyWord(message, from, to, from === start && to === stop ? bits : bitsOf(message, from, to));
  }
  if (to < stop) pushMark(message, to, stop);
}

function bitsOf({ classes }: Message, start: number, stop: number): number {
  let bits = 0;
  for (let i = start; i < stop; i++) bits |= classes[i] ?? 0;
  return bits;
}

function splitAtColons(message: Message, from: number, to: number): void {
  const { units } = message;
  let at = from;
  while (at < to) {
    let colon = at;
    while (colon < to && units[colon] !== COLON_UNIT) colon++;
    if (colon > at) {
      const port = colon < to ? hostWithPortEnd(message, at, colon, to) : -1;
      if (port > 0) {
        pushValue(message, at, port);
        at = port;
        continue;
      }
      classifyWord(message, at, colon, bitsOf(message, at, colon));
    }
    let next = colon;
    while (next < to && units[next] === COLON_UNIT) next++;
    if (next > colon) pushMark(message, colon, next);
    at = next;
  }
}

/**
 * The end of `name:port` or `file.c:line`, −1 when it is a key and its value. A name without dots counts only where a message
 * begins: elsewhere `uid:1000` is more likely.
 */
function hostWithPortEnd(message: Message, from: number, colon: number, to: number): number {
  const { units, classes } = message;
  let port = colon + 1;
  while (port < to && ((classes[port] ?? 0) & DIGIT) !== 0) port++;
  if (port - colon < 3 || port - colon > 6 || (port < to && units[port] !== COLON_UNIT)) return -1;
  const bits = bitsOf(message, from, colon);
  if ((bits & ~(LOWER | HEX_LETTER | DIGIT | DASH | UNDERSCORE | DOT)) !== 0) return -1;
  const isHost =
    (bits & DOT) !== 0 || (message.count === 0 && wordFlags(hashUnits(units, from, colon)) === 0);
  return isHost ? port : -1;
}

/** Hexadecimal groups between colons, with at least one digit: IPv6 and MAC addresses, PCI places, times. */
function isColonNumber({ units, classes }: Message, start: number, stop: number): boolean {
  let digits = 0;
  for (let i = start; i < stop; i++) {
    const c = classes[i] ?? 0;
    if ((c & DIGIT) !== 0) digits++;
    else if ((c & (HEX_LETTER | COLON | DOT | SLASH)) === 0 && units[i] !== 37) return false;
  }
  return digits > 0;
}

function isLeadingSign({ units, classes }: Message, at: number, stop: number): boolean {
  const c = classes[at] ?? 0;
  if ((c & (COLON | DOT | DASH | SIGIL | SIGN)) === 0 || units[at] === 92) return false;
  const isNumberSign = (c & (DASH | DOT)) !== 0 || units[at] === 43;
  return !(isNumberSign && at + 1 < stop && ((classes[at + 1] ?? 0) & DIGIT) !== 0);
}
