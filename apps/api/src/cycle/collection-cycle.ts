import { randomUUID } from "node:crypto";
import type { RedactionCounts } from "@deepsec/engine";
import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";
import type { Archive } from "../archive/archive.ts";
import type { Change, ChangedFinding } from "../change.ts";
import type { HostListing, ReadOutcome, SourceReader } from "../collect/source-reader.ts";
import type { CycleRecord, SourceAdvance } from "../store/cycle-record.ts";
import type { GraphStore } from "../store/graph-store.ts";
import type { KnownSource, KnownState } from "../store/known-state.ts";
import { Analyst } from "./analyst.ts";
import type { Analyzed } from "./analyze.ts";
import { archiveCycle } from "./archive-cycle.ts";
import type { CountedRead } from "./archived-sources.ts";
import { hostOutcomes, phaseOf, sourceOutcomes } from "./outcomes.ts";
import { parseRead } from "./parse-read.ts";
import { addCounts, type Redaction, redactionOf } from "./redaction.ts";
import { Waiting } from "./waiting.ts";

const BYTES_PER_SOURCE_MAX = 4 * 1024 * 1024;
const BYTES_PER_PASS_MAX = 32 * 1024 * 1024;
const HOUR_MS = 3_600_000;
const FENCED_ATTEMPTS_MAX = 5;
/** How long a scheduled cycle waits for a host; who asks for a cycle waits for all of them. */
const PATIENCE_MS = 3000;

export interface CycleOptions {
  readonly timeZone: string;
  readonly eventWaitMs: number;
  readonly redaction: Redaction;
  /** Null: lines are not archived. */
  readonly archive: Archive | null;
  /** Files and folders of the rules that a person added. */
  readonly rulePaths: readonly string[];
  /** Called after each cycle that read lines or found a host in another phase. */
  readonly onChange: (change: Change) => void;
  /** Now, in ms since 1970. */
  readonly clock: () => number;
  readonly log: Logger;
}

export interface CycleResult {
  readonly runId: string;
  readonly phase: "ok" | "partial" | "failed";
  readonly lines: number;
  readonly newTemplates: number;
  readonly errorCount: number;
}

interface Pass extends CycleResult {
  /** True when sources have more than one pass takes. */
  readonly hasMore: boolean;
}

interface ParseContext {
  /** Which path of the settings names a source, by its id. */
  readonly patterns: ReadonlyMap<string, string>;
  /** How far the clocks of hosts are ahead, by their names. */
  readonly skewsMs: ReadonlyMap<string, number>;
  readonly nowMs: number;
}

/** A collection cycle: load, collect, analyze, save. Each pass over the sources is stored by itself, at once or not at all. */
export class CollectionCycle {
  readonly #reader: SourceReader;
  readonly #store: GraphStore;
  readonly #options: CycleOptions;
  readonly #analyst: Analyst;
  readonly #waiting: Waiting;
  readonly #phases = new Map<string, string>();
  #registered = "";
  /** Since 1970. */
  #analyzedHour: number | null = null;
  /** The last cycle's lines could not be archived. */
  #isUnarchived = false;
  #dendrogramId: string | null = null;

  constructor(reader: SourceReader, store: GraphStore, options: CycleOptions) {
    this.#reader = reader;
    this.#store = store;
    this.#options = options;
    this.#analyst = new Analyst({ rulePaths: options.rulePaths });
    this.#waiting = new Waiting(options.eventWaitMs);
  }

  /**
   * Reads all sources to their ends.
   *
   * @param isRunKept - Somebody asked for it: wait for every host, and keep a run in the graph also when nothing was read.
   * @param signal - Ends it after the pass that goes on.
   */
  async run(isRunKept: boolean, signal: AbortSignal): Promise<CycleResult> {
    let lines = 0;
    let newTemplates = 0;
    let fenced = 0;
    for (let isFirst = true; ; isFirst = false) {
      try {
        const pass = await this.#pass(isRunKept && isFirst, isRunKept ? Infinity : PATIENCE_MS);
        lines += pass.lines;
        newTemplates += pass.newTemplates;
        if (!pass.hasMore || signal.aborted) return { ...pass, lines, newTemplates };
      } catch (error) {
        // Somebody else stored a cycle in between: what we read is thrown away and read again from where they stopped.
        this.#analyst.forget();
        if (!(error instanceof ApiError && error.code === "FENCED") || ++fenced === FENCED_ATTEMPTS_MAX)
          throw error;
        this.#options.log.warn({ reason: error.message }, "another cycle was stored, reading again");
      }
    }
  }

