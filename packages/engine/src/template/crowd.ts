import { CODED, GAP, MARK, type Message, NAME, WORD } from "./message.ts";
import type { Outline } from "./outline.ts";

/** Words, names and values that make the head of a message. */
const HEAD_LENGTH = 4;
const OUTLINES_MAX = 300;
const HEADS_MAX = 1000;
const FIRSTS_MAX = 4000;

/** How a message begins. Plain JSON. */
export interface Beginning {
  /** Hash of the first word; 0 for all that begin with a word unknown to the vocabulary, in a crowd of `any`. */
  readonly first: number;
  /** Hash of the first four. */
  readonly head: number;
  /** Whether the first word is one of a limited number: a word of the vocabulary, a value. */
  readonly isKnown: boolean;
  /** Piece behind the first word and behind the head. */
  readonly firstEnd: number;
  readonly headEnd: number;
}

/** Which messages a crowd takes in: those of one head, those of one first word, or all that begin with an unknown word. */
const CROWD_LEVELS = ["head", "first", "any"] as const;
export type CrowdLevel = (typeof CROWD_LEVELS)[number];

/**
 * The bound on the number of outlines: what keeps free text from becoming a template a line. When more outlines than a log
 * statement could have begin alike, all that begin so are one crowd with one template, `beginning <*>`. What is counted are
 * different outlines, heads and first words; these counts only grow and do not depend on order, so neither do the crowds.
 */
export class Crowds {
  readonly #outlines = new Map<number, number>();
  readonly #heads = new Map<number, Set<number>>();
  readonly #firsts = new Set<number>();
  readonly #crowded: Readonly<Record<CrowdLevel, Set<number>>> = {
    head: new Set(),
    first: new Set(),
    any: new Set(),
  };

  /** The widest crowd that a message of this beginning belongs to, or null. */
  levelOf(beginning: Beginning): CrowdLevel | null {
    if (!beginning.isKnown && this.#crowded.any.has(0)) return "any";
    if (this.#crowded.first.has(beginning.first)) return "first";
    return this.#crowded.head.has(beginning.head) ? "head" : null;
  }

  /** Counts a new outline. Returns the crowd that it is one too many for, which holds it and all like it from now on. */
  add(beginning: Beginning): CrowdLevel | null {
    const { first, head, isKnown } = beginning;
    if (!isKnown) {
      this.#firsts.add(first);
      if (this.#firsts.size > FIRSTS_MAX) return this.#crowd("any", 0);
    }
    const heads = this.#heads.get(first) ?? new Set();
    this.#heads.set(first, heads.add(head));
    if (heads.size > HEADS_MAX) return this.#crowd("first", first);
    const outlines = (this.#outlines.get(head) ?? 0) + 1;
    this.#outlines.set(head, outlines);
    return outlines > OUTLINES_MAX ? this.#crowd("head", head) : null;
  }

  /** Takes a crowd of an earlier life in. */
  restore(level: CrowdLevel, beginning: Beginning): void {
    const { first, head, isKnown } = beginning;
    this.#crowded[level].add(keyOf(level, beginning));
    if (level === "any") return;
    if (!isKnown) this.#firsts.add(first);
    if (level === "head") this.#heads.set(first, (this.#heads.get(first) ?? new Set()).add(head));
  }

  #crowd(level: CrowdLevel, key: number): CrowdLevel {
    this.#crowded[level].add(key);
    return level;
  }
}

/** What tells the crowds of a level apart. */
function keyOf(level: CrowdLevel, { first, head }: Beginning): number {
  return level === "head" ? head : level === "first" ? first : 0;
}

/** Whether a message of beginning `b` belongs to the crowd of `level` that one of beginning `a` does. */
export function isInCrowd(level: CrowdLevel, a: Beginning, b: Beginning): boolean {
  return level === "any" ? !b.isKnown : keyOf(level, a) === keyOf(level, b);
}

/** How the message begins that the outline was read of. */
export function readBeginning(message: Message, outline: Outline): Beginning {
  const { kind, hash, flags, count } = message;
  let lane = 0x811c9dc5 | 0;
  let taken = 0;
  let first = lane;
  let firstEnd = count;
  let isKnown = true;
  let k = 0;
  let i = 0;
  while (i < count && taken < HEAD_LENGTH) {
    const isPoint = k < outline.count && outline.from[k] === i;
    const end = isPoint ? (outline.to[k] ?? i + 1) : i + 1;
    if (isPoint) k++;
    if (kind[i] !== GAP) {
      lane = Math.imul(lane ^ (isPoint ? 1 : (hash[i] ?? 0)), 0x01000193);
      if (taken === 0 && kind[i] !== MARK) {
        first = lane;
        firstEnd = end;
        const isWord = kind[i] === WORD || kind[i] === CODED || (kind[i] === NAME && !isPoint);
        isKnown = !isWord || flags[i] !== 0;
      }
      if (kind[i] !== MARK) taken++;
    }
    i = end;
  }
  return { first, head: lane, isKnown, firstEnd, headEnd: i };
}
