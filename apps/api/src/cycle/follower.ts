import { setTimeout as sleep } from "node:timers/promises";
import { backOffMs } from "@deepsec/collector";
import type { Logger } from "pino";
import type { ListedSource, SourceReader } from "../collect/source-reader.ts";
import type { GraphStore } from "../store/graph-store.ts";
import type { Intake } from "./intake.ts";
import { IntakeBatch } from "./intake-batch.ts";

/** How often a host is asked whether its followed files changed. */
const LOOK_EVERY_MS = 500;
/** What a file's name does not show, a writer that still holds the file before a rotation, is found so late at most. */
const READ_EVERY_MS = 10_000;
/** Whoever writes an event of several lines writes them at once. */
const EVENT_WAIT_MS_MAX = 500;
/** What cannot be looked at without reading it is read so often. */
const BLIND_READ_EVERY_MS = 1000;
const BYTES_PER_SOURCE_MAX = 4 * 1024 * 1024;

export interface FollowerOptions {
  readonly eventWaitMs: number;
  /** Now, in ms since 1970. */
  readonly clock: () => number;
  readonly log: Logger;
}

/** A followed source, and how it went. */
interface Followed {
  source: ListedSource;
  isFollowing: boolean;
  /** What the graph says of that. */
  isNoted: boolean;
  /** What its name led to when it was read last; null: read it. */
  seen: string | null;
  readAtMs: number;
  failures: number;
  retryAtMs: number;
}

/**
 * Reads sources as soon as they have something new. Each host is looked at by itself, so that one that hangs holds up no other; what they
 * bring is stored together, twice a second at most. A source that cannot be followed says so and is left to the schedule, and is tried
 * again, later with each failure.
 */
export class Follower {
  readonly #reader: SourceReader;
  readonly #store: GraphStore;
  readonly #intake: Intake;
  readonly #batch: IntakeBatch;
  readonly #options: FollowerOptions;
  readonly #eventWaitMs: number;
  readonly #followed = new Map<string, Followed>();
  readonly #loops = new Map<string, Promise<void>>();
  readonly #aborter = new AbortController();

  constructor(reader: SourceReader, store: GraphStore, intake: Intake, options: FollowerOptions) {
    this.#reader = reader;
    this.#store = store;
    this.#intake = intake;
    this.#options = options;
    this.#eventWaitMs = Math.min(EVENT_WAIT_MS_MAX, options.eventWaitMs);
    this.#batch = new IntakeBatch(intake, this.#eventWaitMs, options.clock);
  }

  /** Follows these sources from now on, and no others. */
  follow(sources: readonly ListedSource[]): void {
    const ids = new Set(sources.map(({ id }) => id));
    for (const id of this.#followed.keys()) if (!ids.has(id)) this.#followed.delete(id);
    for (const source of sources) {
      const known = this.#followed.get(source.id);
      if (known !== undefined) known.source = source;
      else
        this.#followed.set(source.id, {
          source,
          isFollowing: false,
          isNoted: false,
          seen: null,
          readAtMs: Number.NEGATIVE_INFINITY,
          failures: 0,
          retryAtMs: 0,
        });
      if (!this.#loops.has(source.hostName)) this.#start(source.hostName);
    }
  }

  /** True while the source is read as its lines come: nobody else needs to. */
  isFollowing(id: string): boolean {
    return this.#followed.get(id)?.isFollowing === true;
  }

  async stop(): Promise<void> {
    this.#aborter.abort();
    await Promise.allSettled(this.#loops.values());
  }

  #start(hostName: string): void {
    if (this.#aborter.signal.aborted) return;
    this.#loops.set(
      hostName,
      this.#loop(hostName).finally(() => this.#loops.delete(hostName)),
    );
  }

  async #loop(hostName: string): Promise<void> {
    const { signal } = this.#aborter;
    const { log } = this.#options;
    while (!signal.aborted) {
      const startedMs = performance.now();
      const all = [...this.#followed.values()].filter(({ source }) => source.hostName === hostName);
      if (all.length === 0) return;
      try {
        await this.#look(hostName, all);
      } catch (error) {
        for (const followed of all) this.#fail(followed);
        log.debug({ err: error, host: hostName }, "not following");
      }
      await this.#note(all);
      await sleep(Math.max(0, startedMs + LOOK_EVERY_MS - performance.now()), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  async #look(hostName: string, all: readonly Followed[]): Promise<void> {
    const due = all.filter(({ retryAtMs }) => retryAtMs <= performance.now());
    if (due.length === 0) return;
    const looks = new Map(
      (
        await this.#reader.look(
          hostName,
          due.map(({ source }) => source),
        )
      ).map((look) => [look.id, look]),
    );
    const seenOf = ({ source }: Followed) => looks.get(source.id)?.seen ?? null;
    const readable = due.filter(({ source }) => looks.get(source.id)?.failure === null);
    for (const followed of due) if (!readable.includes(followed)) this.#fail(followed);
    const news = readable.filter(
      (followed) =>
        (seenOf(followed) !== null && followed.seen !== seenOf(followed)) ||
        performance.now() - followed.readAtMs >=
          (seenOf(followed) === null ? BLIND_READ_EVERY_MS : READ_EVERY_MS) ||
        this.#intake.isDue(followed.source.id, this.#eventWaitMs),
    );
    if (news.length > 0) await this.#read(hostName, news, seenOf);
    for (const followed of readable) if (followed.retryAtMs <= performance.now()) this.#succeed(followed);
  }

  async #read(
    hostName: string,
    news: readonly Followed[],
    seenOf: (followed: Followed) => string | null,
  ): Promise<void> {
    const startedMs = this.#options.clock();
    const known = new Map(
      (await this.#intake.sources(news.map(({ source }) => source.id))).map((source) => [source.id, source]),
    );
    const wanted = news.map(({ source }) => ({
      ...source,
      checkpoint: known.get(source.id)?.checkpoint ?? null,
      takePartial: this.#intake.isPartialDue(source.id),
    }));
    const outcomes = await this.#reader.readOf(hostName, wanted, BYTES_PER_SOURCE_MAX);
    const failed = new Set(
      outcomes.filter(({ failure }) => failure !== null).map(({ wanted: { id } }) => id),
    );
    const unread = await this.#batch.take(
      outcomes.filter(({ read }) => read !== null),
      startedMs,
    );
    for (const followed of news) {
      const { id } = followed.source;
      if (failed.has(id)) this.#fail(followed);
      else {
        followed.seen = unread.has(id) ? null : seenOf(followed);
        followed.readAtMs = performance.now();
      }
    }
  }

  async #note(all: readonly Followed[]): Promise<void> {
    const moved = all.filter(({ isFollowing, isNoted }) => isFollowing !== isNoted);
    if (moved.length === 0) return;
    try {
      await this.#store.saveFollowing(
        moved.map(({ source, isFollowing }) => ({ id: source.id, isFollowing })),
      );
      for (const followed of moved) followed.isNoted = followed.isFollowing;
    } catch (error) {
      this.#options.log.debug({ err: error }, "what is followed could not be noted, trying again");
    }
  }

  #fail(followed: Followed): void {
    followed.isFollowing = false;
    followed.seen = null;
    followed.failures += 1;
    followed.retryAtMs = performance.now() + backOffMs(followed.failures, Math.random());
  }

  #succeed(followed: Followed): void {
    followed.isFollowing = true;
    followed.failures = 0;
  }
}
