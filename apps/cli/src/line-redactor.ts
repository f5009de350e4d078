import { type KeyedHash, type Line, redactLines } from "@deepsec/engine";

/** Redacts the lines of one source piece by piece. A private key without its end is kept back until it comes. */
export class LineRedactor {
  readonly #hash: KeyedHash | null;
  #held: readonly Line[] = [];

  /** @param hash - Null: lines stay as they are. */
  constructor(hash: KeyedHash | null) {
    this.#hash = hash;
  }

  /** @param bytes - What the lines were decoded from. */
  take(lines: readonly Line[], bytes: Uint8Array): readonly Line[] {
    if (this.#hash === null) return lines;
    const isFresh = this.#held.length === 0;
    const all = isFresh ? lines : [...this.#held, ...lines];
    const { lines: redacted, openFrom } = redactLines(all, isFresh ? bytes : null, this.#hash);
    this.#held = all.slice(openFrom);
    return redacted.slice(0, openFrom);
  }

  /** The lines that were kept back, when no more are coming. */
  rest(): readonly Line[] {
    return this.#hash === null ? [] : redactLines(this.#held, null, this.#hash).lines;
  }
}
