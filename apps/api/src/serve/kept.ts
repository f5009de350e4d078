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
    setLatest(this.#answers, key, asked, this.#countMax);
    let value: Answer | null = null;
    try {
      value = await asked;
      return value;
    } finally {
      if (value === null && this.#answers.get(key) === asked) this.#answers.delete(key);
    }
  }
}

/** Sets a key of a map that holds the `countMax` keys that were set last. */
export function setLatest<Value>(map: Map<string, Value>, key: string, value: Value, countMax: number): void {
  // Deleted and set anew: a Map's first key is the one that was set longest ago.
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= countMax) break;
    map.delete(oldest);
  }
}
