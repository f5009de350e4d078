import { classOf, readUnits, SPACE } from "./character.ts";

/** What a piece of a message is to the miner. */
export const GAP = 0;
/** A sign between words: text. */
export const MARK = 1;
/** A word of a statement: text. */
export const WORD = 2;
/** A word that may be a name: a place where values stand if enough different ones are seen there. */
export const NAME = 3;
/** A value by its shape: always a wildcard. */
export const VALUE = 4;
/** A word with a number in it that may be a name (`ssh2`) or counted (`eth0`, `eth1`). */
export const CODED = 5;
export type PieceKind = 0 | 1 | 2 | 3 | 4 | 5;

/** Flags of a piece, beside those of the vocabulary. */
/** Is a place where values stand, whatever is around it. */
export const IS_POINT = 1 << 16;
/** Written with `_` or `-` inside. */
export const IS_IDENTIFIER = 1 << 17;
/** Written in capitals. */
export const IS_CAPITALS = 1 << 18;

/** What is read of a message to find its template, in UTF-16 units; the rest is one value. */
const UNITS_MAX = 8192;
/** Longest message in pieces; what follows is one value. */
export const PIECES_MAX = 512;

/**
 * The first line of a message and the pieces it is cut into, in order, side by side in typed arrays. One object serves all
 * messages in turn, so reading a line allocates nothing.
 */
export class Message {
  text = "";
  /** Where its first line ends, blanks behind it left out. */
  end = 0;
  /** Whether the first line is longer than what is read of it. */
  isCut = false;
  /** Where its second line begins, −1 when there is none. */
  rest = -1;
  readonly units = new Uint16Array(UNITS_MAX + 8);
  readonly classes = new Uint16Array(UNITS_MAX + 8);

  count = 0;
  readonly kind = new Uint8Array(PIECES_MAX + 8);
  readonly start = new Int32Array(PIECES_MAX + 8);
  /** Behind its last unit. */
  readonly stop = new Int32Array(PIECES_MAX + 8);
  /** Hash of what it is compared by: its text, or the text without digits of a CODED piece. */
  readonly hash = new Int32Array(PIECES_MAX + 8);
  readonly flags = new Int32Array(PIECES_MAX + 8);

  /** Begins a new message; it has no pieces yet. */
  read(message: string): void {
    this.text = message;
    this.count = 0;
    const newline = message.indexOf("\n");
    let end = Math.min(newline < 0 ? message.length : newline, UNITS_MAX);
    this.isCut = newline < 0 ? message.length > UNITS_MAX : newline > UNITS_MAX;
    this.rest = newline < 0 ? -1 : newline + 1;
    while (end > 0 && (classOf(message.charCodeAt(end - 1)) & SPACE) !== 0) end--;
    this.end = end;
    readUnits(message, end, this.units, this.classes);
  }

  push(kind: PieceKind, start: number, stop: number, hash: number, flags: number): void {
    const i = this.count;
    if (i >= PIECES_MAX + 4) return;
    this.count = i + 1;
    this.kind[i] = kind;
    this.start[i] = start;
    this.stop[i] = stop;
    this.hash[i] = hash;
    this.flags[i] = flags;
  }

  /** Whether piece `i` is the sign `unit` alone. */
  isSign(i: number, unit: number): boolean {
    if (this.kind[i] !== MARK) return false;
    const start = this.start[i] ?? 0;
    return this.units[start] === unit && (this.stop[i] ?? 0) - start === 1;
  }

  /** Hash of the text of pieces `from` to before `to`, each gap as one blank; never 0. */
  hashOf(from: number, to: number): number {
    const { units, start, stop, kind } = this;
    let hash = 0x811c9dc5 | 0;
    for (let i = from; i < to; i++) {
      if (kind[i] === GAP) {
        hash = Math.imul(hash ^ 32, 0x01000193);
        continue;
      }
      const end = stop[i] ?? 0;
      for (let at = start[i] ?? 0; at < end; at++) hash = Math.imul(hash ^ (units[at] ?? 0), 0x01000193);
    }
    return hash === 0 ? 1 : hash;
  }

  /** The text of pieces `from` to before `to`, each gap as one blank. */
  textOf(from: number, to: number): string {
    let out = "";
    for (let i = from; i < to; i++) {
      out += this.kind[i] === GAP ? " " : this.text.slice(this.start[i], this.stop[i]);
    }
    return out;
  }
}
