import {
  type ChangedEvidence,
  EvidenceCollector,
  foldId,
  foldReason,
  type HabitMemory,
  ObservationLog,
  type Severity,
} from "@deepsec/engine";
import type { AttackFinding } from "../store/cycle-record.ts";
import type { SourceEvents } from "./analyze.ts";
import { eventTimeMs } from "./event-time.ts";
import { hostOf } from "./host-of.ts";

const SCORE: Readonly<Record<Severity, number>> = { HIGH: 0.9, MEDIUM: 0.65, LOW: 0.4 };
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
  readonly #collector = new EvidenceCollector();
  /** Numbers the lines of all cycles through, so that no two places are the same. */
  #nextLine = 1;
  #latestMs = Number.NEGATIVE_INFINITY;

  constructor(habits: HabitMemory) {
    this.#habits = habits;
    this.#log = new ObservationLog(habits);
    const known = this.#log.all();
    this.#collector.restore(known);
    this.#nextLine += known.reduce((max, { place }) => Math.max(max, place.lastLine), 0);
  }

  /**
   * The findings that are new, or have more events than before.
   *
   * @param templateIdOf - Template of event `j` of source `i`.
   */
  see(
    sources: readonly SourceEvents[],
    templateIdOf: (i: number, j: number) => string,
    observedAt: string,
  ): AttackFinding[] {
    const observedMs = Date.parse(observedAt);
    const templateIds = new Map<number, string>();
    for (const [i, { sourceId, events }] of sources.entries()) {
      const host = hostOf(sourceId);
      for (const [j, { event }] of events.entries()) {
        const line = this.#nextLine++;
        const timeMs = eventTimeMs(event, observedMs);
        const isEvidence = this.#collector.add(
          event,
          { source: sourceId, host, firstLine: line, lastLine: line },
          timeMs,
        );
        if (!isEvidence) continue;
        templateIds.set(line, templateIdOf(i, j));
        this.#latestMs = Math.max(this.#latestMs, timeMs);
      }
    }
    this.#log.add(this.#collector.observations());
    const found = this.#fold(this.#collector.changed(), templateIds);
    this.#collector.forget(Math.min(this.#latestMs, observedMs) - OVER_AFTER_MS);
    return found;
  }

  #fold(changed: readonly ChangedEvidence[], templateIds: ReadonlyMap<number, string>): AttackFinding[] {
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
        // Within a severity the larger come first: a tenth more for each hundred thousandfold of events.
        score: Math.min(1, SCORE[severity] + 0.02 * Math.log10(count)),
        reason: `${title}: ${foldReason(cases, count, reason)}`,
        firstSeen: new Date(Math.min(...group.map(({ firstMs }) => firstMs))).toISOString(),
        lastSeen: new Date(lastMs).toISOString(),
        sourceIds: unique(steps.map(({ source }) => source)),
        // Those of earlier cycles are in the graph already.
        templateIds: unique(steps.flatMap(({ firstLine }) => templateIds.get(firstLine) ?? [])),
      };
    });
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
