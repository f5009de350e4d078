/** A habit as it is kept between two lives: plain JSON. */
export interface HabitRow {
  readonly id: string;
  /** Null: it is forgotten. */
  readonly state: string | null;
  /** Time of the latest event it learned from, in ms since 1970. */
  readonly lastMs: number;
}

/** So many habits of one kind are remembered; the one longest untouched is forgotten first. No kind can push out another's. */
const HABIT_COUNT_MAX = 10_000;

interface Habit {
  readonly state: unknown;
  lastMs: number;
}

/**
 * What is usual of one host, user or address, as detectors have learned it: each habit is an object of the detector's own making,
 * which the detector changes in place. `changes` tells what must be kept, so that a new life goes on where this one ends.
 */
export class HabitMemory {
  readonly #kinds = new Map<string, Map<string, Habit>>();
  readonly #changed = new Map<string, readonly [kind: string, subject: string]>();

  /** @param rows - What `changes` gave over all earlier lives, of each id the last. */
  constructor(rows: Iterable<HabitRow> = []) {
    const sorted = [...rows].toSorted((a, b) => a.lastMs - b.lastMs || (a.id < b.id ? -1 : 1));
    for (const { id, state, lastMs } of sorted) {
      const space = id.indexOf(" ");
      if (state === null) continue;
      this.#of(id.slice(0, space)).set(id.slice(space + 1), { state: JSON.parse(state) as unknown, lastMs });
    }
  }

  /** The habit of a subject of one kind (a word), to be changed in place; made by `fresh` when it is the first time. */
  of<State>(kind: string, subject: string, timeMs: number, fresh: () => State): State {
    const habits = this.#of(kind);
    const habit = habits.get(subject) ?? { state: fresh(), lastMs: timeMs };
    habit.lastMs = Math.max(habit.lastMs, timeMs);
    habits.delete(subject);
    habits.set(subject, habit);
    this.#change(kind, subject);
    if (habits.size > HABIT_COUNT_MAX)
      for (const oldest of habits.keys()) {
        this.forget(kind, oldest);
        break;
      }
    return habit.state as State;
  }

  /** The habit of a subject, to be read only; null when there is none. */
  known<State>(kind: string, subject: string): State | null {
    return (this.#kinds.get(kind)?.get(subject)?.state as State | undefined) ?? null;
  }

  forget(kind: string, subject: string): void {
    if (this.#of(kind).delete(subject)) this.#change(kind, subject);
  }

  /** All of one kind, the one longest untouched first; to be read only. */
  all<State>(kind: string): (readonly [subject: string, state: State])[] {
    return [...this.#of(kind)].map(([subject, { state }]) => [subject, state as State] as const);
  }

  /** What changed since the last call. */
  changes(): HabitRow[] {
    const rows = [...this.#changed].map(([id, [kind, subject]]): HabitRow => {
      const habit = this.#of(kind).get(subject);
      return habit === undefined
        ? { id, state: null, lastMs: 0 }
        : { id, state: JSON.stringify(habit.state), lastMs: habit.lastMs };
    });
    this.#changed.clear();
    return rows;
  }

  #change(kind: string, subject: string): void {
    this.#changed.set(`${kind} ${subject}`, [kind, subject]);
  }

  #of(kind: string): Map<string, Habit> {
    let habits = this.#kinds.get(kind);
    if (habits === undefined) this.#kinds.set(kind, (habits = new Map<string, Habit>()));
    return habits;
  }
}
