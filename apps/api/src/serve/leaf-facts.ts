import { LEVELS, type Level } from "@deepsec/engine";

/** The stored numbers of one template. */
export interface LeafFact {
  readonly templateId: string;
  readonly text: string;
  readonly level: string | null;
  readonly count: number;
  readonly lineCount: number;
}

export interface HostLines {
  readonly host: string;
  readonly size: number;
}

/**
 * The leaves of one dendrogram in leaf order, with their stored numbers after one cycle. A cluster is an interval of leaves, so each
 * of its numbers is a difference of two running sums: children add up to their parent, and all to the total, whatever the cut.
 */
export class LeafFacts {
  readonly leaves: readonly LeafFact[];
  readonly #lines: Float64Array;
  readonly #events: Float64Array;
  readonly #levels: Uint8Array;
  readonly #hosts: readonly { readonly host: string; readonly lines: Float64Array }[];

  /** @param hostLines - Lines by host and template id; hosts sorted by name. */
  constructor(leaves: readonly LeafFact[], hostLines: ReadonlyMap<string, ReadonlyMap<string, number>>) {
    this.leaves = leaves;
    this.#lines = runningSums(leaves.map((leaf) => leaf.lineCount));
    this.#events = runningSums(leaves.map((leaf) => leaf.count));
    this.#levels = Uint8Array.from(leaves, ({ level }) => LEVELS.findIndex((known) => known === level) + 1);
    this.#hosts = [...hostLines].map(([host, lines]) => ({
      host,
      lines: runningSums(leaves.map((leaf) => lines.get(leaf.templateId) ?? 0)),
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

  /** The most severe level among them. */
  level(from: number, to: number): Level | null {
    let worst = 0;
    for (let leaf = from; leaf < to; leaf++) worst = Math.max(worst, this.#levels[leaf] ?? 0);
    return LEVELS[worst - 1] ?? null;
  }

  /** Hosts that have any of their lines, the most first, ties by name. */
  hosts(from: number, to: number): HostLines[] {
    return this.#hosts
      .map(({ host, lines }) => ({ host, size: between(lines, from, to) }))
      .filter(({ size }) => size > 0)
      .toSorted((a, b) => b.size - a.size || (a.host < b.host ? -1 : 1));
  }
}

function runningSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value;
  return sums;
}

function between(sums: Float64Array, from: number, to: number): number {
  return (sums[to] ?? 0) - (sums[from] ?? 0);
}
