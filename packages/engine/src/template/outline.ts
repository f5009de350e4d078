import {
  CODED,
  GAP,
  IS_CAPITALS,
  IS_POINT,
  MARK,
  type Message,
  NAME,
  PIECES_MAX,
  VALUE,
  WORD,
} from "./message.ts";
import { NAME_PLACE, nameEvidence, NEVER, quotedWordsEnd, quotedWordsEvidence } from "./name-evidence.ts";
import { listEnd, nameListEnd, sizeInBracketsEnd } from "./value-lists.ts";
import { IS_STATE, IS_UNIT, IS_USER } from "./vocabulary.ts";
import { isWho } from "./who.ts";
import { hasWordEnding } from "./word-ending.ts";
import { hashUnits } from "./word-table.ts";

/**
 * The outline of a message: its pieces with every place that may hold a value left open. Messages of one outline differ in
 * nothing but what stands at its points, so what is seen there over all of them decides which points are wildcards.
 * One object serves all messages in turn.
 */
export class Outline {
  /** Two 32-bit lanes of a hash of all that is not at a point. */
  hashA = 0;
  hashB = 0;
  /** Number of points, in order of the message. */
  count = 0;
  /** First piece of a point, and the piece behind it. */
  readonly from = new Int32Array(PIECES_MAX + 8);
  readonly to = new Int32Array(PIECES_MAX + 8);
  /** Different names that must be seen at the point before it is a wildcard; 0 when what stands there is a value by itself. */
  readonly needed = new Uint8Array(PIECES_MAX + 8);
  /** Hash of the name that stands there; 0 for a value. */
  readonly form = new Int32Array(PIECES_MAX + 8);
  /** 1 when the name says a state: it is never covered by a wildcard that others earned. */
  readonly isState = new Uint8Array(PIECES_MAX + 8);
  /** Piece of the unit after a value, 0 when there is none, and its hash. */
  readonly unit = new Int32Array(PIECES_MAX + 8);
  readonly unitForm = new Int32Array(PIECES_MAX + 8);

  /** Takes one more part of the message into the hash. */
  mix(sign: number): void {
    const a = Math.imul(this.hashA ^ sign, 0x01000193);
    this.hashA = a ^ (a >>> 15);
    const b = Math.imul((this.hashB + sign) | 0, 0x85ebca6b);
    this.hashB = b ^ (b >>> 13);
  }

  addPoint(from: number, to: number, needed: number, form: number, isState: number): void {
    const k = this.count++;
    this.from[k] = from;
    this.to[k] = to;
    this.needed[k] = needed;
    this.form[k] = form;
    this.isState[k] = isState;
    this.unit[k] = 0;
    this.unitForm[k] = 0;
  }
}

const POINT_SIGN = 0x7fffffff;
const CODED_NEEDED = 2;

