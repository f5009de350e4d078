import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";
import type { Archive } from "../archive/archive.ts";
import type { CycleChange } from "../change.ts";
import type { ReadOutcome } from "../collect/source-reader.ts";
import type {
  CycleRecord,
  Failure,
  HostOutcome,
  SourceAdvance,
  SourceOutcome,
} from "../store/cycle-record.ts";
import type { Metrics } from "../metrics.ts";
import type { GraphStore } from "../store/graph-store.ts";
import type { KnownSource } from "../store/known-state.ts";
import { Analyst } from "./analyst.ts";
import { advancesOf, readsToTake } from "./advances.ts";
import { archiveCycle } from "./archive-cycle.ts";
import { ChangeTeller } from "./change-teller.ts";
import { KnownGraph } from "./known-graph.ts";
import { phaseOf } from "./outcomes.ts";
import type { Redaction } from "./redaction.ts";
import type { ReadToTake, Taken } from "./take-reads.ts";
import { Waiting } from "./waiting.ts";

const HOUR_MS = 3_600_000;

export interface IntakeOptions {
  readonly timeZone: string;
  readonly redaction: Redaction;
  /** Null: lines are not archived. */
  readonly archive: Archive | null;
  /** Files and folders of the rules that a person added. */
  readonly rulePaths: readonly string[];
  /** A GeoIP file; null or left out: none. */
  readonly geoFile?: string | null;
  /** Called after each cycle that read lines or found a host in another phase. */
  readonly onChange: (change: CycleChange) => void;
  readonly metrics?: Metrics;
  /** Now, in ms since 1970. */
  readonly clock: () => number;
  readonly log: Logger;
}

/** What was read, to be stored at once or not at all. */
export interface Reads {
  readonly runId: string;
  readonly startedMs: number;
  readonly outcomes: readonly ReadOutcome[];
  /** How hosts and sources fared. @param ofAll - Why nothing that was read can be counted; null when it can. */
  readonly fared: (ofAll: Failure | null) => {
    readonly hosts: readonly HostOutcome[];
    readonly sources: readonly SourceOutcome[];
  };
  /** How long a last event without a successor waits for more lines of its own. */
  readonly eventWaitMs: number;
  /** Keep a run in the graph also when nothing was read. */
  readonly isRunKept: boolean;
  /** Store nothing at all when nothing is new, not even that it was looked at. */
  readonly isNewsOnly: boolean;
}

/** What one storing brought. */
export interface Stored {
  readonly runId: string;
  readonly phase: "ok" | "partial" | "failed";
  readonly lines: number;
  readonly newTemplates: number;
  readonly errorCount: number;
  /** Sources of which there is more to read at once: it was cut off, or somebody else stored what they had meanwhile. */
  readonly unread: ReadonlySet<string>;
  /** What was counted of each source. */
  readonly counts: readonly Pick<SourceAdvance, "id" | "bytes" | "lines">[];
}

/**
 * Takes what was read into the graph: parse, analyze, save, one after the other whoever reads. What it costs depends on what is new, not
 * on what the graph holds.
 */
