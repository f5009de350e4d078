import type { HostCounts } from "./leaf-facts.ts";
import { hourText } from "./scope.ts";

/** Stored counts of one host: by template the hours in which it occurred, not sorted; an hour may stand there more than once. */
export interface StoredHours {
  readonly [key: string]: unknown;
  readonly host: string;
  readonly templateIds: readonly string[];
  /** Hours since 1970. */
  readonly hours: readonly (readonly number[])[];
  readonly counts: readonly (readonly number[])[];
  readonly lineCounts: readonly (readonly number[])[];
}

export interface HourLines {
  readonly hour: string;
  readonly size: number;
  readonly count: number;
}

/** The stored counts by hour of all leaves in one window, as columns in leaf order. */
export class HourRows {
  readonly #leafCount: number;
  readonly #hosts: readonly string[];
  /** Where the rows of each leaf begin; one more for the end. */
  readonly #starts: Int32Array;
  readonly #host: Int32Array;
  readonly #hour: Int32Array;
  readonly #lines: Float64Array;
  readonly #events: Float64Array;

  /** @param places - Place of the leaf by template id. Templates that have none are left out. */
  constructor(stored: readonly StoredHours[], places: ReadonlyMap<string, number>, leafCount: number) {
    this.#leafCount = leafCount;
    this.#hosts = [...new Set(stored.map(({ host }) => host))].toSorted();
    const hostNumbers = new Map(this.#hosts.map((host, i) => [host, i]));
    const starts = new Int32Array(leafCount + 1);
    const eachTemplate = (visit: (leaf: number, of: StoredHours, index: number) => void): void => {
      for (const of of stored) {
        for (const [index, id] of of.templateIds.entries()) {
          const leaf = places.get(id);
          if (leaf !== undefined) visit(leaf, of, index);
        }
      }
    };
    eachTemplate((leaf, of, index) => {
      starts[leaf + 1] = (starts[leaf + 1] ?? 0) + (of.hours[index]?.length ?? 0);
    });
    for (let leaf = 0; leaf < leafCount; leaf++)
      starts[leaf + 1] = (starts[leaf + 1] ?? 0) + (starts[leaf] ?? 0);
    const length = starts[leafCount] ?? 0;
    this.#starts = starts;
    this.#host = new Int32Array(length);
    this.#hour = new Int32Array(length);
    this.#lines = new Float64Array(length);
    this.#events = new Float64Array(length);
    const next = starts.slice();
    eachTemplate((leaf, of, index) => {
      for (const [i, hour] of (of.hours[index] ?? []).entries()) {
        const row = next[leaf] ?? 0;
        next[leaf] = row + 1;
        this.#host[row] = hostNumbers.get(of.host) ?? 0;
        this.#hour[row] = hour;
        this.#lines[row] = of.lineCounts[index]?.[i] ?? 0;
        this.#events[row] = of.counts[index]?.[i] ?? 0;
      }
    });
  }

  /** Lines and events of all hours by leaf; of `hosts` alone when given, those without any left out. */
  hostCounts(hosts: readonly string[] | null): HostCounts[] {
    const all = this.#hosts.map((host) => ({
      host,
      lines: new Float64Array(this.#leafCount),
      events: new Float64Array(this.#leafCount),
    }));
    for (let leaf = 0; leaf < this.#leafCount; leaf++) {
      for (let row = this.#starts[leaf] ?? 0; row < (this.#starts[leaf + 1] ?? 0); row++) {
        const of = all[this.#host[row] ?? 0];
        if (of === undefined) continue;
        of.lines[leaf] = (of.lines[leaf] ?? 0) + (this.#lines[row] ?? 0);
        of.events[leaf] = (of.events[leaf] ?? 0) + (this.#events[row] ?? 0);
      }
    }
    return hosts === null ? all : all.filter(({ host }) => hosts.includes(host));
  }

  /** Lines and events of the leaves from `from` up to but not including `to`, by hour, the oldest first. */
  series(from: number, to: number, hosts: readonly string[] | null): HourLines[] {
    const isCounted = this.#hosts.map((host) => hosts === null || hosts.includes(host));
    const sums = new Map<number, { size: number; count: number }>();
    for (let row = this.#starts[from] ?? 0; row < (this.#starts[to] ?? 0); row++) {
      if (isCounted[this.#host[row] ?? 0] !== true) continue;
      const hour = this.#hour[row] ?? 0;
      const sum = sums.get(hour) ?? { size: 0, count: 0 };
      sum.size += this.#lines[row] ?? 0;
      sum.count += this.#events[row] ?? 0;
      sums.set(hour, sum);
    }
    return [...sums]
      .toSorted(([a], [b]) => a - b)
      .map(([hour, { size, count }]) => ({ hour: hourText(hour), size, count }));
  }
}
