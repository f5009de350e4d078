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
/** A unit after a number: text as long as it is always the same. */
export const UNIT = 6;
export type PieceKind = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Longest message in pieces; what follows is one more value. */
export const PIECES_MAX = 512;

/**
 * The pieces of one message, in order, side by side in typed arrays: one object serves all messages in turn, so reading a line
 * allocates nothing.
 */
export class Pieces {
  count = 0;
  readonly kind = new Uint8Array(PIECES_MAX + 2);
  readonly start = new Int32Array(PIECES_MAX + 2);
  /** Behind its last character. */
  readonly end = new Int32Array(PIECES_MAX + 2);
  /** Hash of what it is compared by: its text, or the text without digits of a CODED piece. */
  readonly hash = new Int32Array(PIECES_MAX + 2);
  /** Vocabulary flags of a word, and the flags of point.ts. */
  readonly flags = new Int32Array(PIECES_MAX + 2);

  push(kind: PieceKind, start: number, end: number, hash: number, flags: number): void {
    const i = this.count;
    if (i > PIECES_MAX) return;
    this.count = i + 1;
    this.kind[i] = kind;
    this.start[i] = start;
    this.end[i] = end;
    this.hash[i] = hash;
    this.flags[i] = flags;
  }
}
