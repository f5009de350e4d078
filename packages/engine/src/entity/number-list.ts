/** A list of whole numbers from 0 to 2³²−1, four bytes each. */
export class NumberList {
  #values = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  /** Forgets all from `length` on. */
  shorten(length: number): void {
    this.#length = length;
  }

  /** The numbers themselves, no copy: of use until the next change. */
  view(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }
}
