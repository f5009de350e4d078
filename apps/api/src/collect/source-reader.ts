import { isDeepStrictEqual } from "node:util";
import {
  type Checkpoint,
  CollectError,
  journalPath,
  readSource,
  type SourceRead,
  type Transport,
} from "@deepsec/collector";
import { type CollectFailure, collectFailure } from "./failure.ts";
import { type CollectedHost, HostLinks } from "./host-links.ts";
import { HostWork } from "./host-work.ts";
import { inParallel } from "./in-parallel.ts";

export interface ListedSource {
  readonly id: string;
  readonly hostName: string;
  readonly path: string;
  /** The path of the settings that names it, wildcards in it. */
  readonly pattern: string;
  /** The settings want it followed. */
  readonly isFollowed: boolean;
}

/** A source to read, and from where. */
export interface WantedSource extends ListedSource {
  readonly checkpoint: Checkpoint | null;
  /** Take a last line without a newline as it stands: it has waited long enough. */
  readonly takePartial: boolean;
}

/** What the settings' paths name on one host at this moment. */
export interface HostListing {
  readonly name: string;
  readonly sources: readonly ListedSource[];
  /** When set, `sources` has only the paths without wildcards. */
  readonly failure: CollectFailure | null;
  /** The host has not answered yet: `sources` are those that it had before. */
  readonly isLate: boolean;
  /** The host's clock less ours, in ms; null while it is not known. */
  readonly clockSkewMs: number | null;
}

export type ReadOutcome = { readonly wanted: WantedSource } & (
  | {
      readonly read: SourceRead;
      /** The host's clock less ours, in ms; null where it is not known. */
      readonly clockSkewMs: number | null;
      readonly failure: null;
    }
  | { readonly read: null; readonly failure: CollectFailure }
);

/** What a name leads to: another text after each change of the file, null where that cannot be told. */
export type SourceLook = { readonly id: string } & (
  | { readonly seen: string | null; readonly failure: null }
  | { readonly seen: null; readonly failure: CollectFailure }
);

const HOSTS_AT_ONCE = 16;
// A line is read whole before it is cut. When every source has one without end, all together must still fit into memory.
const HELD_BYTES_MAX = 64 * 1024 * 1024;
const LINE_BYTES_MAX = 16 * 1024 * 1024;
const LINE_BYTES_MIN = 1024 * 1024;
// A host that says nothing at all is given up by its connection; one over a slow line may take minutes for a backlog.
const HOST_WAIT_MS_MAX = 900_000;

/**
 * Reads the sources of all hosts. One failing host or source never stops the others, and one that hangs or is slow holds them up for
 * `patienceMs` at most: what it answers later is taken by the next call.
 */
export class SourceReader {
  #hosts: readonly CollectedHost[];
  readonly #links = new HostLinks();
  readonly #listings = new HostWork<CollectedHost, Map<string, string>>();
  readonly #reads = new HostWork<CollectedHost, ReadOutcome[]>();
  readonly #known = new Map<CollectedHost, Map<string, string>>();

  constructor(hosts: readonly CollectedHost[]) {
    this.#hosts = hosts;
  }

