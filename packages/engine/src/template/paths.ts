import { ALPHABETIC, DIGIT, LOWER, SPACE } from "./character.ts";
import type { Message } from "./message.ts";

const QUOTE = 34;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const BACKSLASH = 92;

/** Signs that end a path or an address when they stand at its end. */
const TRAILING = unitSet(".,;:!?)]}'*");
const PATH_BREAKS = unitSet("\"'`<>|()[]{},;");
const ADDRESS_BREAKS = unitSet("\"'`<>|");
/** Signs that end an address unless more of it follows at once. */
const ADDRESS_PAUSES = unitSet(")]},;");

function unitSet(signs: string): Uint8Array {
  const set = new Uint8Array(0x10000);
  for (const sign of signs) set[sign.charCodeAt(0)] = 1;
  return set;
}

/** The end of a path that begins with a slash at `start`. */
export function pathEnd({ units, classes, end }: Message, start: number): number {
  let i = start;
  while (i < end) {
    const unit = units[i] ?? 0;
    if (((classes[i] ?? 0) & SPACE) !== 0 || PATH_BREAKS[unit] === 1) break;
    // `/10.251.90.64:Got exception`: a path holds no colon before a word
    if (unit === COLON && ((classes[i + 1] ?? 0) & DIGIT) === 0) break;
    i++;
  }
  const stop = i;
  while (i > start + 1 && TRAILING[units[i - 1] ?? 0] === 1) i--;
  // a full stop that ends no sentence belongs to the name
  const isInName =
    i === stop - 1 && units[i] === DOT && stop < end && ((classes[stop + 1] ?? 0) & LOWER) !== 0;
  return isInName ? stop : i;
}

/** Where the scheme of an address or the drive of a Windows path begins in the word from `start` to `stop`, or −1. */
export function urlStart(message: Message, start: number, stop: number): number {
  const { units, classes } = message;
  for (let colon = start + 1; colon < stop - 1; colon++) {
    if (units[colon] !== COLON) continue;
    const next = units[colon + 1];
    const isDrive =
      next === BACKSLASH || (next === SLASH && units[colon + 2] !== SLASH && colon === start + 1);
    if (isDrive && ((classes[colon - 1] ?? 0) & ALPHABETIC) !== 0) {
      if (colon - 1 === start || !isSchemeUnit(message, colon - 2)) return colon - 1;
    }
    if (next !== SLASH || units[colon + 2] !== SLASH) continue;
    let from = colon;
    while (from > start && isSchemeUnit(message, from - 1)) from--;
    if (from < colon) return from;
  }
  return -1;
}

function isSchemeUnit({ units, classes }: Message, at: number): boolean {
  const unit = units[at];
  return ((classes[at] ?? 0) & (ALPHABETIC | DIGIT)) !== 0 || unit === 43 || unit === DOT || unit === 45;
}

/** The end of an address or Windows path that begins at `start`. */
export function urlEnd({ units, classes, end }: Message, start: number): number {
  let i = start;
  while (i < end) {
    const unit = units[i] ?? 0;
    if (((classes[i] ?? 0) & SPACE) !== 0 || ADDRESS_BREAKS[unit] === 1) break;
    if (ADDRESS_PAUSES[unit] === 1 && ((classes[i + 1] ?? 0) & (ALPHABETIC | DIGIT)) === 0) break;
    i++;
  }
  while (i > start + 1 && TRAILING[units[i - 1] ?? 0] === 1) i--;
  return i;
}

/** How far the protocol is looked for behind a request target that holds blanks. */
const TARGET_MAX = 2048;

/**
 * The end of what follows a request's method: the path or address, with `HTTP/1.1` when that follows; −1 when it is neither.
 * A target that holds blanks or quotes (an attack) is read up to the protocol.
 */
export function requestTargetEnd(message: Message, start: number): number {
  const { text, units, classes, end } = message;
  const isTarget = units[start] === SLASH || units[start] === 42 || text.startsWith("http", start);
  if (!isTarget) return -1;
  let i = start;
  while (i < end && ((classes[i] ?? 0) & SPACE) === 0 && !(units[i] === QUOTE && units[i - 1] !== BACKSLASH))
    i++;
  const limit = Math.min(end, i + TARGET_MAX);
  for (let at = i; at < limit; at++) {
    if (units[at] === 32 && text.startsWith("HTTP/", at + 1)) return versionEnd(message, at + 6);
  }
  return units[start] === 42 && i === start + 1 ? -1 : i;
}

function versionEnd({ units, classes }: Message, start: number): number {
  let i = start;
  while (((classes[i] ?? 0) & DIGIT) !== 0 || units[i] === DOT) i++;
  return i;
}

/** The end of a quoted product with its version and comments (`Mozilla/5.0 (X11; …) …`) that begins at `start`, or −1. */
export function userAgentEnd({ text, units, classes, end }: Message, start: number): number {
  let i = start;
  while (i - start < 40 && (((classes[i] ?? 0) & (ALPHABETIC | DIGIT)) !== 0 || isProductSign(units[i]))) i++;
  if (i === start || units[i] !== SLASH || ((classes[i + 1] ?? 0) & DIGIT) === 0) return -1;
  if (text.startsWith("HTTP/", start)) return -1;
  while (i < end && units[i] !== QUOTE) i++;
  return i < end ? i : -1;
}

function isProductSign(unit: number | undefined): boolean {
  return unit === 45 || unit === 95 || unit === DOT;
}
