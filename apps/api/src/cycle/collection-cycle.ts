import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";
import type { HostListing, SourceReader } from "../collect/source-reader.ts";
import type { GraphStore } from "../store/graph-store.ts";
import type { CycleProgress } from "./cycle-progress.ts";
import type { Follower } from "./follower.ts";
import type { Intake, Stored } from "./intake.ts";
import { hostOutcomes, sourceOutcomes } from "./outcomes.ts";

/** Storing costs about the same however much there is to store, and what is read is held in memory until then. */
const BYTES_PER_PASS_MAX = 8 * 1024 * 1024;
const FENCED_ATTEMPTS_MAX = 5;
/** How long a scheduled cycle waits for a host; who asks for a cycle waits for all of them. */
const PATIENCE_MS = 3000;

export interface CycleOptions {
  readonly eventWaitMs: number;
  /** Now, in ms since 1970. */
  readonly clock: () => number;
  readonly progress: CycleProgress;
  readonly log: Logger;
}

/** What a cycle is to read, and how. */
export interface CycleOrder {
  /** Somebody asked for it: read what is followed too, wait for every host, and keep a run in the graph also when nothing was read. */
  readonly isRequested: boolean;
  /** Of these hosts; null: of all. */
  readonly hostNames: ReadonlySet<string> | null;
}

export type CycleResult = Omit<Stored, "unread" | "counts">;

/** A collection cycle: list, read, take in. Each pass over the sources is stored by itself, at once or not at all. */
export class CollectionCycle {
  readonly #reader: SourceReader;
  readonly #store: GraphStore;
  readonly #intake: Intake;
  readonly #follower: Follower;
  readonly #options: CycleOptions;
  #registered = "";

  constructor(
    reader: SourceReader,
    store: GraphStore,
    intake: Intake,
    follower: Follower,
    options: CycleOptions,
  ) {
    this.#reader = reader;
    this.#store = store;
    this.#intake = intake;
    this.#follower = follower;
    this.#options = options;
  }

  /**
   * Reads all sources to their ends, but for those that are being followed.
   *
   * @param signal - Ends it after the pass that goes on.
   */
  async run(order: CycleOrder, signal: AbortSignal): Promise<CycleResult> {
    const { progress } = this.#options;
    progress.begin(this.#reader.hostNames(order.hostNames), order.isRequested);
    try {
      return await this.#passes(order, signal);
    } finally {
      progress.end();
    }
  }

  async #passes(order: CycleOrder, signal: AbortSignal): Promise<CycleResult> {
    let lines = 0;
    let newTemplates = 0;
    let fenced = 0;
    for (let isFirst = true; ; isFirst = false) {
      try {
        const { unread, counts: _, ...stored } = await this.#pass(order, isFirst);
        lines += stored.lines;
        newTemplates += stored.newTemplates;
        if (unread.size === 0 || signal.aborted) return { ...stored, lines, newTemplates };
      } catch (error) {
        // Somebody else stored a cycle in between: what we read is thrown away and read again from where they stopped.
        if (!(error instanceof ApiError && error.code === "FENCED") || ++fenced === FENCED_ATTEMPTS_MAX)
          throw error;
        this.#options.log.warn({ reason: error.message }, "another cycle was stored, reading again");
      }
    }
  }

  async #pass({ isRequested, hostNames }: CycleOrder, isFirst: boolean): Promise<Stored> {
    const { clock, eventWaitMs, progress } = this.#options;
    const startedMs = clock();
    const patienceMs = isRequested ? Infinity : PATIENCE_MS;
    const listings = await this.#reader.list(patienceMs, hostNames);
    progress.listed(listings);
    await this.#register(listings, hostNames === null);
    const answering = listings.filter(({ failure, isLate }) => failure === null && !isLate);
    const listed = answering.flatMap((listing) => listing.sources);
    const followed = isRequested ? [] : listed.filter(({ id }) => this.#follower.isFollowing(id));
    const sources = listed.filter((source) => !followed.includes(source));
    const known = new Map(
      (await this.#intake.sources(sources.map(({ id }) => id))).map((source) => [source.id, source]),
    );
    const wanted = sources.map((source) => ({
      ...source,
      checkpoint: known.get(source.id)?.checkpoint ?? null,
      takePartial: this.#intake.isPartialDue(source.id),
    }));
    const bytesMax = Math.ceil(BYTES_PER_PASS_MAX / Math.max(1, wanted.length));
    const outcomes = await this.#reader.read(wanted, bytesMax, patienceMs, (ofHost) => progress.read(ofHost));
    progress.storing();
    const ofFollowed = followed.map(({ id }) => ({ id, failure: null, sizeBytes: null }));
    const stored = await this.#intake.take({
      runId: randomUUID(),
      startedMs,
      outcomes,
      fared: (ofAll) => {
        const fared = sourceOutcomes(listings, outcomes, ofAll);
        return { hosts: hostOutcomes(listings, [...fared, ...ofFollowed]), sources: fared };
      },
      eventWaitMs,
      isRunKept: isRequested && isFirst,
      isNewsOnly: false,
    });
    const hostNameOf = new Map(sources.map(({ id, hostName }) => [id, hostName]));
    progress.stored(stored.counts, (id) => hostNameOf.get(id));
    return stored;
  }

  /** Hosts and sources become nodes before anything of them is read; only what changed is written. */
  async #register(listings: readonly HostListing[], isAll: boolean): Promise<void> {
    const sources = listings.flatMap((listing) => listing.sources);
    const listed = listings
      .filter(({ failure, isLate }) => failure === null && !isLate)
      .map(({ name }) => name);
    const key = JSON.stringify([sources, listed]);
    if (key !== this.#registered) {
      await this.#store.registerSources(sources, listed);
      this.#registered = key;
    }
    // Of other hosts nothing is known here, and what is followed there stays so.
    if (isAll) this.#follower.follow(sources.filter(({ isFollowed }) => isFollowed));
  }
}