  close(): Promise<void> {
    return this.#analyst.close();
  }

  async #pass(isRunKept: boolean, patienceMs: number): Promise<Pass> {
    const { archive, clock, log } = this.#options;
    const startedMs = clock();
    const runId = randomUUID();
    const listings = await this.#reader.list(patienceMs);
    const ids = await this.#register(listings);
    const known = await this.#store.loadState(ids);
    await archive?.align(known);

    const bytesMax = Math.min(BYTES_PER_SOURCE_MAX, Math.ceil(BYTES_PER_PASS_MAX / Math.max(1, ids.length)));
    const silent = listings.filter(({ failure, isLate }) => failure !== null || isLate);
    const unreachable = new Set(silent.map(({ name }) => name));
    const wanted = known.sources
      .filter(({ hostName }) => !unreachable.has(hostName))
      .map((source) => ({
        ...source,
        takePartial: this.#waiting.isPartialDue(source.id, performance.now()),
      }));
    const outcomes = await this.#reader.read(wanted, bytesMax, patienceMs);
    const readMs = clock() - startedMs;

    const patterns = new Map(
      listings.flatMap(({ sources }) => sources.map(({ id, pattern }) => [id, pattern])),
    );
    const observedMs = clock();
    const skewsMs = new Map(listings.map(({ name, clockSkewMs }) => [name, clockSkewMs ?? 0]));
    const parsed = await this.#parse(known.sources, outcomes, { patterns, skewsMs, nowMs: observedMs });
    const observedAt = new Date(observedMs).toISOString();
    const hour = Math.floor(observedMs / HOUR_MS);
    // Silence shows when an hour is over, and nothing may be read then.
    const isDue = parsed.reads.length > 0 || hour > (this.#analyzedHour ?? hour);
    const analyzed = isDue ? await this.#analyze(known, parsed.reads, observedAt) : null;
    this.#analyzedHour = analyzed === null ? (this.#analyzedHour ?? hour) : hour;
    const analyzedMs = clock() - startedMs;
    const unarchived = await archiveCycle(
      archive,
      { ...known, runId, observedAt },
      parsed.reads,
      parsed.reads.length === 0 ? null : analyzed,
      log,
    );
    if (unarchived !== null) this.#analyst.forget();
    const archivedMs = clock() - startedMs;
    const { redacted } = parsed;
    const { advances, analysis, hasMore } =
      unarchived === null
        ? { ...parsed, analysis: analyzed?.analysis ?? null }
        : { advances: [], analysis: null, hasMore: false };
    const sources = sourceOutcomes(listings, outcomes, unarchived);
    const record: CycleRecord = {
      runId,
      cycle: known.cycle,
      startedAt: new Date(startedMs).toISOString(),
      endedAt: new Date(clock()).toISOString(),
      phase: phaseOf(sources),
      hosts: hostOutcomes(listings, sources),
      sources,
      advances,
      analysis,
      isRunKept: isRunKept || advances.length > 0 || (unarchived !== null && !this.#isUnarchived),
    };
    this.#isUnarchived = unarchived !== null;
    const findings = await this.#store.saveCycle(record);
    this.#tell(record, findings);
    if (analysis === null && advances.length > 0) this.#analyst.skip(known.cycle);
    if (advances.length > 0) archive?.maintain(known.cycle + 1);
    const result = {
      runId,
      phase: record.phase,
      lines: advances.reduce((sum, advance) => sum + advance.lines, 0),
      newTemplates: analysis?.newTemplates ?? 0,
      errorCount: sources.filter(({ failure }) => failure !== null).length,
    };
    const ms = clock() - startedMs;
    const steps = {
      readMs,
      analyzeMs: analyzedMs - readMs,
      archiveMs: archivedMs - analyzedMs,
      saveMs: ms - archivedMs,
    };
    log[advances.length > 0 || result.errorCount > 0 ? "info" : "debug"](
      { ...result, redacted, hasMore, ...steps },
      "cycle stored",
    );
    return { ...result, hasMore };
  }

  #tell(
    { cycle, runId, phase, endedAt, hosts, advances, analysis }: CycleRecord,
    findings: ChangedFinding[],
  ) {
    const phases = hosts.map(({ name, failure }) => ({ name, phase: failure === null ? "ok" : "failed" }));
    const isMoved = phases.some(({ name, phase: now }) => this.#phases.get(name) !== now);
    for (const host of phases) this.#phases.set(host.name, host.phase);
    const isStep = advances.length > 0 || analysis !== null;
    if (!isStep && !isMoved) return;
    const dendrogramId = analysis?.dendrogram.id ?? this.#dendrogramId;
    this.#options.onChange({
      cycle: isStep ? cycle + 1 : cycle,
      runId,
      phase,
      storedAt: endedAt,
      lines: advances.reduce((sum, { lines }) => sum + lines, 0),
      newTemplates: analysis?.newTemplates ?? 0,
      dendrogramId: dendrogramId === this.#dendrogramId ? null : dendrogramId,
      hosts: phases,
      findings,
    });
    this.#dendrogramId = dendrogramId;
  }

  async #analyze(
    { cycle, templateIds }: KnownState,
    reads: readonly CountedRead[],
    observedAt: string,
  ): Promise<Analyzed> {
    const sources = reads.map(({ source, parsed }) => ({ sourceId: source.id, events: parsed.events }));
    const memory = this.#analyst.remembers(cycle) ? null : await this.#store.loadMemory();
    return this.#analyst.analyze(cycle, { sources, templateIds, observedAt }, memory);
  }

  /** Hosts and sources become nodes before anything of them is read; only what changed is written. */
  async #register(listings: readonly HostListing[]): Promise<string[]> {
    const sources = listings.flatMap((listing) => listing.sources);
    const listed = listings
      .filter(({ failure, isLate }) => failure === null && !isLate)
      .map(({ name }) => name);
    const key = JSON.stringify([sources, listed]);
    if (key !== this.#registered) {
      await this.#store.registerSources(sources, listed);
      this.#registered = key;
    }
    return sources.map(({ id }) => id);
  }

  async #parse(
    known: readonly KnownSource[],
    outcomes: readonly ReadOutcome[],
    { patterns, skewsMs, nowMs }: ParseContext,
  ) {
    const byId = new Map(known.map((source) => [source.id, source]));
    const advances: SourceAdvance[] = [];
    const reads: CountedRead[] = [];
    let redacted: RedactionCounts = {};
    let hasMore = false;
    for (const { id, read } of outcomes) {
      const source = byId.get(id);
      if (read === null || source === undefined) continue;
      const redaction = redactionOf(
        this.#options.redaction,
        source.hostName,
        patterns.get(id) ?? source.path,
      );
      const parsed = parseRead(read, {
        // Times without a year are the host's: its own clock decides which.
        now: new Date(nowMs + (skewsMs.get(source.hostName) ?? 0)).toISOString(),
        timeZone: this.#options.timeZone,
        parseState: source.parseState,
        isFinal: this.#waiting.isEventDue(id, read, performance.now()),
        redaction,
      });
      this.#waiting.note(id, read, parsed.to.offsetBytes, performance.now());
      const { from, to } = { from: source.checkpoint, to: parsed.to };
      if (from?.offsetBytes === to.offsetBytes && from.head === to.head && from.anchor === to.anchor)
        continue;
      if (read.gap !== null)
        this.#options.log.warn({ source: id, ...read.gap }, "lines were lost before they were read");
      if (Object.keys(parsed.redacted).length > 0) {
        this.#options.log.info({ source: id, redacted: parsed.redacted }, "secrets redacted");
        redacted = addCounts(redacted, parsed.redacted);
      }
      const generation = source.generation + (read.generationChanged ? 1 : 0);
      advances.push({
        id,
        from,
        to,
        encoding: read.encoding,
        generation,
        parseState: parsed.parseState,
        bytes: parsed.bytes,
        lines: parsed.lines,
        events: parsed.events.reduce((sum, { event }) => sum + event.weight, 0),
        partialLines: read.endsPartial && !parsed.isWaiting ? 1 : 0,
        gap: read.gap,
      });
      if (parsed.events.length > 0) reads.push({ source, generation, read, parsed, redaction });
      const isFurther = to.offsetBytes !== read.offsetBytes || to.cursor !== from?.cursor;
      hasMore ||= read.lagBytes > 0 && isFurther;
      // Between two sources the server gets its turn: parsing is all computation.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { advances, reads, redacted, hasMore };
  }
}
