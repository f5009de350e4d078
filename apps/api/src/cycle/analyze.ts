import {
  eventValues,
  HabitMemory,
  HostBaselines,
  HostOutliers,
  type Lineage,
  type Locate,
  type LogEvent,
  type MinedTemplates,
  type SigmaRules,
  TemplateMiner,
  Unusual,
  ValueCounts,
} from "@deepsec/engine";
import { ApiError } from "../api-error.ts";
import type { Analysis } from "../store/cycle-record.ts";
import type { StoredMemory } from "../store/known-state.ts";
import { assign, type Assigned } from "./assigned.ts";
import { Attacks } from "./attacks.ts";
import { foundFinding } from "./found-finding.ts";
import { hostOf } from "./host-of.ts";
import { hourCount, Occurrences } from "./occurrences.ts";
import { Tree } from "./tree.ts";

/** Events of one source, and the first and last line each stands for. */
export interface SourceEvents {
  readonly sourceId: string;
  readonly events: readonly CountedEvent[];
}

/** An event and the physical lines that are counted with it: its own, and the blank ones that follow. */
export interface CountedEvent {
  readonly event: LogEvent;
  readonly lineCount: number;
  /** When it says that it happened, in ms since 1970; null where it says no time, or one that cannot be (`eventTimeMs`). */
  readonly saidMs: number | null;
}

export interface Analyzed {
  readonly analysis: Analysis;
  readonly assigned: Assigned;
}

/** Finds the templates of all events ever seen, counts those of this cycle, and arranges the templates in a tree. */
export class Analyzer {
  readonly #miner: TemplateMiner;
  readonly #templateIds: Set<string>;
  readonly #habits: HabitMemory;
  readonly #attacks: Attacks;
  readonly #unusual: Unusual;
  readonly #outliers: HostOutliers;
  readonly #tree = new Tree();
  #isFirst = true;

  /**
   * @param added - Rules that a person added to our own.
   * @param locate - Where addresses are, by a person's GeoIP file.
   */
  constructor(
    { miner, templateIds, habits, before }: StoredMemory,
    added: SigmaRules | null = null,
    locate?: Locate,
  ) {
    this.#miner = new TemplateMiner(miner);
    this.#templateIds = new Set(templateIds);
    this.#habits = new HabitMemory(habits);
    this.#attacks = new Attacks(this.#habits, added);
    this.#unusual = new Unusual(this.#habits, before, locate);
    this.#outliers = new HostOutliers(before.hostLines);
  }

  /**
   * @param observedAt - When the lines were read, ISO 8601 in UTC: the time of events that say none.
   * @throws ApiError `LINEAGE_BROKEN`.
   */
  analyze(sources: readonly SourceEvents[], observedAt: string): Analyzed {
    const handles = sources.map(({ events }) => events.map(({ event }) => this.#miner.add(event)));
    const mined = this.#miner.mine();
    const templateOf = (i: number, j: number) => mined.templateOf(handles[i]?.[j] ?? -1);

    const observedMs = Date.parse(observedAt);
    const occurrences = new Occurrences();
    const values = new ValueCounts();
    const baselines = new HostBaselines(this.#habits, observedMs);
    const touched = new Set<string>();
    for (const [i, { sourceId, events }] of sources.entries()) {
      const host = hostOf(sourceId);
      for (const [j, { event, lineCount, saidMs }] of events.entries()) {
        const timeMs = saidMs ?? observedMs;
        const template = templateOf(i, j);
        touched.add(template.id);
        occurrences.add(template.id, sourceId, timeMs, event.weight, lineCount);
        const named = eventValues(event, template);
        baselines.see(host, timeMs);
        values.add(template.id, named, host, timeMs, event.weight);
        const rules = this.#attacks.add(event, sourceId, template.id, timeMs);
        const place = { source: sourceId, host, firstLine: event.firstLine, lastLine: event.lastLine };
        this.#unusual.see({ event, templateId: template.id, host, place, timeMs }, rules);
      }
    }
    const lineage = this.#moves(mined);
    const grown = new Set(lineage.map(({ toId }) => toId));
    const fresh = mined.changed.filter(({ id }) => !this.#templateIds.has(id));
    for (const id of [...grown, ...fresh.map((template) => template.id)]) touched.add(id);
    for (const { fromId } of lineage) this.#templateIds.delete(fromId);
    for (const { id } of fresh) this.#templateIds.add(id);
    this.#isFirst = false;

    const counted = occurrences.all();
    this.#outliers.move(lineage);
    let isElsewhere = false;
    for (const { templateId, sourceId, lineCount, firstSeen } of counted) {
      const lines = { templateId, host: hostOf(sourceId), lineCount, firstMs: Date.parse(firstSeen) };
      if (this.#outliers.add(lines)) isElsewhere = true;
    }
    const learned = baselines.close();
    const unusual = this.#unusual.close({
      counts: counted.map(hourCount),
      lineage,
      baselines: learned,
      observedMs,
      hostOf,
      templateOf: (id) => mined.template(id) ?? undefined,
    });
    const grownTree = this.#tree.grow(mined, isElsewhere, (dendrogram) =>
      this.#outliers.scores(dendrogram, mined.templates),
    );
    const analysis: Analysis = {
      templates: mined.changed.filter(({ id }) => touched.has(id)),
      newTemplates: fresh.filter(({ id }) => !grown.has(id)).length,
      lineage,
      occurrences: counted,
      values: {
        counts: values.counts(),
        sightings: values.sightings(),
        distinct: new Map(
          [...touched].map((id) => [id, mined.slotsOf(id).map(({ distinct }) => distinct)] as const),
        ),
      },
      variants: this.#miner.changes(),
      ...grownTree,
      attacks: this.#attacks.take(observedMs),
      news: unusual.findings.map(foundFinding),
      endedIds: unusual.endedIds,
      baselines: learned,
      habits: this.#habits.changes(),
    };
    return { analysis, assigned: assign(sources, templateOf) };
  }

  /**
   * The moves that the graph has to make. Each template it counts must be one of today or lead to one: else its counts would
   * belong to no leaf, and the sizes of a cut would no longer add up to the lines read.
   */
  #moves(mined: MinedTemplates): Lineage[] {
    const isGone = (id: string) => mined.template(id) === null;
    const gone = this.#isFirst
      ? [...this.#templateIds].filter(isGone)
      : mined.goneIds.filter((id) => this.#templateIds.has(id));
    if (gone.length === 0) return [];
    const moves = new Map(mined.lineage.map((move) => [move.fromId, move]));
    return gone.map((id) => {
      const move = moves.get(id);
      if (move !== undefined) return move;
      throw new ApiError("LINEAGE_BROKEN", `template ${id} is no longer mined and leads to none that is`);
    });
  }
}
