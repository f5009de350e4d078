import {
  type Checkpoint,
  CollectError,
  readSource,
  type SourceRead,
  type Transport,
} from "@deepsec/collector";
import { type CollectFailure, collectFailure } from "./failure.ts";
import { type CollectedHost, HostLinks } from "./host-links.ts";
import { inParallel } from "./in-parallel.ts";

/** A source to read, and from where. */
export interface WantedSource {
  readonly id: string;
  readonly hostName: string;
  readonly path: string;
  readonly checkpoint: Checkpoint | null;
  /** Take a last line without a newline as it stands: it has waited long enough. */
  readonly takePartial: boolean;
}

interface ListedSource {
  readonly id: string;
  readonly hostName: string;
  readonly path: string;
  /** The path of the settings that names it, wildcards in it. */
  readonly pattern: string;
}

/** What the settings' paths name on one host at this moment. */
export interface HostListing {
  readonly name: string;
  readonly sources: readonly ListedSource[];
  /** When set, `sources` has only the paths without wildcards. */
  readonly failure: CollectFailure | null;
}

export type ReadOutcome =
  | { readonly id: string; readonly read: SourceRead; readonly failure: null }
  | { readonly id: string; readonly read: null; readonly failure: CollectFailure };

// Measured on OpenSSH's default MaxSessions of 10: four open handles stay clear of it, more give nothing on a LAN.
const SOURCES_AT_ONCE = 4;
const HOSTS_AT_ONCE = 16;
const HOST_WAIT_MS_MAX = 120_000;

/** Reads the sources of all hosts. One failing host or source never stops the others. */
export class SourceReader {
  readonly #hosts: readonly CollectedHost[];
  readonly #links = new HostLinks();

  constructor(hosts: readonly CollectedHost[]) {
    this.#hosts = hosts;
  }

  async list(): Promise<HostListing[]> {
    const results = await inParallel(this.#hosts, HOSTS_AT_ONCE, (host) =>
      this.#within(host, (link) => listPaths(host, link)),
    );
    return this.#hosts.map((host, index) => {
      const result = results[index];
      const paths =
        result?.status === "fulfilled"
          ? result.value
          : new Map(host.sources.filter((path) => !/[*?[]/.test(path)).map((path) => [path, path]));
      return {
        name: host.name,
        sources: Array.from(paths, ([path, pattern]) => ({
          id: sourceId(host.name, path),
          hostName: host.name,
          path,
          pattern,
        })),
        failure: result?.status === "rejected" ? collectFailure(result.reason) : null,
      };
    });
  }

  /** @param bytesMax - At most so many bytes of each source. */
  async read(wanted: readonly WantedSource[], bytesMax: number): Promise<ReadOutcome[]> {
    const perHost = await inParallel(this.#hosts, HOSTS_AT_ONCE, async (host) => {
      const own = wanted.filter((source) => source.hostName === host.name);
      if (own.length === 0) return [];
      try {
        return await this.#within(host, (link) => readAll(own, link, bytesMax));
      } catch (error) {
        const failure = collectFailure(error);
        return own.map(({ id }): ReadOutcome => ({ id, read: null, failure }));
      }
    });
    return perHost.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  }

  close(): Promise<void> {
    return this.#links.close();
  }

  /** A host that hangs is given up: its connection is closed, which ends what still waits for it. */
  async #within<Result>(host: CollectedHost, work: (link: Transport) => Promise<Result>): Promise<Result> {
    const link = await this.#links.open(host);
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const fact = `${host.name} did not finish answering within ${HOST_WAIT_MS_MAX / 1000} s`;
      late.reject(
        new CollectError("CONNECTION_LOST", fact, "Check the host's load and the network in between."),
      );
    }, HOST_WAIT_MS_MAX);
    try {
      return await Promise.race([work(link), late.promise]);
    } catch (error) {
      await this.#links.drop(host.name);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Paths and what names each: itself where the settings have it so, else the first that matches. */
async function listPaths(host: CollectedHost, link: Transport): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  for (const pattern of host.sources) {
    for (const path of await link.list(pattern)) {
      if (!paths.has(path) || path === pattern) paths.set(path, pattern);
    }
  }
  return paths;
}

async function readAll(
  sources: readonly WantedSource[],
  link: Transport,
  bytesMax: number,
): Promise<ReadOutcome[]> {
  const results = await inParallel(sources, SOURCES_AT_ONCE, ({ path, checkpoint, takePartial }) =>
    readSource(link, path, checkpoint, { bytesMax, takePartial }),
  );
  return sources.map(({ id }, index): ReadOutcome => {
    const result = results[index];
    return result?.status === "fulfilled"
      ? { id, read: result.value, failure: null }
      : { id, read: null, failure: collectFailure(result?.reason) };
  });
}

/** A path may hold a colon, a host name may not: the first colon ends the host. */
function sourceId(hostName: string, path: string): string {
  return `${hostName}:${path}`;
}
