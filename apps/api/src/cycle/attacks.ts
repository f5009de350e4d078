import { EvidenceCollector, type FoldedFinding, foldFindings, type Severity } from "@deepsec/engine";
import type { AttackFinding } from "../store/cycle-record.ts";
import type { SourceEvents } from "./analyze.ts";

/** With so many findings the evidence begins afresh: the collector would take up no further ones. */
const FINDING_COUNT_MAX = 5000;
const SCORE: Readonly<Record<Severity, number>> = { HIGH: 0.9, MEDIUM: 0.65, LOW: 0.4 };

/**
 * The attacks that show in what is read, over all hosts and from cycle to cycle. What was found is in the graph; the windows in
 * which failures are counted live here, and begin afresh when the process does.
 */
export class Attacks {
  #collector = new EvidenceCollector();
  /** Events of each finding that is shown, as they were at the end of the last cycle. */
  #counts = new Map<string, number>();
  /** Numbers the lines of all cycles through, so that no two places are the same. */
  #nextLine = 0;

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
    if (this.#nextLine === 0) this.#nextLine = Date.parse(observedAt);
    const templateIds = new Map<number, string>();
    for (const [i, { sourceId, events }] of sources.entries()) {
      const host = sourceId.slice(0, sourceId.indexOf(":"));
      for (const [j, { event }] of events.entries()) {
        const line = this.#nextLine++;
        templateIds.set(line, templateIdOf(i, j));
        this.#collector.add(event, { source: sourceId, host, firstLine: line, lastLine: line });
      }
    }
    const found = this.#collector.findings();
    const folds = foldFindings(found).filter(({ id, count }) => this.#counts.get(id) !== count);
    for (const { id, count } of folds) this.#counts.set(id, count);
    if (found.length > FINDING_COUNT_MAX) this.#begin();
    return folds.map((one) => attackFinding(one, templateIds, observedAt));
  }

  #begin(): void {
    this.#collector = new EvidenceCollector();
    this.#counts = new Map();
  }
}

function attackFinding(
  { id, rule, title, severity, reason, count, steps }: FoldedFinding,
  templateIds: ReadonlyMap<number, string>,
  observedAt: string,
): AttackFinding {
  const times = steps.flatMap(({ timestamp }) => (timestamp === null ? [] : [Date.parse(timestamp)]));
  const at = (ms: number | undefined): string => (ms === undefined ? observedAt : new Date(ms).toISOString());
  times.sort((a, b) => a - b);
  return {
    id,
    rule,
    kind: "attack",
    severity,
    count,
    // Within a severity the larger come first: a tenth more for each hundred thousandfold of events.
    score: Math.min(1, SCORE[severity] + 0.02 * Math.log10(count)),
    reason: `${title}: ${reason}`,
    firstSeen: at(times[0]),
    lastSeen: at(times.at(-1)),
    sourceIds: unique(steps.map(({ source }) => source)),
    // Those of earlier cycles are in the graph already.
    templateIds: unique(steps.flatMap(({ firstLine }) => templateIds.get(firstLine) ?? [])),
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