  /**
   * Reads these hosts from now on, and no others. One that is set otherwise than before is logged in to anew, and what is going on
   * with it is given up.
   */
  setHosts(hosts: readonly CollectedHost[]): void {
    const before = this.#hosts;
    this.#hosts = hosts.map((host) => before.find((one) => isDeepStrictEqual(one, host)) ?? host);
    for (const host of before.filter((one) => !this.#hosts.includes(one))) {
      this.#listings.forget(host);
      this.#reads.forget(host);
      this.#known.delete(host);
      void this.#links.forget(host);
    }
  }

  /** @param among - Of these; null: of all. */
  hostNames(among: ReadonlySet<string> | null): string[] {
    return this.#hosts.flatMap(({ name }) => (among === null || among.has(name) ? [name] : []));
  }

  /** @param names - Of these hosts; null: of all. */
  async list(patienceMs: number, names: ReadonlySet<string> | null): Promise<HostListing[]> {
    const hosts = this.#hosts.filter(({ name }) => names === null || names.has(name));
    const results = await inParallel(hosts, HOSTS_AT_ONCE, (host) =>
      this.#listings.result(host, patienceMs, () => this.#within(host, (link) => listPaths(host, link))),
    );
    return hosts.flatMap((host, index): HostListing[] => {
      // Its settings changed meanwhile: nothing is known of what it is now.
      if (!this.#hosts.includes(host)) return [];
      const result = results[index];
      const listed = result?.status === "fulfilled" ? result.value : null;
      if (listed !== null) this.#known.set(host, listed);
      const failure = result?.status === "rejected" ? collectFailure(result.reason) : null;
      const isLate = listed === null && failure === null;
      const paths = listed ?? (isLate ? this.#known.get(host) : null) ?? plainPaths(host);
      const sources = Array.from(paths, ([path, pattern]) => ({
        id: sourceId(host.name, path),
        hostName: host.name,
        path,
        pattern,
        isFollowed: host.followed.includes(pattern),
      }));
      return [{ name: host.name, sources, failure, isLate, clockSkewMs: this.#links.clockSkewMs(host) }];
    });
  }

  /**
   * @param bytesMax - At most so many bytes of each source.
   * @param onRead - Told of each host's outcomes as soon as they are there.
   * @returns Nothing of a host that is not done yet.
   */
  async read(
    wanted: readonly WantedSource[],
    bytesMax: number,
    patienceMs: number,
    onRead: (outcomes: readonly ReadOutcome[]) => void,
  ): Promise<ReadOutcome[]> {
    const limits = limitsOf(wanted, bytesMax);
    const perHost = await inParallel(this.#hosts, HOSTS_AT_ONCE, async (host) => {
      const own = wanted.filter((source) => source.hostName === host.name);
      if (own.length === 0) return [];
      try {
        const read = await this.#reads.result(host, patienceMs, () =>
          this.#within(host, (link) => readAll(own, host, link, limits)),
        );
        const outcomes = read === null ? [] : stillTrue(read, own);
        onRead(outcomes);
        return outcomes;
      } catch (error) {
        if (!this.#hosts.includes(host)) return [];
        const failure = collectFailure(error);
        const outcomes = own.map((source): ReadOutcome => ({ wanted: source, read: null, failure }));
        onRead(outcomes);
        return outcomes;
      }
    });
    return perHost.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  }

  /**
   * Whether sources of one host may have something new, for one small request each.
   *
   * @throws CollectError when the host cannot be reached.
   */
  look(hostName: string, sources: readonly ListedSource[]): Promise<SourceLook[]> {
    return this.#within(this.#host(hostName), async (link) => {
      const looks = await Promise.all(sources.map((source) => lookAt(link, source)));
      if (link.isOpen) return looks;
      const fact = `the connection to ${hostName} was lost`;
      throw new CollectError("CONNECTION_LOST", fact, "Nothing: it is opened again by itself.");
    });
  }

  /**
   * Reads sources of one host, beside what else is read.
   *
   * @throws CollectError when the host cannot be reached.
   */
  readOf(hostName: string, wanted: readonly WantedSource[], bytesMax: number): Promise<ReadOutcome[]> {
    const host = this.#host(hostName);
    return this.#within(host, (link) => readAll(wanted, host, link, limitsOf(wanted, bytesMax)));
  }

  #host(name: string): CollectedHost {
    const host = this.#hosts.find((one) => one.name === name);
    if (host !== undefined) return host;
    throw new CollectError("BAD_TARGET", `there is no host ${name}`, "Look for it in deepsec.yaml.");
  }

  /** Settings may have changed while the host was connected to. */
  #assertRead(host: CollectedHost): void {
    if (this.#hosts.includes(host)) return;
    const fact = `${host.name} is set otherwise now, paused or removed`;
    throw new CollectError("ABORTED", fact, "Nothing to do: it was asked for.");
  }

  close(): Promise<void> {
    return this.#links.close();
  }

  /** A host that hangs is given up: its connection is closed, which ends what still waits for it. */
  async #within<Result>(host: CollectedHost, work: (link: Transport) => Promise<Result>): Promise<Result> {
    this.#assertRead(host);
    const link = await this.#links.open(host);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const fact = `${host.name} did not finish answering within ${HOST_WAIT_MS_MAX / 1000} s`;
      late.reject(
        new CollectError("CONNECTION_LOST", fact, "Check the host's load and the network in between."),
      );
    }, HOST_WAIT_MS_MAX);
    try {
      this.#assertRead(host);
      return await Promise.race([work(link), late.promise]);
    } catch (error) {
      await this.#links.drop(host);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

interface ReadLimits {
  readonly bytesMax: number;
  readonly lineBytesMax: number;
}

/** A share of the memory for each source. */
function limitsOf(wanted: readonly WantedSource[], bytesMax: number): ReadLimits {
  const share = Math.trunc(HELD_BYTES_MAX / Math.max(1, wanted.length));
  return { bytesMax, lineBytesMax: Math.min(LINE_BYTES_MAX, Math.max(LINE_BYTES_MIN, share)) };
}

/** Late outcomes whose sources are still to be read from where they were. */
function stillTrue(outcomes: readonly ReadOutcome[], wanted: readonly WantedSource[]): ReadOutcome[] {
  const places = new Map(wanted.map(({ id, checkpoint }) => [id, JSON.stringify(checkpoint)]));
  return outcomes.filter(({ wanted: source }) => places.get(source.id) === JSON.stringify(source.checkpoint));
}

/** What the settings name without wildcards: all that is known of a host that was not listed. */
function plainPaths({ sources }: CollectedHost): Map<string, string> {
  return new Map(sources.filter((path) => !/[*?[]/.test(path)).map((path) => [path, path]));
}

/** Paths and what names each: itself where the settings have it so, else the first that matches. */
async function listPaths(host: CollectedHost, link: Transport): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  const lists = await Promise.all(
    host.sources.map((source) => (source === journalPath ? [source] : link.list(source))),
  );
  for (const [index, pattern] of host.sources.entries()) {
    for (const path of lists[index] ?? []) {
      if (!paths.has(path) || path === pattern) paths.set(path, pattern);
    }
  }
  return paths;
}

async function readAll(
  sources: readonly WantedSource[],
  { journal }: CollectedHost,
  link: Transport,
  { bytesMax, lineBytesMax }: ReadLimits,
): Promise<ReadOutcome[]> {
  const results = await inParallel(sources, link.filesAtOnce, ({ path, checkpoint, takePartial }) =>
    readSource(link, path, checkpoint, { bytesMax, lineBytesMax, takePartial, journal }),
  );
  return sources.map((wanted, index): ReadOutcome => {
    const result = results[index];
    return result?.status === "fulfilled"
      ? { wanted, read: result.value, clockSkewMs: link.clockSkewMs, failure: null }
      : { wanted, read: null, failure: collectFailure(result?.reason) };
  });
}

async function lookAt(link: Transport, { id, path }: ListedSource): Promise<SourceLook> {
  try {
    const stat = path === journalPath ? undefined : await link.stat?.(path);
    if (stat === undefined) return { id, seen: null, failure: null };
    return { id, seen: `${stat.inode} ${stat.sizeBytes} ${stat.modifiedAtMs}`, failure: null };
  } catch (error) {
    return { id, seen: null, failure: collectFailure(error) };
  }
}

/** A path may hold a colon, a host name may not: the first colon ends the host. */
function sourceId(hostName: string, path: string): string {
  return `${hostName}:${path}`;
}
