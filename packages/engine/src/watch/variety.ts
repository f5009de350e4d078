import { rateChange } from "../change/rates.ts";
import type { HabitMemory } from "../habit/habit-memory.ts";
import { addDistinct, distinctCount } from "./distinct-sketch.ts";
import { namedValues, type TriedKind } from "./named-values.ts";
import type { WatchRule } from "./watch-finding.ts";
import type { WatchFindings } from "./watch-findings.ts";
import type { Watched } from "./watched.ts";

const HOUR_MS = 3_600_000;
const DAYS = 14;
const HOURS_KEPT = (DAYS + 1) * 24;

export const VARIETY: WatchRule = {
  id: "many-different-values",
  kind: "value",
  title: "far more different addresses, users or paths than at this time of other days",
  description: "By the test of rates, in each source and hour; MEDIUM for users.",
  severity: "MEDIUM",
  techniques: ["T1595", "T1087"],
  unit: "hours",
};

const PLURALS: Readonly<Record<TriedKind, string>> = { ip: "addresses", user: "users", path: "paths" };

interface VarietyHabit {
  hour: number;
  sketch: number[];
  /** By hour since 1970: how many different ones. */
  counts: Record<string, number>;
  told: number;
}

/** Counts the different addresses, users and paths that a source names in each hour. */
export class Variety {
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;
  readonly #touched = new Map<string, Watched>();

  constructor(habits: HabitMemory, findings: WatchFindings) {
    this.#habits = habits;
    this.#findings = findings;
  }

  see(watched: Watched): void {
    const hour = Math.floor(watched.timeMs / HOUR_MS);
    for (const [kind, text] of namedValues(watched.event)) {
      const subject = `${kind} ${watched.place.source}`;
      const habit = this.#habits.of("variety", subject, watched.timeMs, (): VarietyHabit => ({
        hour,
        sketch: [],
        counts: {},
        told: 0,
      }));
      if (hour > habit.hour) {
        habit.hour = hour;
        habit.sketch = [];
        this.#forget(habit);
      }
      // What comes late from an earlier hour is in none.
      if (hour < habit.hour) continue;
      addDistinct(habit.sketch, text);
      habit.counts[String(hour)] = distinctCount(habit.sketch);
      this.#touched.set(subject, watched);
    }
  }

  /** Compares the last hour of each source that was seen since the last call, as far as it goes, and the one before it. */
  close(): void {
    for (const [subject, watched] of this.#touched) {
      const habit = this.#habits.known<VarietyHabit>("variety", subject);
      if (habit === null) continue;
      this.#compare(habit, subject, habit.hour - 1, watched);
      this.#compare(habit, subject, habit.hour, watched);
    }
    this.#touched.clear();
  }

  #compare(habit: VarietyHabit, subject: string, hour: number, { host, place, templateId }: Watched): void {
    const at = (one: number): number => habit.counts[String(one)] ?? 0;
    const firstHour = Math.min(...Object.keys(habit.counts).map(Number));
    const earlier: number[][] = [];
    for (let day = 1; day <= DAYS; day++) {
      const same = hour - 24 * day;
      if (same - 1 < firstHour) break;
      earlier.push([at(same - 1), at(same), at(same + 1)]);
    }
    const found = rateChange(at(hour), earlier);
    if (found?.change !== "spike" || habit.told >= hour) return;
    habit.told = hour;
    const kind = subject.slice(0, subject.indexOf(" ")) as TriedKind;
    this.#findings.add({
      rule: VARIETY,
      subject,
      severity: kind === "user" ? "MEDIUM" : "LOW",
      reason: `${found.count} different ${PLURALS[kind]} in ${place.source} in the hour from ${new Date(hour * HOUR_MS).toISOString().slice(0, 16)}Z, where ${found.low} to ${found.high} are usual (${found.days} earlier days)`,
      timeMs: hour * HOUR_MS,
      host,
      templateIds: [templateId],
      sources: [place.source],
    });
  }

  #forget({ counts, hour }: VarietyHabit): void {
    for (const one of Object.keys(counts)) if (Number(one) <= hour - HOURS_KEPT) delete counts[one];
  }
}