/** Reads the outline of the pieces of a message. */
export function readOutline(message: Message, outline: Outline): void {
  const { kind, hash, count } = message;
  const isNamed = hasEnoughText(message);
  outline.count = 0;
  let a = 0x811c9dc5 | 0;
  let b = 0x9e3779b9 | 0;
  for (let i = 0; i < count; i++) {
    const k = kind[i];
    let sign = hash[i] ?? 0;
    if (k === VALUE) {
      i = addValue(message, i, outline) - 1;
      sign = POINT_SIGN;
    } else if (k === NAME || k === CODED || (k === WORD && mayBeName(message, i))) {
      const to = addName(message, i, outline, isNamed);
      if (to > i) {
        i = to - 1;
        sign = POINT_SIGN;
      }
    }
    a = Math.imul(a ^ sign, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul((b + sign) | 0, 0x85ebca6b);
    b ^= b >>> 13;
  }
  outline.hashA = a;
  outline.hashB = b;
}

/** A word of the vocabulary is a name only behind a sign, after a word for users, or where a statement says who did it. */
function mayBeName(message: Message, i: number): boolean {
  const { kind, flags } = message;
  if (i >= 2 && (kind[i - 1] === MARK || kind[i - 2] === MARK || ((flags[i - 2] ?? 0) & IS_USER) !== 0))
    return true;
  return isWho(message, i);
}

/** A value, what belongs to it (a list, a size in brackets), and the unit after it. Returns the piece behind them. */
function addValue(message: Message, i: number, outline: Outline): number {
  const { kind, flags, hash, count } = message;
  const to = listEnd(message, i);
  const point = outline.count;
  outline.addPoint(i, to, 0, 0, 0);
  const unit = to + 1;
  if (unit >= count || kind[to] !== GAP || kind[unit] !== WORD || ((flags[unit] ?? 0) & IS_UNIT) === 0)
    return to;
  const size = sizeInBracketsEnd(message, unit);
  if (size > 0) {
    outline.to[point] = size;
    return size;
  }
  outline.unit[point] = unit;
  outline.unitForm[point] = hash[unit] ?? 0;
  return unit + 1;
}

/** A name, with further names after it: a name of two words is one. Returns the piece behind it, `i` when it is text. */
function addName(message: Message, i: number, outline: Outline, isNamed: boolean): number {
  const { kind, flags, hash, units, start, stop } = message;
  const quoted = quotedWordsEnd(message, i);
  if (quoted > 0) {
    const form = message.hashOf(i, quoted);
    outline.addPoint(i, quoted, quotedWordsEvidence(message, i), form, saysStateIn(message, i, quoted));
    return quoted;
  }
  const flag = flags[i] ?? 0;
  const isFixed = (flag & IS_POINT) !== 0;
  const needed = isFixed ? NAME_PLACE : nameEvidence(message, i, clueOf(message, i, outline), isNamed);
  const isCoded = kind[i] === CODED;
  const own = isCoded ? hashUnits(units, start[i] ?? 0, stop[i] ?? 0) : (hash[i] ?? 0);
  if (needed === NEVER) {
    // its place in the outline is kept by its letters
    if (isCoded) outline.addPoint(i, i + 1, CODED_NEEDED, own, 0);
    return i;
  }
  if (kind[i] !== NAME || isFixed) {
    const isState = saysState(message, i, needed);
    outline.addPoint(i, i + 1, needed, own, isState ? 1 : 0);
    return i + 1;
  }
  const list = nameListEnd(message, i);
  if (list > i) {
    outline.addPoint(i, list, 0, 0, 0);
    return list;
  }
  let to = i + 1;
  let form = own;
  while (
    to + 1 < message.count &&
    kind[to] === GAP &&
    kind[to + 1] === NAME &&
    ((flags[to + 1] ?? 0) & IS_POINT) === 0
  ) {
    to += 2;
  }
  if (to > i + 1) form = message.hashOf(i, to);
  outline.addPoint(i, to, needed, form, saysState(message, i, needed) ? 1 : 0);
  return to;
}

/** The piece before the gap before piece `i`, when it is text; −1 when it is a point, or there is none. */
function clueOf({ kind }: Message, i: number, { count, to }: Outline): number {
  if (i < 2 || kind[i - 1] !== GAP) return -1;
  return count > 0 && to[count - 1] === i - 1 ? -1 : i - 2;
}

function saysStateIn({ flags }: Message, from: number, to: number): number {
  for (let i = from; i < to; i++) if (((flags[i] ?? 0) & IS_STATE) !== 0) return 1;
  return 0;
}

function saysState({ kind, flags, units, start, stop }: Message, i: number, needed: number): boolean {
  const flag = flags[i] ?? 0;
  if ((flag & IS_STATE) !== 0) return true;
  if (needed <= NAME_PLACE) return false;
  return (
    (flag & IS_CAPITALS) !== 0 || (kind[i] === WORD && hasWordEnding(units, start[i] ?? 0, stop[i] ?? 0))
  );
}

/**
 * Whether a message has enough known words around its unknown ones to take these for names. In a language that the vocabulary
 * does not hold every word is unknown, and all of them are text.
 */
function hasEnoughText({ kind, count }: Message): boolean {
  let known = 0;
  let unknown = 0;
  for (let i = 0; i < count; i++) {
    const k = kind[i];
    if (k === NAME) unknown++;
    else if (k !== GAP && k !== MARK) known++;
  }
  return unknown > 0 && known >= 2 && known >= unknown;
}
