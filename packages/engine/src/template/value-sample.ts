/** Values kept at one place, at most. */
const SAMPLE_MAX = 16;
/** A value longer than this is kept by its beginning. */
const VALUE_LENGTH_MAX = 200;

/** Values with their counts. Plain JSON. */
export interface SampledValues {
  /** Ascending. */
  readonly hashes: readonly number[];
  readonly values: readonly string[];
  readonly counts: readonly number[];
}

/**
 * What stood at one place, bounded: the values with the smallest hashes, each with its exact count. The largest hash that is
 * kept only ever falls, so a value that is kept now was kept whenever it came before: the counts are exact, and the sample is
 * a function of the multiset of values, whatever their order. Below the bound it is all of them; above, a uniform sample of
 * the different values. (Bottom-k sketch; K. Beyer et al., SIGMOD 2007.)
 */
export class ValueSample {
  readonly #hashes: number[] = [];
  readonly #values: string[] = [];
  readonly #counts: number[] = [];
  #limit = 0x100000000;

  static from(known: SampledValues): ValueSample {
    const sample = new ValueSample();
    sample.merge(known);
    return sample;
  }

  /** Whether a value with this hash is kept, so that its text is made only when it is. */
  wants(hash: number): boolean {
    return hash <= this.#limit;
  }

  /**
   * Counts a value that is kept already. Returns false when it is not.
   *
   * @param hash - Unsigned 32-bit hash of the value, the same in every run.
   */
  count(hash: number, count: number): boolean {
    const i = this.#hashes.indexOf(hash);
    if (i < 0) return false;
    this.#counts[i] = (this.#counts[i] ?? 0) + count;
    return true;
  }

  add(hash: number, value: string, count: number): void {
    if (hash > this.#limit || this.count(hash, count)) return;
    let i = 0;
    while (i < this.#hashes.length && (this.#hashes[i] ?? 0) < hash) i++;
    this.#insert(i, hash, ownText(value.slice(0, VALUE_LENGTH_MAX)), count);
  }

  merge(other: SampledValues): void {
    for (const [i, hash] of other.hashes.entries()) {
      this.add(hash, other.values[i] ?? "", other.counts[i] ?? 0);
    }
  }

  #insert(i: number, hash: number, value: string, count: number): void {
    this.#hashes.splice(i, 0, hash);
    this.#values.splice(i, 0, value);
    this.#counts.splice(i, 0, count);
    if (this.#hashes.length > SAMPLE_MAX) {
      this.#hashes.pop();
      this.#values.pop();
      this.#counts.pop();
    }
    if (this.#hashes.length === SAMPLE_MAX) this.#limit = this.#hashes[SAMPLE_MAX - 1] ?? 0;
  }

  /** Number of different values: exact below the bound, an estimate above (its standard error is a quarter). */
  get distinct(): number {
    if (this.#hashes.length < SAMPLE_MAX) return this.#hashes.length;
    return Math.max(SAMPLE_MAX, Math.round(((SAMPLE_MAX - 1) * 0x100000000) / Math.max(1, this.#limit)));
  }

  toJSON(): SampledValues {
    return { hashes: this.#hashes.slice(), values: this.#values.slice(), counts: this.#counts.slice() };
  }
}

/** A copy that does not keep the text alive which it was cut from (engines share memory between a text and its slices). */
export function ownText(text: string): string {
  return text.length === 0 ? "" : ` ${text}`.slice(1);
}
