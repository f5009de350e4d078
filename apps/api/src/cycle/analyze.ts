import {
  clusterTemplates,
  type Dendrogram,
  eventValues,
  HabitMemory,
  type HabitRow,
  HostBaselines,
  type HostLines,
  HostOutliers,
  type KnownBefore,
  KnownDistances,
  type Lineage,
  type LogEvent,
  type LogTemplate,
  type MinerState,
  type SigmaRules,
  suggestedCount,
  TemplateMiner,
  Unusual,
  ValueCounts,
  type Variant,
} from "@deepsec/engine";
import { ApiError } from "../api-error.ts";
import type { Analysis } from "../store/cycle-record.ts";
import { assign, type Assigned } from "./assigned.ts";
import { Attacks } from "./attacks.ts";
import { eventTimeMs } from "./event-time.ts";
import { foundFinding } from "./found-finding.ts";
import { hostOf } from "./host-of.ts";
import { hourCount, Occurrences } from "./occurrences.ts";

/** Events of one source, and the first and last line each stands for. */
export interface SourceEvents {
  readonly sourceId: string;
  readonly events: readonly CountedEvent[];
}

/** An event and the physical lines that are counted with it: its own, and the blank ones that follow. */
export interface CountedEvent {
  readonly event: LogEvent;
  readonly lineCount: number;
}

/** What an analysis goes on from: what the graph keeps of all earlier ones. */
export interface AnalystMemory {
  readonly miner: MinerState;
  readonly habits: readonly HabitRow[];
  readonly before: KnownBefore & { readonly hostLines: readonly HostLines[] };
}

export interface AnalyzeOptions {
  readonly templateIds: ReadonlySet<string>;
  /** When the lines were read, ISO 8601 in UTC: the time of events that say none. */
  readonly observedAt: string;
}

export interface Analyzed {
  readonly analysis: Analysis;
  readonly assigned: Assigned;
}

/** Finds the templates of all events ever seen, counts those of this cycle, and arranges the templates in a tree. */
export class Analyzer {
  #miner: MinerState;
  readonly #habits: HabitMemory;
  readonly #attacks: Attacks;
  readonly #unusual: Unusual;
  readonly #outliers: HostOutliers;
  #treeKey = "";
  #dendrogram: Dendrogram | null = null;
  readonly #distances = new KnownDistances();

  /** @param added - Rules that a person added to our own. */
  constructor(memory: AnalystMemory, added: SigmaRules | null = null) {
    this.#miner = memory.miner;
    this.#habits = new HabitMemory(memory.habits);
    this.#attacks = new Attacks(this.#habits, added);
    this.#unusual = new Unusual(this.#habits, memory.before);
    this.#outliers = new HostOutliers(memory.before.hostLines);
  }

  analyze(sources: readonly SourceEvents[], { templateIds, observedAt }: AnalyzeOptions): Analyzed {
    const miner = new TemplateMiner(this.#miner);
    const handles = sources.map(({ events }) => events.map(({ event }) => miner.add(event)));
    const mined = miner.mine();
    const templateOf = (i: number, j: number): LogTemplate => mined.templateOf(handles[i]?.[j] ?? -1);

    const observedMs = Date.parse(observedAt);
    const occurrences = new Occurrences(observedAt);
    const values = new ValueCounts();
    const baselines = new HostBaselines(this.#habits, observedMs);
    const touched = new Set<string>();
    for (const [i, { sourceId, events }] of sources.entries()) {
      const host = hostOf(sourceId);
      for (const [j, { event, lineCount }] of events.entries()) {
        const template = templateOf(i, j);
        touched.add(template.id);
        occurrences.add(template.id, sourceId, event, lineCount);
        const timeMs = eventTimeMs(event, observedMs);
        const named = eventValues(event, template);
        baselines.see(host, timeMs);
        values.add(template.id, named, host, timeMs, event.weight);
        const rules = this.#attacks.add(event, sourceId, template.id, timeMs);
        const place = { source: sourceId, host, firstLine: event.firstLine, lastLine: event.lastLine };
        this.#unusual.see({ event, templateId: template.id, values: named, host, place, timeMs }, rules);
      }
    }
    const lineage = checkLineage(mined.templates, mined.lineage, templateIds);
    for (const { toId } of lineage) touched.add(toId);
    const grown = new Set(lineage.map(({ toId }) => toId));
    const fresh = mined.templates.filter(({ id }) => !templateIds.has(id));
    for (const { id } of fresh) touched.add(id);

    const counted = occurrences.all();
    this.#outliers.move(lineage);
    for (const { templateId, sourceId, lineCount, firstSeen } of counted)
      this.#outliers.add({ templateId, host: hostOf(sourceId), lineCount, firstMs: Date.parse(firstSeen) });
    const learned = baselines.close();
    const byId = new Map(mined.templates.map((template) => [template.id, template]));
    const unusual = this.#unusual.close({
      counts: counted.map(hourCount),
      lineage,
      baselines: learned,
      observedMs,
      hostOf,
      templateOf: (id) => byId.get(id),
    });

    const dendrogram = this.#cluster(mined.templates);
    const variants: Variant[] = miner.changes();
    this.#miner = miner.state();
    const analysis: Analysis = {
      templates: mined.templates.filter(({ id }) => touched.has(id)),
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
      variants,
      dendrogram,
      suggestedCount: suggestedCount(dendrogram),
      outliers: this.#outliers.scores(dendrogram, mined.templates),
      attacks: this.#attacks.take(observedMs),
      news: unusual.findings.map(foundFinding),
      endedIds: unusual.endedIds,
      baselines: learned,
      habits: this.#habits.changes(),
    };
    return { analysis, assigned: assign(sources, templateOf) };
  }

  /** Counts do not move the tree: while the templates stay what the distance reads of them, it is the same one. */
  #cluster(templates: readonly LogTemplate[]): Dendrogram {
    const key = JSON.stringify(templates.map(({ id, level, programs }) => [id, level, programs]));
    if (this.#dendrogram === null || key !== this.#treeKey) {
      this.#dendrogram = clusterTemplates(templates, "average", this.#distances);
      this.#treeKey = key;
    }
    return this.#dendrogram;
  }
}

/**
 * The moves that the graph has to make. Each template it counts must be one of today or lead to one: else its counts would
 * belong to no leaf, and the sizes of a cut would no longer add up to the lines read.
 */
function checkLineage(
  templates: readonly LogTemplate[],
  lineage: readonly Lineage[],
  templateIds: ReadonlySet<string>,
): Lineage[] {
  const today = new Set(templates.map(({ id }) => id));
  const moves = new Map(lineage.map((move) => [move.fromId, move]));
  const needed: Lineage[] = [];
  for (const id of templateIds) {
    if (today.has(id)) continue;
    const move = moves.get(id);
    if (move === undefined || !today.has(move.toId)) {
      throw new ApiError("LINEAGE_BROKEN", `template ${id} is no longer mined and leads to none that is`);
    }
    needed.push(move);
  }
  return needed;
}
