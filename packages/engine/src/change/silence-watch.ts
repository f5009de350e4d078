import type { HabitMemory } from "../habit/habit-memory.ts";
import type { WatchRule } from "../watch/watch-finding.ts";
import type { WatchFindings } from "../watch/watch-findings.ts";
import { HOURS_KEPT, type SourceSeries } from "./hour-series.ts";
import type { ChangeContext } from "./rate-watch.ts";
import { silence, type Silence } from "./silence.ts";

const HOUR_MS = 3_600_000;
/** A log whose last event was so fresh when it was read is written now: its silence counts by the clock, and not by other logs. */
const LIVE_WITHIN_HOURS = 1;
const TEXT_LENGTH_MAX = 100;

export const SILENT: Readonly<Record<"host" | "source" | "template", WatchRule>> = {
  host: {
    id: "host-silent",
    kind: "gone silent",
    title: "a host that logs no more",
    description:
      "Less than 1 % of its usual events for three times its longest gap of 15 days, where at least 20 would be usual.",
    severity: "MEDIUM",
    techniques: ["T1562.001", "T1070.002"],
  },
  source: {
    id: "source-silent",
    kind: "gone silent",
    title: "a log that is written no more",
    description:
      "As host-silent, by the time of its host's other logs, or by the clock when it is written live.",
    severity: "MEDIUM",
    techniques: ["T1562.001", "T1070.002"],
  },
  template: {
    id: "template-silent",
    kind: "gone silent",
    title: "a kind of line that comes no more",
    description: "As host-silent, by the time of its own log.",
    severity: "LOW",
    techniques: ["T1562.001"],
    unit: "kinds of line",
  },
};

/** A silence that was told of. */
interface Told {
  findingId: string;
}

/** Looks for what was regular and comes no more: kinds of line, sources, hosts. */
export class SilenceWatch {
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;
  #ended: string[] = [];
  /** By source or host: the hour up to which it was looked at. Until the next one is over, nothing new shows. */
  readonly #lookedAt = new Map<string, number>();

  constructor(habits: HabitMemory, findings: WatchFindings) {
    this.#habits = habits;
    this.#findings = findings;
  }

  /**
   * Looks at the counts of all sources as they are after a batch.
   *
   * @param touched - Sources that had events in it.
   * @param observedMs - Now.
   */
  look(
    sources: ReadonlyMap<string, SourceSeries>,
    touched: ReadonlySet<string>,
    observedMs: number,
    context: ChangeContext,
  ): void {
    const nowHour = Math.floor(observedMs / HOUR_MS) - 1;
    for (const sourceId of touched) {
      const last = sources.get(sourceId)?.lastHour ?? 0;
      if (Math.abs(nowHour + 1 - last) <= LIVE_WITHIN_HOURS)
        this.#habits.of("live", context.hostOf(sourceId), observedMs, () => ({}));
      this.#end("source", sourceId);
      this.#end("host", context.hostOf(sourceId));
      this.#lookAtTemplates(sourceId, sources.get(sourceId), context);
    }
    const hosts = Map.groupBy(sources, ([sourceId]) => context.hostOf(sourceId));
    for (const [host, own] of hosts) {
      const isLive = this.#habits.known("live", host) !== null;
      const last = Math.max(...own.map(([, { lastHour }]) => lastHour));
      const hostNow = isLive ? Math.max(nowHour, last - 1) : last - 1;
      if (!this.#isDue(`host ${host}`, hostNow)) continue;
      const isSilent =
        isLive &&
        hostNow - last < HOURS_KEPT &&
        this.#tell("host", host, host, sum(own.map(([, series]) => series)), hostNow);
      // Of a host that is silent, each of its logs is.
      if (isSilent) continue;
      for (const [sourceId, { total, lastHour }] of own)
        if (hostNow - lastHour < HOURS_KEPT) this.#tell("source", sourceId, host, total, hostNow);
    }
  }

  /** Ids of findings about silences that ended since the last call. */
  takeEnded(): string[] {
    const ended = this.#ended;
    this.#ended = [];
    return ended;
  }

  #lookAtTemplates(
    sourceId: string,
    series: SourceSeries | undefined,
    { hostOf, templateOf }: ChangeContext,
  ): void {
    if (series === undefined || !this.#isDue(`templates ${sourceId}`, series.lastHour)) return;
    for (const [templateId, counts] of series.templates) {
      const subject = `${sourceId} ${templateId}`;
      const text = templateOf(templateId)?.text;
      const found = silence(counts, series.lastHour - 1);
      if (found === null || text === undefined) this.#end("template", subject);
      else
        this.#tellOf(
          "template",
          subject,
          hostOf(sourceId),
          found,
          series.lastHour - 1,
          text,
          [templateId],
          [sourceId],
        );
    }
  }

  #tell(
    kind: "host" | "source",
    subject: string,
    host: string,
    counts: ReadonlyMap<number, number>,
    now: number,
  ): boolean {
    const found = silence(counts, now);
    if (found === null) return false;
    this.#tellOf(kind, subject, host, found, now, subject, [], kind === "source" ? [subject] : []);
    return true;
  }

  #tellOf(
    kind: keyof typeof SILENT,
    subject: string,
    host: string,
    { hours, usualGap, rate, count }: Silence,
    now: number,
    what: string,
    templateIds: readonly string[],
    sources: readonly string[],
  ): void {
    if (this.#habits.known(`silent-${kind}`, subject) !== null) return;
    const usually = `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} an hour`;
    const findingId = this.#findings.add({
      rule: SILENT[kind],
      // Kinds of line are told of together, a host or a log by itself.
      subject: kind === "template" ? host : subject,
      severity: kind === "template" ? "LOW" : "MEDIUM",
      reason: `${what.slice(0, TEXT_LENGTH_MAX)}: ${count} in the last ${hours} hours, where ${usually} are usual and the longest gap was ${usualGap} h`,
      timeMs: now * HOUR_MS,
      host,
      templateIds,
      sources,
    });
    this.#habits.of(`silent-${kind}`, subject, now * HOUR_MS, (): Told => ({ findingId }));
  }

  #isDue(subject: string, hour: number): boolean {
    const isDue = this.#lookedAt.get(subject) !== hour;
    this.#lookedAt.set(subject, hour);
    return isDue;
  }

  #end(kind: keyof typeof SILENT, subject: string): void {
    const told = this.#habits.known<Told>(`silent-${kind}`, subject);
    if (told === null) return;
    this.#habits.forget(`silent-${kind}`, subject);
    if (kind !== "template") this.#ended.push(told.findingId);
  }
}

function sum(series: readonly SourceSeries[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const { total } of series)
    for (const [hour, count] of total) sums.set(hour, (sums.get(hour) ?? 0) + count);
  return sums;
}
