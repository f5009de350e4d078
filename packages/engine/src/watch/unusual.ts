import type { HourCount } from "../change/hour-series.ts";
import { NoveltyWatch, type TemplateSeen } from "../change/novelty-watch.ts";
import { type ChangeContext, RateWatch } from "../change/rate-watch.ts";
import { SilenceWatch } from "../change/silence-watch.ts";
import type { FoundRule } from "../evidence/rule.ts";
import type { HabitMemory } from "../habit/habit-memory.ts";
import type { HostBaseline } from "../habit/host-baselines.ts";
import type { HostLines } from "../outlier/host-outliers.ts";
import type { Lineage } from "../log-template.ts";
import type { Locate } from "./travels.ts";
import { Watch } from "./watch.ts";
import type { Watched } from "./watched.ts";
import type { WatchFinding } from "./watch-finding.ts";
import { WatchFindings } from "./watch-findings.ts";

/** What was seen before, beside the habits. */
export interface KnownBefore {
  /** Counts of the last 15 days of each source. */
  readonly hours: Iterable<HourCount>;
  /** Templates by the hosts they were seen on. */
  readonly hostLines: Iterable<Pick<HostLines, "templateId" | "host">>;
}

/** The whole of a batch, once all its events were seen. */
export interface Batch extends ChangeContext {
  readonly counts: readonly (HourCount & TemplateSeen)[];
  readonly lineage: readonly Lineage[];
  /** Of the hosts that had events in it. */
  readonly baselines: readonly HostBaseline[];
  readonly observedMs: number;
}

export interface UnusualFound {
  /** HIGH first, then by id. */
  readonly findings: readonly WatchFinding[];
  /** Findings of hosts and sources that were silent and log again. */
  readonly endedIds: readonly string[];
}

/** Finds what is new or out of the usual: in values, event by event, and in change, batch by batch. */
export class Unusual {
  readonly #findings: WatchFindings;
  readonly #watch: Watch;
  readonly #rates: RateWatch;
  readonly #novelties: NoveltyWatch;
  readonly #silences: SilenceWatch;

  /** @param locate - Where addresses are, as far as somebody's own data tells. */
  constructor(
    habits: HabitMemory,
    known: KnownBefore = { hours: [], hostLines: [] },
    locate: Locate = () => null,
  ) {
    this.#findings = new WatchFindings(habits);
    this.#watch = new Watch(habits, this.#findings, locate);
    this.#rates = new RateWatch(habits, this.#findings, known.hours);
    this.#novelties = new NoveltyWatch(this.#findings, known.hostLines);
    this.#silences = new SilenceWatch(habits, this.#findings);
  }

  /** @param rules - What the event is evidence of. */
  see(watched: Watched, rules: readonly Pick<FoundRule, "signal">[]): void {
    this.#watch.see(watched, rules);
  }

  close(batch: Batch): UnusualFound {
    const { counts, lineage, observedMs } = batch;
    this.#watch.close();
    this.#rates.move(lineage);
    this.#novelties.move(lineage);
    const baselines = new Map(batch.baselines.map((baseline) => [baseline.host, baseline]));
    this.#novelties.see(counts, baselines, batch);
    this.#rates.see(counts, observedMs, batch);
    const touched = new Set(counts.map(({ sourceId }) => sourceId));
    this.#silences.look(this.#rates.sources, touched, observedMs, batch);
    return { findings: this.#findings.take(), endedIds: this.#silences.takeEnded() };
  }
}
