import type { HabitMemory } from "./habit-memory.ts";

const DAY_MS = 86_400_000;
/** While a host is new, events so long before its latest are a clock that was wrong, and no beginning. */
const PAST_MAX_MS = 400 * DAY_MS;

/** Whether what is usual on a host is known. Times in ms since 1970. */
export interface HostBaseline {
  readonly host: string;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Of its latest event. */
  readonly lastMs: number;
  readonly isLearning: boolean;
}

interface State {
  sinceMs: number;
  lastMs: number;
  isLearned: boolean;
}

/**
 * On its first day all that a host logs is new, and so nothing of it is news. A host is learned from when its log, by its own
 * times, covers a day. Once learned it stays so.
 */
export class HostBaselines {
  readonly #habits: HabitMemory;
  readonly #touched = new Map<string, State>();
  readonly #observedMs: number;

  /** @param observedMs - Now: an event more than a day after it has a wrong clock, and tells nothing. */
  constructor(habits: HabitMemory, observedMs: number) {
    this.#habits = habits;
    this.#observedMs = observedMs;
  }

  see(host: string, timeMs: number): void {
    if (timeMs > this.#observedMs + DAY_MS) return;
    let state = this.#touched.get(host);
    if (state === undefined) {
      state = this.#habits.of<State>("host", host, timeMs, () => ({
        sinceMs: timeMs,
        lastMs: timeMs,
        isLearned: false,
      }));
      this.#touched.set(host, state);
    }
    state.lastMs = Math.max(state.lastMs, timeMs);
    if (state.isLearned) return;
    const isBefore = timeMs < state.sinceMs && state.lastMs - timeMs <= PAST_MAX_MS;
    if (isBefore || state.lastMs - state.sinceMs > PAST_MAX_MS) state.sinceMs = timeMs;
  }

  /** Those of the hosts that were seen; call it once all events were. */
  close(): HostBaseline[] {
    return [...this.#touched].map(([host, state]) => {
      const untilMs = state.sinceMs + DAY_MS;
      state.isLearned ||= state.lastMs >= untilMs;
      return { host, sinceMs: state.sinceMs, untilMs, lastMs: state.lastMs, isLearning: !state.isLearned };
    });
  }
}
