/**
 * Keeps the answers to the questions asked last. The same question asked while it is being answered waits for that answer, so
 * that many readers at once read the graph once. Failures and nulls are not kept.
 */
export class Kept<Answer> {
  readonly #answers = new Map<string, Promise<Answer | null>>();
  readonly #countMax: number;

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  async get(key: string, answer: () => Promise<Answer | null>): Promise<Answer | null> {
    const known = this.#answers.get(key);
    const asked = known ?? answer();
    // Deleted and set anew: a Map's first key is the one that was used longest ago.
    this.#answers.delete(key);
    this.#answers.set(key, asked);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= this.#countMax) break;
      this.#answers.delete(oldest);
    }
    let value: Answer | null = null;
    try {
      value = await asked;
      return value;
    } finally {
      if (value === null && this.#answers.get(key) === asked) this.#answers.delete(key);
    }
  }
}
