/** A map from 64-bit hashes, given as two 32-bit lanes, to small numbers; typed arrays, so that a look-up allocates nothing. */
export class HashTable {
  #keys = new Int32Array(2 << 10);
  #values = new Int32Array(1 << 10);
  #size = 0;

  /** −1 when the key is not in it. */
  get(a: number, b: number): number {
    const mask = this.#values.length - 1;
    for (let at = a & mask; ; at = (at + 1) & mask) {
      const value = this.#values[at] ?? 0;
      if (value === 0) return -1;
      if (this.#keys[at * 2] === a && this.#keys[at * 2 + 1] === b) return value - 1;
    }
  }

  /** @param value - From 0. */
  set(a: number, b: number, value: number): void {
    if (this.#size * 2 >= this.#values.length) this.#grow();
    if (this.#put(a, b, value + 1)) this.#size++;
  }

  #put(a: number, b: number, stored: number): boolean {
    const mask = this.#values.length - 1;
    for (let at = a & mask; ; at = (at + 1) & mask) {
      const there = this.#values[at] ?? 0;
      if (there !== 0 && (this.#keys[at * 2] !== a || this.#keys[at * 2 + 1] !== b)) continue;
      this.#keys[at * 2] = a;
      this.#keys[at * 2 + 1] = b;
      this.#values[at] = stored;
      return there === 0;
    }
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Int32Array(keys.length * 2);
    this.#values = new Int32Array(values.length * 2);
    for (const [i, stored] of values.entries()) {
      if (stored !== 0) this.#put(keys[i * 2] ?? 0, keys[i * 2 + 1] ?? 0, stored);
    }
  }
}
