import { Chain, type ChainKind } from "./chain.ts";
import type { Observation } from "./observation.ts";
import type { Signal } from "../rule.ts";
import { Recent } from "./recent.ts";

/** Enough events of one key within a time. */
export interface Threshold extends ChainKind {
  readonly signals: readonly Signal[];
  /** What the events share; null for events that do not count. */
  readonly key: (seen: Observation) => string | null;
  readonly windowMs: number;
  readonly countMin: number;
  /** Counts different values in place of events. */
  readonly distinct?: (seen: Observation) => string | null;
  readonly holds?: (events: readonly Observation[]) => boolean;
  /** Begins the count anew: who gets in at last was no attacker, or is another chain's. */
  readonly cancelledBy?: Signal;
}

/** How many open chains are remembered; the one longest open is closed first. */
const OPEN_COUNT_MAX = 20_000;

/** A chain that an event opened or joined, and those of its events that are new in it. */
export interface ChainStep {
  readonly chain: Chain;
  readonly added: readonly Observation[];
  readonly isNew: boolean;
}

/** Opens a chain for each key that reaches its threshold, and lets it grow as long as no gap is longer than the window. */
export class ThresholdChains {
  readonly #threshold: Threshold;
  readonly #recent: Recent;
  readonly #open = new Map<string, Chain>();

  constructor(threshold: Threshold) {
    this.#threshold = threshold;
    this.#recent = new Recent(threshold.windowMs);
  }

  see(seen: Observation): ChainStep | null {
    const { signals, windowMs, cancelledBy } = this.#threshold;
    if (seen.signal === cancelledBy) this.#recent.forget(this.#threshold.key(seen) ?? "");
    const key = signals.includes(seen.signal) ? this.#threshold.key(seen) : null;
    if (key === null) return null;
    const open = this.#open.get(key);
    if (open !== undefined) {
      if (Math.abs(seen.timeMs - open.lastMs) <= windowMs) {
        open.add(seen);
        return { chain: open, added: [seen], isNew: false };
      }
      this.#open.delete(key);
    }
    const events = this.#recent.add(key, seen);
    if (!this.#isReached(events)) return null;
    const chain = new Chain(this.#threshold, key);
    for (const event of events) chain.add(event);
    this.#recent.forget(key);
    this.#open.set(key, chain);
    if (this.#open.size > OPEN_COUNT_MAX)
      for (const oldest of this.#open.keys()) {
        this.#open.delete(oldest);
        break;
      }
    return { chain, added: events, isNew: true };
  }

  /** The chain of a key that is still open at a time. */
  openAt(key: string, timeMs: number): Chain | null {
    const chain = this.#open.get(key);
    return chain !== undefined && Math.abs(timeMs - chain.lastMs) <= this.#threshold.windowMs ? chain : null;
  }

  #isReached(events: readonly Observation[]): boolean {
    const { distinct, countMin, holds } = this.#threshold;
    let count = 0;
    if (distinct === undefined) for (const event of events) count += event.weight;
    else count = new Set(events.map(distinct).filter((value) => value !== null && value !== "")).size;
    return count >= countMin && (holds === undefined || holds(events));
  }
}
