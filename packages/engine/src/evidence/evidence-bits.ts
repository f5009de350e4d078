/** A bit an event, from one index on. */
export class EvidenceBits {
  readonly #from: number;
  #bits = new Uint8Array(1_024);

  constructor(from: number) {
    this.#from = from;
  }

  /** Events before the first are no longer asked for. */
  mark(index: number): void {
    const bit = index - this.#from;
    if (bit < 0) return;
    const at = bit >> 3;
    if (at >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(at + 1, this.#bits.length * 2));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (bit & 7));
  }

  has(index: number): boolean {
    const bit = index - this.#from;
    return bit >= 0 && (((this.#bits[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
  }
}
