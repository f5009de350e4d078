import type { Observation } from "./observation.ts";

/** How many keys are remembered; the one longest unseen is forgotten first. */
const KEY_COUNT_MAX = 20_000;
/** How many events a key remembers. */
const EVENT_COUNT_MAX = 64;

/** The last events of each key. Bounded, and at ease with clocks that jump: what is far from now on either side is forgotten. */
export class Recent {
  readonly #windowMs: number;
  readonly #byKey = new Map<string, Observation[]>();

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Remembers the event, and gives all of the key's within the window, it last. */
  add(key: string, seen: Observation): readonly Observation[] {
    const kept = this.at(key, seen.timeMs).slice(1 - EVENT_COUNT_MAX);
    kept.push(seen);
    this.#byKey.delete(key);
    this.#byKey.set(key, kept);
    if (this.#byKey.size > KEY_COUNT_MAX)
      for (const oldest of this.#byKey.keys()) {
        this.#byKey.delete(oldest);
        break;
      }
    return kept;
  }

  /** Those of the key within the window around a time. */
  at(key: string, timeMs: number): Observation[] {
    const known = this.#byKey.get(key) ?? [];
    return known.filter((event) => Math.abs(event.timeMs - timeMs) <= this.#windowMs);
  }

  forget(key: string): void {
    this.#byKey.delete(key);
  }
}
