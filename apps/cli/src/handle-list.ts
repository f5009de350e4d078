/** A list of small whole numbers, four bytes each: one for every event of a file, where a plain array would take eight. */
export class HandleList {
  #values = new Uint32Array(1024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  /** @returns the value at `index`, 0 beyond the end */
  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}
