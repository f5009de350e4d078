import type { HostListing, ReadOutcome } from "../collect/source-reader.ts";
import type { CollectionProgress, HostProgress } from "../progress.ts";

/** More often nobody can read it. */
const TELL_EVERY_MS = 250;

interface Count {
  readonly id: string;
  readonly bytes: number;
  readonly lines: number;
}

interface HostState {
  phase: HostProgress["phase"];
  bytes: number;
  lines: number;
  /** By source. */
  readonly lagBytes: Map<string, number>;
}

/** Follows a collection cycle, and tells how far it is, four times a second at most. */
export class CycleProgress {
  readonly #clock: () => number;
  readonly #onProgress: (progress: CollectionProgress) => void;
  #phase: CollectionProgress["phase"] = "idle";
  #isRequested = false;
  #startedMs: number | null = null;
  #endedMs: number | null = null;
  #hosts = new Map<string, HostState>();
  /** It will be told. */
  #isDue = false;

  /** @param clock - Now, in ms since 1970. */
  constructor(clock: () => number, onProgress: (progress: CollectionProgress) => void) {
    this.#clock = clock;
    this.#onProgress = onProgress;
  }

  get now(): CollectionProgress {
    const hosts = Array.from(this.#hosts, ([host, { phase, bytes, lines, lagBytes }]): HostProgress => ({
      host,
      phase,
      bytes,
      lines,
      lagBytes: sum([...lagBytes.values()]),
    }));
    return {
      phase: this.#phase,
      isRequested: this.#isRequested,
      startedAt: isoOf(this.#startedMs),
      endedAt: isoOf(this.#endedMs),
      hostsDone: hosts.filter(({ phase }) => phase !== "waiting" && phase !== "reading").length,
      hostsTotal: hosts.length,
      bytes: sum(hosts.map(({ bytes }) => bytes)),
      lines: sum(hosts.map(({ lines }) => lines)),
      lagBytes: sum(hosts.map(({ lagBytes }) => lagBytes)),
      hosts,
    };
  }

  begin(names: readonly string[], isRequested: boolean): void {
    this.#hosts = new Map(
      names.map((name) => [
        name,
        { phase: "waiting", bytes: 0, lines: 0, lagBytes: new Map<string, number>() },
      ]),
    );
    this.#isRequested = isRequested;
    this.#startedMs = this.#clock();
    this.#endedMs = null;
    this.#enter("listing");
  }

  listed(listings: readonly HostListing[]): void {
    for (const { name, failure, isLate } of listings) {
      const phase = failure !== null ? "failed" : isLate ? "late" : "reading";
      this.#move(name, phase);
    }
    this.#enter("reading");
  }

  /** A host answered. @param outcomes - Of its sources; none when there is nothing to read or it is late. */
  read(outcomes: readonly ReadOutcome[]): void {
    for (const { wanted, read } of outcomes) {
      this.#hosts.get(wanted.hostName)?.lagBytes.set(wanted.id, read?.lagBytes ?? 0);
    }
    const [first] = outcomes;
    if (first === undefined) return;
    const isFailed = outcomes.some(({ failure }) => failure !== null);
    const isBehind = outcomes.some(({ read }) => (read?.lagBytes ?? 0) > 0);
    this.#move(first.wanted.hostName, isFailed ? "failed" : isBehind ? "reading" : "done");
    this.#tell();
  }

  storing(): void {
    this.#enter("storing");
  }

  /** @param counts - What was counted of each source. @param hostOf - Of a source's id. */
  stored(counts: readonly Count[], hostOf: (sourceId: string) => string | undefined): void {
    for (const { id, bytes, lines } of counts) {
      const host = this.#hosts.get(hostOf(id) ?? "");
      if (host === undefined) continue;
      host.bytes += bytes;
      host.lines += lines;
    }
    this.#tell();
  }

  end(): void {
    for (const host of this.#hosts.values()) if (host.phase === "reading") host.phase = "done";
    this.#endedMs = this.#clock();
    this.#enter("idle");
  }

  #move(name: string, phase: HostProgress["phase"]): void {
    const host = this.#hosts.get(name);
    if (host !== undefined) host.phase = phase;
  }

  #enter(phase: CollectionProgress["phase"]): void {
    this.#phase = phase;
    this.#tell();
  }

  #tell(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.#onProgress(this.now);
    }, TELL_EVERY_MS).unref();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
