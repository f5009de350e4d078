import type { HabitMemory } from "../habit/habit-memory.ts";
import type { Observation } from "./chains/observation.ts";

const KIND = "evidence";
/** So many are kept, and none longer than the longest window in which chains look back. */
const COUNT_MAX = 20_000;
const AGE_MAX_MS = 12 * 3_600_000;
/** A row that holds so many gets no more: a cycle that observed one thing writes one small row. */
const ROW_COUNT_MAX = 500;

interface Row {
  observations: Observation[];
}

/** What evidence was observed lately, kept among the habits: a new process goes on in the midst of an attack. */
export class ObservationLog {
  readonly #habits: HabitMemory;
  #next = 0;

  constructor(habits: HabitMemory) {
    this.#habits = habits;
    for (const [subject] of this.#rows()) this.#next = Math.max(this.#next, Number(subject));
  }

  /** The oldest first. */
  all(): Observation[] {
    return this.#rows().flatMap(([, { observations }]) => observations);
  }

  add(observations: readonly Observation[]): void {
    const lastMs = observations.at(-1)?.timeMs;
    if (lastMs === undefined) return;
    for (const seen of observations.slice(-COUNT_MAX)) {
      let row = this.#row(lastMs);
      if (row.observations.length >= ROW_COUNT_MAX) {
        this.#next++;
        row = this.#row(lastMs);
      }
      // Of the rule only what chains read: its expressions are no JSON.
      const { id, title, techniques, severity, signal } = seen.rule;
      row.observations.push({
        ...seen,
        rule: { id, title, techniques, severity, ...(signal && { signal }) },
      });
    }
    this.#prune(lastMs);
  }

  #prune(nowMs: number): void {
    let count = 0;
    for (const [subject, { observations }] of this.#rows().toReversed()) {
      const isOver = Math.abs(nowMs - (observations.at(-1)?.timeMs ?? 0)) > AGE_MAX_MS;
      if (isOver || count >= COUNT_MAX) this.#habits.forget(KIND, subject);
      else count += observations.length;
    }
  }

  #row(timeMs: number): Row {
    return this.#habits.of<Row>(KIND, String(this.#next), timeMs, () => ({ observations: [] }));
  }

  #rows(): (readonly [subject: string, row: Row])[] {
    return this.#habits.all<Row>(KIND).toSorted(([a], [b]) => Number(a) - Number(b));
  }
}
