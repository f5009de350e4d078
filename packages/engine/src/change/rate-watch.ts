import type { HabitMemory } from "../habit/habit-memory.ts";
import type { Lineage, LogTemplate } from "../log-template.ts";
import type { WatchRule } from "../watch/watch-finding.ts";
import type { WatchFindings } from "../watch/watch-findings.ts";
import { type HourCount, SourceSeries } from "./hour-series.ts";
import { rateChange, type RateChange } from "./rates.ts";

const HOUR_MS = 3_600_000;
/** What is older, by the source's own log, is no news: the first look at a month of logs tells of its last day. */
const NEWS_HOURS = 24;
const TEXT_LENGTH_MAX = 100;

export const SPIKE: WatchRule = {
  id: "rate-spike",
  kind: "rate spike",
  title: "far more of it than at this time of other days",
  description:
    "At least 20 events in the hour, threefold, more than on each of 5 earlier days or more, and 6 spreads from their median; MEDIUM when the line says error.",
  severity: "MEDIUM",
  techniques: ["T1499"],
  unit: "kinds of line or hours",
};
export const DROP: WatchRule = {
  id: "rate-drop",
  kind: "rate drop",
  title: "far less of it than at this time of other days",
  description:
    "Where at least 20 events in the hour are usual: a third, less than on each of 5 earlier days or more, and 6 spreads from their median.",
  severity: "LOW",
  techniques: ["T1489"],
  unit: "kinds of line or hours",
};

/** What a batch of events is looked at with. */
export interface ChangeContext {
  readonly hostOf: (sourceId: string) => string;
  readonly templateOf: (templateId: string) => Pick<LogTemplate, "text" | "level"> | undefined;
}

/** Hours that were told of. */
interface Told {
  hours: number[];
}

/** Compares the counts of each template in each source, hour by hour, with the same time of earlier days. */
export class RateWatch {
  readonly sources = new Map<string, SourceSeries>();
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;

  /** @param known - Counts of the last 15 days, as far as they were seen before. */
  constructor(habits: HabitMemory, findings: WatchFindings, known: Iterable<HourCount> = []) {
    this.#habits = habits;
    this.#findings = findings;
    for (const count of known) this.#series(count.sourceId).add(count);
  }

  move(lineage: readonly Lineage[]): void {
    for (const series of this.sources.values())
      for (const { fromId, toId } of lineage) series.move(fromId, toId);
  }

  /** Takes in the counts of a batch; those of hours more than a day after now have a wrong clock and are left out. */
  see(all: readonly HourCount[], observedMs: number, context: ChangeContext): void {
    const hourMax = Math.floor(observedMs / HOUR_MS) + 24;
    const counts = all.filter(({ hour }) => hour <= hourMax);
    const before = new Map<SourceSeries, number>();
    for (const count of counts) {
      const series = this.#series(count.sourceId);
      if (!before.has(series)) before.set(series, series.lastHour);
      series.add(count);
    }
    const seen = new Set<string>();
    for (const { sourceId, templateId, hour } of counts) {
      const series = this.#series(sourceId);
      const key = `${sourceId}\n${templateId}\n${hour}`;
      if (seen.has(key) || hour <= series.lastHour - NEWS_HOURS) continue;
      seen.add(key);
      this.#compare(series, sourceId, templateId, hour, "spike", context);
    }
    // Hours that are over now: what stayed away is in no count.
    for (const [sourceId, series] of this.sources) {
      const last = before.get(series);
      if (last === undefined) continue;
      const from = Math.max(last, series.lastHour - NEWS_HOURS);
      for (let hour = from; hour < series.lastHour; hour++)
        for (const templateId of series.templates.keys())
          this.#compare(series, sourceId, templateId, hour, "drop", context);
    }
  }

  #compare(
    series: SourceSeries,
    sourceId: string,
    templateId: string,
    hour: number,
    change: RateChange["change"],
    { hostOf, templateOf }: ChangeContext,
  ): void {
    const counts = series.templates.get(templateId);
    const template = templateOf(templateId);
    if (counts === undefined || template === undefined) return;
    const found = rateChange(counts.get(hour) ?? 0, series.earlier(counts, hour));
    // What stays away altogether is silence, and told as such.
    if (found?.change !== change || (change === "drop" && found.count === 0)) return;
    if (!this.#isNews(`${change} ${sourceId} ${templateId}`, hour)) return;
    const host = hostOf(sourceId);
    const isSevere = change === "spike" && (template.level === "error" || template.level === "fatal");
    const usual = found.low === found.high ? String(found.low) : `${found.low} to ${found.high}`;
    this.#findings.add({
      rule: change === "spike" ? SPIKE : DROP,
      subject: host,
      severity: isSevere ? "MEDIUM" : "LOW",
      reason: `on ${host}: ${found.count} in the hour from ${timeText(hour)}, where ${usual} are usual (${found.days} earlier days, half of them up to ${found.median}): ${template.text.slice(0, TEXT_LENGTH_MAX)}`,
      timeMs: hour * HOUR_MS,
      host,
      templateIds: [templateId],
      sources: [sourceId],
    });
  }

  /** An hour is told of once, however many cycles bring more of it. */
  #isNews(subject: string, hour: number): boolean {
    const told = this.#habits.known<Told>("told", subject);
    if (told?.hours.includes(hour) === true) return false;
    const habit = this.#habits.of("told", subject, hour * HOUR_MS, (): Told => ({ hours: [] }));
    habit.hours = [...habit.hours.slice(1 - NEWS_HOURS), hour];
    return true;
  }

  #series(sourceId: string): SourceSeries {
    let series = this.sources.get(sourceId);
    if (series === undefined) this.sources.set(sourceId, (series = new SourceSeries()));
    return series;
  }
}

/** `2026-03-04 02:00 UTC`. */
function timeText(hour: number): string {
  return `${new Date(hour * HOUR_MS).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
