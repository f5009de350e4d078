const DAY_MS = 86_400_000;

/**
 * Whether a clock may decide that lines are old enough to be removed. One that jumps by more than a day, against the clock that nobody
 * sets, is believed after it has gone on from there for a day: till then a wrong year removes nothing.
 */
export class ClockTrust {
  readonly #clock: () => number;
  readonly #monotonic: () => number;
  #offsetMs: number;
  #trustedFromMs = -Infinity;

  /** @param clock - Now, in ms since 1970. @param monotonic - In ms from any start. */
  constructor(clock: () => number, monotonic: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#monotonic = monotonic;
    this.#offsetMs = clock() - monotonic();
  }

  isTrusted(): boolean {
    const nowMs = this.#monotonic();
    const offsetMs = this.#clock() - nowMs;
    if (Math.abs(offsetMs - this.#offsetMs) > DAY_MS) {
      this.#offsetMs = offsetMs;
      this.#trustedFromMs = nowMs + DAY_MS;
    }
    return nowMs >= this.#trustedFromMs;
  }
}
