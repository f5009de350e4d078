import { CODED, GAP, MARK, NAME, type Pieces, PIECES_MAX, VALUE, WORD } from "./pieces.ts";
import { IS_CAPITALS, IS_POINT } from "./point.ts";
import { nameEvidence, NEVER } from "./name-evidence.ts";
import { listEnd, nameListEnd, sizeInBracketsEnd } from "./value-lists.ts";
import { hashSpan, hasWordEnding, IS_STATE, IS_UNIT } from "./vocabulary.ts";

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
  readonly from = new Int32Array(PIECES_MAX + 2);
  readonly to = new Int32Array(PIECES_MAX + 2);
  /** Different names that must be seen at the point before it is a wildcard; 0 when what stands there is a value by itself. */
  readonly needed = new Uint8Array(PIECES_MAX + 2);
  /** Hash of the name that stands there; 0 for a value. */
  readonly form = new Int32Array(PIECES_MAX + 2);
  /** 1 when the name says a state: it is never covered by a wildcard that others earned. */
  readonly isState = new Uint8Array(PIECES_MAX + 2);
  /** Piece of the unit after a value, 0 when there is none, and its hash. */
  readonly unit = new Int32Array(PIECES_MAX + 2);
  readonly unitForm = new Int32Array(PIECES_MAX + 2);

  /** Takes one more part of the message into the hash. */
  mix(sign: number): void {
    const a = Math.imul(this.hashA ^ sign, 0x01000193);
    this.hashA = a ^ (a >>> 15);
    const b = Math.imul((this.hashB + sign) | 0, 0x85ebca6b);
    this.hashB = b ^ (b >>> 13);
  }
}

const POINT_SIGN = 0x7fffffff;
const CODED_NEEDED = 2;
/** A place that needs no more different names than this is one for names: capitals and endings say nothing there. */
const NAME_PLACE = 2;

/** Reads the outline of the pieces of `text`. */
export function readOutline(text: string, pieces: Pieces, outline: Outline): void {
  const { kind, hash, flags } = pieces;
  const count = pieces.count;
  const isNamed = hasEnoughText(pieces);
  let a = 0x811c9dc5 | 0;
  let b = 0x9e3779b9 | 0;
  let points = 0;
  for (let i = 0; i < count; i++) {
    const k = kind[i];
    let sign = hash[i] ?? 0;
    if (k === VALUE) {
      const to = addValue(text, pieces, i, outline, points++);
      i = to - 1;
      sign = POINT_SIGN;
    } else if (k === NAME || k === WORD || k === CODED) {
      const flag = flags[i] ?? 0;
      const needed = flag & IS_POINT ? 2 : nameEvidence(text, pieces, i, isNamed);
      const list = k === NAME && needed !== NEVER ? nameListEnd(text, pieces, i) : i;
      if (list > i) {
        addPoint(outline, points++, i, list, 0, 0, 0);
        i = list - 1;
        sign = POINT_SIGN;
      } else if (needed !== NEVER) {
        i = addName(text, pieces, i, outline, points++, needed) - 1;
        sign = POINT_SIGN;
      } else if (k === CODED) {
        addPoint(
          outline,
          points++,
          i,
          i + 1,
          CODED_NEEDED,
          hashSpan(text, pieces.start[i] ?? 0, pieces.end[i] ?? 0),
          0,
        );
      }
    }
    a = Math.imul(a ^ sign, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b + sign, 0x85ebca6b);
    b ^= b >>> 13;
  }
  outline.count = points;
  outline.hashA = a;
  outline.hashB = b;
}

/** A value, what belongs to it (a list, a size in brackets), and the unit after it. Returns the piece behind them. */
function addValue(text: string, pieces: Pieces, i: number, outline: Outline, point: number): number {
  const { kind, flags, hash } = pieces;
  let to = listEnd(text, pieces, i);
  addPoint(outline, point, i, to, 0, 0, 0);
  if (kind[to] === GAP && to + 1 < pieces.count && kind[to + 1] === WORD && (flags[to + 1] ?? 0) & IS_UNIT) {
    const size = sizeInBracketsEnd(text, pieces, to + 1);
    if (size > 0) {
      outline.to[point] = size;
      return size;
    }
    outline.unit[point] = to + 1;
    outline.unitForm[point] = hash[to + 1] ?? 0;
    to += 2;
  }
  return to;
}

/** A name, with further names after it: a name of two words is one. Returns the piece behind it. */
function addName(
  text: string,
  pieces: Pieces,
  i: number,
  outline: Outline,
  point: number,
  needed: number,
): number {
  const { kind, flags, hash, start, end } = pieces;
  const flag = flags[i] ?? 0;
  let to = i + 1;
  let form = kind[i] === CODED ? hashSpan(text, start[i] ?? 0, end[i] ?? 0) : (hash[i] ?? 0);
  const isNamePlace = needed <= NAME_PLACE;
  let isState = flag & (isNamePlace ? IS_STATE : IS_STATE | IS_CAPITALS) ? 1 : 0;
  if (kind[i] === NAME && !(flag & IS_POINT)) {
    while (
      to + 1 < pieces.count &&
      kind[to] === GAP &&
      kind[to + 1] === NAME &&
      !((flags[to + 1] ?? 0) & IS_POINT)
    ) {
      form = Math.imul(form ^ (hash[to + 1] ?? 0), 0x01000193) | 1;
      to += 2;
    }
  } else if (
    isState === 0 &&
    !isNamePlace &&
    kind[i] === WORD &&
    hasWordEnding(text, start[i] ?? 0, end[i] ?? 0)
  )
    isState = 1;
  addPoint(outline, point, i, to, needed, form, isState);
  return to;
}

function addPoint(
  outline: Outline,
  point: number,
  from: number,
  to: number,
  needed: number,
  form: number,
  isState: number,
): void {
  outline.from[point] = from;
  outline.to[point] = to;
  outline.needed[point] = needed;
  outline.form[point] = form;
  outline.isState[point] = isState;
  outline.unit[point] = 0;
  outline.unitForm[point] = 0;
}

/**
 * Whether a message has enough known words around its unknown ones to take these for names. In a language that the vocabulary
 * does not hold every word is unknown, and all of them are text.
 */
function hasEnoughText(pieces: Pieces): boolean {
  const { kind } = pieces;
  let known = 0;
  let unknown = 0;
  for (let i = 0; i < pieces.count; i++) {
    const k = kind[i];
    if (k === NAME) unknown++;
    else if (k !== GAP && k !== MARK) known++;
  }
  return unknown > 0 && known >= 2 && known >= unknown;
}
