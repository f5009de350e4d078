import { LEVELS, type Level } from "@deepsec/engine";

/** A template as a leaf of the dendrogram. */
export interface Leaf {
  readonly templateId: string;
  readonly text: string;
  readonly level: string | null;
}

/** Lines and events of one host by place of leaf. */
export interface HostCounts {
  readonly host: string;
  readonly lines: Float64Array;
  readonly events: Float64Array;
}

export interface HostLines {
  readonly host: string;
  readonly size: number;
  readonly count: number;
}

/**
 * The leaves of one dendrogram in leaf order, with the stored numbers of some hosts. A cluster is an interval of leaves, so each
 * of its numbers is a difference of two running sums: children add up to their parent, and all to the total, whatever the cut.
 */
export class LeafFacts {
  readonly leaves: readonly Leaf[];
  /** By name. */
  readonly hostCounts: readonly HostCounts[];
  readonly #lines: Float64Array;
  readonly #events: Float64Array;
  readonly #present: Float64Array;
  readonly #levels: Uint8Array;
  readonly #hosts: readonly {
    readonly host: string;
    readonly lines: Float64Array;
    readonly events: Float64Array;
  }[];

  /** @param hostCounts - Hosts sorted by name, each with a number a leaf. */
  constructor(leaves: readonly Leaf[], hostCounts: readonly HostCounts[]) {
    this.leaves = leaves;
    this.hostCounts = hostCounts;
    const events = sumOf(
      hostCounts.map((host) => host.events),
      leaves.length,
    );
    this.#lines = runningSums(
      sumOf(
        hostCounts.map((host) => host.lines),
        leaves.length,
      ),
    );
    this.#events = runningSums(events);
    this.#present = runningSums(events.map((count) => (count > 0 ? 1 : 0)));
    this.#levels = Uint8Array.from(leaves, ({ level }) => LEVELS.findIndex((known) => known === level) + 1);
    this.#hosts = hostCounts.map((host) => ({
      host: host.host,
      lines: runningSums(host.lines),
      events: runningSums(host.events),
    }));
  }

  get totalLines(): number {
    return this.#lines.at(-1) ?? 0;
  }

  get totalEvents(): number {
    return this.#events.at(-1) ?? 0;
  }

  /** Physical lines of the leaves from `from` up to but not including `to`. */
  size(from: number, to: number): number {
    return between(this.#lines, from, to);
  }

  count(from: number, to: number): number {
    return between(this.#events, from, to);
  }

  /** How many of them have any event. */
  present(from: number, to: number): number {
    return between(this.#present, from, to);
  }

  /** The most severe level among them. */
  level(from: number, to: number): Level | null {
    let worst = 0;
    for (let leaf = from; leaf < to; leaf++) worst = Math.max(worst, this.#levels[leaf] ?? 0);
    return LEVELS[worst - 1] ?? null;
  }

  /** Hosts that have any of their lines, the most first, ties by name. */
  hosts(from: number, to: number): HostLines[] {
    return this.byHost(from, to)
      .filter(({ size }) => size > 0)
      .toSorted((a, b) => b.size - a.size || (a.host < b.host ? -1 : 1));
  }

  /** All hosts, by name. */
  byHost(from: number, to: number): HostLines[] {
    return this.#hosts.map(({ host, lines, events }) => ({
      host,
      size: between(lines, from, to),
      count: between(events, from, to),
    }));
  }
}

function sumOf(columns: readonly Float64Array[], length: number): Float64Array {
  const sums = new Float64Array(length);
  for (const column of columns) {
    for (let leaf = 0; leaf < length; leaf++) sums[leaf] = (sums[leaf] ?? 0) + (column[leaf] ?? 0);
  }
  return sums;
}

/** One longer than `values`: what stands before each of them, and all. */
export function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value;
  return sums;
}

/** What `runningSums` was made of, added up from `from` up to but not including `to`. */
export function between(sums: Float64Array, from: number, to: number): number {
  return (sums[to] ?? 0) - (sums[from] ?? 0);
}
