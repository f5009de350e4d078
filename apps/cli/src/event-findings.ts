import {
  EvidenceCollector,
  type FindingStep,
  type FoldedFinding,
  foldFindings,
  HabitMemory,
  HostBaselines,
  type Locate,
  type LogEvent,
  type MinedTemplates,
  type SigmaRules,
  Unusual,
  type WatchFinding,
} from "@deepsec/engine";
import type { PlacedEvents } from "./event-places.ts";

const HOUR_MS = 3_600_000;
const STEPS_OF_TEMPLATES_MAX = 20;
const SEVERITIES = ["HIGH", "MEDIUM", "LOW"] as const;

/** An attack, a change or a value out of the usual. */
export interface Found extends FoldedFinding {
  /** `attack`, or what kind of change it is. */
  readonly kind: string;
}

interface HourTally {
  readonly handle: number;
  readonly sourceId: string;
  readonly hour: number;
  count: number;
  firstMs: number;
}

/** Finds attacks, changes and values out of the usual in a set of files, as the API does from cycle to cycle: the files are all it knows. */
export class EventFindings {
  readonly evidence: EvidenceCollector;
  readonly #nowMs: number;
  readonly #habits = new HabitMemory();
  readonly #unusual: Unusual;
  readonly #baselines: HostBaselines;
  /** A log of several hosts, as a log server writes it, is a source for each. */
  readonly #hosts = new Map<string, string>();
  readonly #hours = new Map<string, HourTally>();
  #lastMs: number;

  /**
   * @param now - ISO 8601: the time of events that say none and follow none.
   * @param added - Rules that a person added to ours.
   * @param locate - Where addresses are, by a person's GeoIP file.
   */
  constructor(now: string, added?: SigmaRules | null, locate?: Locate) {
    this.evidence = new EvidenceCollector(added);
    this.#unusual = new Unusual(this.#habits, undefined, locate);
    this.#nowMs = Date.parse(now);
    this.#lastMs = this.#nowMs;
    this.#baselines = new HostBaselines(this.#habits, this.#nowMs);
  }

  add(event: LogEvent, handle: number, path: string): void {
    const { firstLine, lastLine, timestamp, weight } = event;
    const host = event.fields["host"] ?? path;
    const place = { source: path, firstLine, lastLine };
    const ownMs = timestamp === null ? Number.NaN : Date.parse(timestamp);
    const timeMs = Number.isNaN(ownMs) ? this.#lastMs : ownMs;
    this.#lastMs = timeMs;
    const rules = this.evidence.add(event, place);
    this.#baselines.see(host, timeMs);
    this.#unusual.see({ event, templateId: String(handle), host, place, timeMs }, rules);
    const sourceId = `${host} ${path}`;
    this.#hosts.set(sourceId, host);
    const hour = Math.floor(timeMs / HOUR_MS);
    const key = `${handle} ${hour} ${sourceId}`;
    const tally = this.#hours.get(key);
    if (tally === undefined) this.#hours.set(key, { handle, sourceId, hour, count: weight, firstMs: timeMs });
    else {
      tally.count += weight;
      tally.firstMs = Math.min(tally.firstMs, timeMs);
    }
  }

  /**
   * All that was found, HIGH first; of one severity attacks first.
   *
   * @param placesOf - Where the events of each template stand.
   */
  close(mined: MinedTemplates, placesOf: ReadonlyMap<string, PlacedEvents>): Found[] {
    const byId = new Map(mined.templates.map((template) => [template.id, template]));
    const { findings } = this.#unusual.close({
      counts: [...this.#hours.values()].map(({ handle, ...tally }) => ({
        ...tally,
        templateId: mined.templateOf(handle).id,
      })),
      lineage: [],
      baselines: this.#baselines.close(),
      observedMs: this.#nowMs,
      hostOf: (sourceId) => this.#hosts.get(sourceId) ?? sourceId,
      templateOf: (templateId) => byId.get(templateId),
    });
    const found = [
      ...foldFindings(this.evidence.findings()).map((finding) => ({ ...finding, kind: "attack" })),
      ...findings.map((finding) => ({ ...finding, cases: 1, steps: stepsOf(finding, placesOf) })),
    ];
    return SEVERITIES.flatMap((severity) => found.filter((one) => one.severity === severity));
  }
}

/** Its own events; else the first ones of the kinds of line that it is about. */
function stepsOf(
  { title, hosts, places, templateIds }: WatchFinding,
  placesOf: ReadonlyMap<string, PlacedEvents>,
): FindingStep[] {
  const shown =
    places.length > 0
      ? places
      : templateIds.flatMap((id) => placesOf.get(id)?.places ?? []).slice(0, STEPS_OF_TEMPLATES_MAX);
  return shown.map((place) => ({ ...place, timestamp: null, host: hosts[0] ?? "", what: title }));
}
