/** A seeded generator of chance (sfc32): the same seed gives the same sequence on every machine. Not for secrets. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = 0x9e37_79b9;
    this.#c = 0x243f_6a88;
    for (let warmUp = 0; warmUp < 12; warmUp += 1) this.#next();
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** In [0, 1). */
  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  /** Mostly near `least`, now and then far above it, as durations and sizes are; never above `most`. */
  longTail(least: number, most: number): number {
    return Math.round(least * (most / least) ** (this.fraction() ** 3));
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.int(0, choices.length - 1)] ?? choices[0];
  }

  /** One of `choices`, each as often as its weight says. */
  weighted<T extends { readonly weight: number }>(choices: readonly [T, ...T[]]): T {
    let rest = this.fraction() * choices.reduce((sum, { weight }) => sum + weight, 0);
    for (const choice of choices) {
      rest -= choice.weight;
      if (rest < 0) return choice;
    }
    return choices[0];
  }

  /** `digits` hexadecimal digits. */
  hex(digits: number): string {
    let text = "";
    while (text.length < digits) text += this.int(0, 15).toString(16);
    return text;
  }

  /** Letters and digits as in base64 without padding. */
  base64(length: number): string {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text = "";
    while (text.length < length) text += alphabet.charAt(this.int(0, 63));
    return text;
  }
}
