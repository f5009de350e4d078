import { EvidenceCollector, type EvidenceFinding, type FindingStep } from "@deepsec/engine";
import type { AttackFinding } from "../store/cycle-record.ts";
import type { SourceEvents } from "./analyze.ts";

/** With so many findings the evidence begins afresh: the collector would take up no further ones. */
const FINDING_COUNT_MAX = 5000;
const SCORE: Readonly<Record<EvidenceFinding["severity"], number>> = { HIGH: 0.9, MEDIUM: 0.65, LOW: 0.4 };

/**
 * The attacks that show in what is read, over all hosts and from cycle to cycle. What was found is in the graph; the windows in
 * which failures are counted live here, and begin afresh when the process does.
 */
export class Attacks {
  #collector = new EvidenceCollector();
  /** Events of each finding, as they were at the end of the last cycle. */
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
    if (this.#counts.size > FINDING_COUNT_MAX) this.#begin();
    if (this.#nextLine === 0) this.#nextLine = Date.parse(observedAt);
    const templateIds = new Map<string, string>();
    for (const [i, { sourceId, events }] of sources.entries()) {
      for (const [j, { event }] of events.entries()) {
        const line = this.#nextLine++;
        templateIds.set(placeKey(sourceId, line), templateIdOf(i, j));
        this.#collector.add(event, { source: sourceId, firstLine: line, lastLine: line });
      }
    }
    const changed = this.#collector.findings().filter(({ id, count }) => this.#counts.get(id) !== count);
    for (const { id, count } of changed) this.#counts.set(id, count);
    return changed.map((finding) => attackFinding(finding, templateIds, observedAt));
  }

  #begin(): void {
    this.#collector = new EvidenceCollector();
    this.#counts = new Map();
  }
}

function attackFinding(
  { id, rule, title, severity, reason, steps, count }: EvidenceFinding,
  templateIds: ReadonlyMap<string, string>,
  observedAt: string,
): AttackFinding {
  const times = steps.flatMap(({ timestamp }) => (timestamp === null ? [] : [Date.parse(timestamp)]));
  const at = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : observedAt);
  return {
    id,
    rule,
    kind: "attack",
    severity,
    // Within a severity the larger come first: a tenth more for each hundredfold of events.
    score: Math.min(1, SCORE[severity] + 0.02 * Math.log10(count)),
    reason: `${title}: ${reason}`,
    firstSeen: at(Math.min(...times)),
    lastSeen: at(Math.max(...times)),
    sourceIds: unique(steps.map(({ source }) => source)),
    // Those of earlier cycles are in the graph already.
    templateIds: unique(steps.flatMap((step) => templateIds.get(keyOf(step)) ?? [])),
  };
}

function keyOf({ source, firstLine }: FindingStep): string {
  return placeKey(source, firstLine);
}

function placeKey(source: string, line: number): string {
  return `${line} ${source}`;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
