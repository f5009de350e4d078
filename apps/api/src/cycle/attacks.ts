import {
  type ChangedEvidence,
  EvidenceCollector,
  foldId,
  foldReason,
  type FoundRule,
  type HabitMemory,
  type LogEvent,
  ObservationLog,
  type SigmaRules,
} from "@deepsec/engine";
import type { FoundFinding } from "../store/cycle-record.ts";
import { hostOf } from "./host-of.ts";
import { severityScore } from "./severity-score.ts";

/** What had no event for so long is over: the longest window in which chains look back. */
const OVER_AFTER_MS = 12 * 3_600_000;

/** What is shown as one finding so far. */
interface Fold {
  cases: number;
  count: number;
  largest: number;
  reason: string;
}

/**
 * The attacks that show in what is read, over all hosts and from cycle to cycle, in this process or an earlier one. Each cycle costs
 * what its events cost, however much was found before.
 */
export class Attacks {
  readonly #habits: HabitMemory;
  readonly #log: ObservationLog;
  readonly #collector: EvidenceCollector;
  /** Numbers the lines of all cycles through, so that no two places are the same. */
  #nextLine = 1;
  /** Of the events since the last look that are evidence, by line. */
  #templateIds = new Map<number, string>();
  #latestMs = Number.NEGATIVE_INFINITY;

  /** @param added - Rules that a person added to our own. */
  constructor(habits: HabitMemory, added: SigmaRules | null = null) {
    this.#collector = new EvidenceCollector(added);
    this.#habits = habits;
    this.#log = new ObservationLog(habits);
    const known = this.#log.all();
    this.#collector.restore(known);
    this.#nextLine += known.reduce((max, { place }) => Math.max(max, place.lastLine), 0);
  }

  /**
   * Takes an event in.
   *
   * @returns The rules that say something of it.
   */
  add(event: LogEvent, sourceId: string, templateId: string, timeMs: number): readonly FoundRule[] {
    const line = this.#nextLine++;
    const place = { source: sourceId, host: hostOf(sourceId), firstLine: line, lastLine: line };
    const rules = this.#collector.add(event, place, timeMs);
    if (rules.length > 0) {
      this.#templateIds.set(line, templateId);
      this.#latestMs = Math.max(this.#latestMs, timeMs);
    }
    return rules;
  }

  /** The findings that are new or have more events since the last call. */
  take(observedMs: number): FoundFinding[] {
    this.#log.add(this.#collector.observations());
    const found = this.#fold(this.#collector.changed(), this.#templateIds);
    this.#templateIds = new Map();
    this.#collector.forget(Math.min(this.#latestMs, observedMs) - OVER_AFTER_MS);
    return found;
  }

  #fold(changed: readonly ChangedEvidence[], templateIds: ReadonlyMap<number, string>): FoundFinding[] {
    return [...Map.groupBy(changed, foldId)].flatMap(([id, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const { rule, title, severity } = first;
      const lastMs = Math.max(...group.map((one) => one.lastMs));
      const fold = this.#habits.of("attack", id, lastMs, (): Fold => ({
        cases: 0,
        count: 0,
        largest: 0,
        reason: "",
      }));
      for (const { isNew, addedCount, count, reason } of group) {
        if (isNew) fold.cases++;
        fold.count += addedCount;
        if (count < fold.largest) continue;
        fold.largest = count;
        fold.reason = reason;
      }
      const { cases, count, reason } = fold;
      const steps = group.flatMap((one) => one.steps);
      return {
        id,
        rule,
        kind: "attack",
        severity,
        count,
        score: severityScore(severity, count),
        reason: `${title}: ${foldReason(cases, count, reason)}`,
        firstSeen: new Date(Math.min(...group.map(({ firstMs }) => firstMs))).toISOString(),
        lastSeen: new Date(lastMs).toISOString(),
        hosts: unique(steps.map(({ host }) => host)),
        // Those of earlier cycles are in the graph already.
        templateIds: unique(steps.flatMap(({ firstLine }) => templateIds.get(firstLine) ?? [])),
        values: group.flatMap((one) => one.values),
        sourceIds: [],
      };
    });
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