export class Intake {
  readonly #store: GraphStore;
  readonly #options: IntakeOptions;
  readonly #known: KnownGraph;
  readonly #analyst: Analyst;
  readonly #waiting = new Waiting();
  readonly #teller: ChangeTeller;
  /** Since 1970. */
  #analyzedHour: number | null = null;
  /** The last lines could not be archived. */
  #isUnarchived = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: GraphStore, options: IntakeOptions) {
    this.#store = store;
    this.#options = options;
    this.#analyst = new Analyst({
      rulePaths: options.rulePaths,
      geoFile: options.geoFile ?? null,
      redactionKey: options.redaction.key,
    });
    this.#teller = new ChangeTeller(options.onChange);
    this.#known = new KnownGraph(store, options.archive);
  }

  /** How far a source was read; null for one that is none. */
  sources(ids: readonly string[]): Promise<KnownSource[]> {
    return this.#inTurn(async () => {
      await this.#known.load(ids);
      return ids.flatMap((id) => this.#known.source(id) ?? []);
    });
  }

  isPartialDue(sourceId: string): boolean {
    return this.#waiting.isPartialDue(sourceId, performance.now());
  }

  /** True when to read the source again brings an event that has waited long enough, though nothing came after it. */
  isDue(sourceId: string, eventWaitMs: number): boolean {
    return this.#waiting.isDue(sourceId, performance.now(), eventWaitMs);
  }

  /** @throws ApiError `FENCED` when another process stored a cycle in between: nothing was stored, read again. */
  take(reads: Reads): Promise<Stored> {
    return this.#inTurn(async () => {
      try {
        return await this.#take(reads);
      } catch (error) {
        // What was analyzed is not what the graph holds, and what is known of it may be old.
        this.#analyst.forget();
        this.#known.forget();
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#analyst.close();
  }

  #inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(task, task);
    this.#last = turn;
    return turn;
  }

  async #take(reads: Reads): Promise<Stored> {
    const { clock, archive, log } = this.#options;
    const beganMs = clock();
    const { runId } = reads;
    await this.#known.load(reads.outcomes.map(({ wanted }) => wanted.id));
    const { reads: toTake, stale } = readsToTake(reads, {
      redaction: this.#options.redaction,
      known: this.#known,
      waiting: this.#waiting,
      nowMs: beganMs,
    });
    const { cycle } = this.#known;
    const hour = Math.floor(beganMs / HOUR_MS);
    // Silence shows when an hour is over, and nothing may be read then.
    const isDue = !reads.isNewsOnly && hour > (this.#analyzedHour ?? hour);
    const { summaries, analysis, lines } = await this.#analyze(
      toTake,
      new Date(beganMs).toISOString(),
      isDue,
    );
    const moved = advancesOf(toTake, summaries, { waiting: this.#waiting, log });
    if (reads.isNewsOnly && moved.advances.length === 0)
      return {
        runId,
        phase: "ok",
        lines: 0,
        newTemplates: 0,
        errorCount: 0,
        unread: new Set(stale),
        counts: [],
      };
    this.#analyzedHour = analysis === null ? (this.#analyzedHour ?? hour) : hour;
    const analyzedMs = clock();
    const unarchived = await archiveCycle(archive, { cycle, runId }, lines, log);
    if (unarchived !== null) this.#analyst.forget();
    if (unarchived !== null && reads.isNewsOnly) throw new ApiError("ARCHIVE_UNWRITABLE", unarchived.message);
    const archivedMs = clock();
    const { hosts, sources } = reads.fared(unarchived);
    const advances = unarchived === null ? moved.advances : [];
    const record: CycleRecord = {
      runId,
      cycle,
      startedAt: new Date(reads.startedMs).toISOString(),
      endedAt: new Date(clock()).toISOString(),
      phase: phaseOf(sources),
      hosts,
      sources,
      advances,
      analysis: unarchived === null ? analysis : null,
      isRunKept: reads.isRunKept || advances.length > 0 || (unarchived !== null && !this.#isUnarchived),
    };
    this.#isUnarchived = unarchived !== null;
    const findings = await this.#store.saveCycle(record);
    if (record.analysis === null && advances.length > 0) this.#analyst.skip(cycle);
    this.#known.advance(advances, advances.length > 0 || record.analysis !== null);
    this.#teller.tell(record, findings);
    if (advances.length > 0) archive?.maintain(cycle + 1);
    const stored = {
      runId,
      phase: record.phase,
      lines: advances.reduce((sum, advance) => sum + advance.lines, 0),
      newTemplates: record.analysis?.newTemplates ?? 0,
      errorCount: sources.filter(({ failure }) => failure !== null).length,
    };
    const steps = {
      readMs: beganMs - reads.startedMs,
      analyzeMs: analyzedMs - beganMs,
      archiveMs: archivedMs - analyzedMs,
      saveMs: clock() - archivedMs,
    };
    this.#options.metrics?.cycleStored(stored.phase, steps);
    const unread = new Set(unarchived === null ? [...stale, ...moved.unread] : []);
    log[stored.lines > 0 || stored.errorCount > 0 ? "info" : "debug"](
      { ...stored, redacted: moved.redacted, unread: unread.size, ...steps },
      "cycle stored",
    );
    return { ...stored, unread, counts: advances };
  }

  async #analyze(reads: readonly ReadToTake[], observedAt: string, isDue: boolean): Promise<Taken> {
    if (reads.length === 0 && !isDue) return { summaries: [], analysis: null, lines: null };
    const { cycle } = this.#known;
    const { timeZone, archive } = this.#options;
    const memory = this.#analyst.remembers(cycle) ? null : await this.#store.loadMemory();
    const options = { timeZone, observedAt, isDue, isArchived: archive !== null };
    return this.#analyst.take(cycle, reads, options, memory);
  }
}
