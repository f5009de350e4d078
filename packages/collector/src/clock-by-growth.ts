/** A file that grew between two looks was written between them. */
interface Look {
  readonly sizeBytes: number;
  /** Our clock when it was asked for. */
  readonly askedMs: number;
}

/** Wider than this a range says nothing that could be used. */
const rangeMsMax = 60_000;
/** SFTP tells the time of a change in whole seconds, cut off. */
const wholeMs = 1_000;
const filesMax = 1_000;

/**
 * A host's clock, from the files that are read anyway: when one grew between two looks, the time of its last change lies between
 * them by the host's clock, which gives a range for how far it is off. Every further file and look makes it narrower.
 */
export class ClockByGrowth {
  readonly #looks = new Map<string, Look>();
  #minMs = -Infinity;
  #maxMs = Infinity;

  /** The host's clock less ours, in ms; null while nothing grew often enough to tell. */
  get skewMs(): number | null {
    return this.#maxMs - this.#minMs <= rangeMsMax ? Math.round((this.#minMs + this.#maxMs) / 2) : null;
  }

  /**
   * @param askedMs - Our clock when the look was asked for, and when its answer came.
   * @param modifiedAtMs - By the host's clock.
   */
  note(path: string, sizeBytes: number, modifiedAtMs: number, askedMs: number, answeredMs: number): void {
    const before = this.#looks.get(path);
    this.#looks.delete(path);
    this.#looks.set(path, { sizeBytes, askedMs });
    const [oldest] = this.#looks.keys();
    if (this.#looks.size > filesMax && oldest !== undefined) this.#looks.delete(oldest);
    if (before === undefined || sizeBytes <= before.sizeBytes) return;
    const [minMs, maxMs] = [modifiedAtMs - answeredMs, modifiedAtMs + wholeMs - before.askedMs];
    // A clock that was set since makes what was known before untrue.
    const isSet = minMs > this.#maxMs || maxMs < this.#minMs;
    this.#minMs = isSet ? minMs : Math.max(this.#minMs, minMs);
    this.#maxMs = isSet ? maxMs : Math.min(this.#maxMs, maxMs);
  }
}
