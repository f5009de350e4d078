/** A habit as it is kept between two lives: plain JSON. */
export interface HabitRow {
  readonly id: string;
  /** Null: it is forgotten. */
  readonly state: string | null;
  /** Time of the latest event it learned from, in ms since 1970. */
  readonly lastMs: number;
}

/** So many habits are remembered; the one longest untouched is forgotten first. */
const HABIT_COUNT_MAX = 50_000;

interface Habit {
  readonly state: unknown;
  lastMs: number;
}

/**
 * What is usual of one host, user or address, as detectors have learned it: each habit is an object of the detector's own making,
 * which the detector changes in place. `changes` tells what must be kept, so that a new life goes on where this one ends.
 */
export class HabitMemory {
  readonly #habits = new Map<string, Habit>();
  readonly #changed = new Set<string>();

  /** @param rows - What `changes` gave over all earlier lives, of each id the last. */
  constructor(rows: Iterable<HabitRow> = []) {
    const sorted = [...rows].toSorted((a, b) => a.lastMs - b.lastMs || (a.id < b.id ? -1 : 1));
    for (const { id, state, lastMs } of sorted)
      if (state !== null) this.#habits.set(id, { state: JSON.parse(state) as unknown, lastMs });
  }

  /** The habit of a subject of one kind, to be changed in place; made by `fresh` when it is the first time. */
  of<State>(kind: string, subject: string, timeMs: number, fresh: () => State): State {
    const id = `${kind} ${subject}`;
    const habit = this.#habits.get(id) ?? { state: fresh(), lastMs: timeMs };
    habit.lastMs = Math.max(habit.lastMs, timeMs);
    this.#habits.delete(id);
    this.#habits.set(id, habit);
    this.#changed.add(id);
    if (this.#habits.size > HABIT_COUNT_MAX)
      for (const oldest of this.#habits.keys()) {
        this.#habits.delete(oldest);
        this.#changed.add(oldest);
        break;
      }
    return habit.state as State;
  }

  forget(kind: string, subject: string): void {
    const id = `${kind} ${subject}`;
    if (this.#habits.delete(id)) this.#changed.add(id);
  }

  /** All of one kind, by subject; to be read only. */
  *all<State>(kind: string): Generator<readonly [subject: string, state: State]> {
    for (const [id, { state }] of this.#habits)
      if (id.startsWith(`${kind} `)) yield [id.slice(kind.length + 1), state as State];
  }

  /** What changed since the last call. */
  changes(): HabitRow[] {
    const rows = [...this.#changed].map((id): HabitRow => {
      const habit = this.#habits.get(id);
      return habit === undefined
        ? { id, state: null, lastMs: 0 }
        : { id, state: JSON.stringify(habit.state), lastMs: habit.lastMs };
    });
    this.#changed.clear();
    return rows;
  }
}
