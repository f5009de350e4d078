import type { HostCounts } from "./leaf-facts.ts";
import { hourText } from "./scope.ts";

/** Counts of one source as the graph has them: by template the hours in which it occurred, not sorted, each once. */
export interface SourceColumns {
  readonly [key: string]: unknown;
  readonly source: string;
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

/** A row is a source (its place in `#hosts`), an hour, lines and events. */
const ROW = 4;

/** The stored counts of one window, by template, source and hour. It never changes: `merged` is another one that shares what is the same. */
export class StoredCounts {
  static readonly EMPTY = new StoredCounts(new Map(), [], new Map());

  readonly #rows: ReadonlyMap<string, readonly number[]>;
  /** Host of each source, by the source's place. */
  readonly #hosts: readonly string[];
  readonly #places: ReadonlyMap<string, number>;

  private constructor(
    rows: ReadonlyMap<string, readonly number[]>,
    hosts: readonly string[],
    places: ReadonlyMap<string, number>,
  ) {
    this.#rows = rows;
    this.#hosts = hosts;
    this.#places = places;
  }

  /**
   * With the counts of `changed` in place of those of the same template, source and hour.
   *
   * @param emptied - Templates whose counts moved on to others: their rows of before are gone.
   */
  merged(changed: readonly SourceColumns[], emptied: readonly string[] = []): StoredCounts {
    const [hosts, places] = [[...this.#hosts], new Map(this.#places)];
    const kept = new Map(this.#rows);
    for (const id of emptied) kept.delete(id);
    const rows = new Map<string, readonly number[]>(kept);
    const own = new Map<string, number[]>();
    for (const { source, host, templateIds, hours, counts, lineCounts } of changed) {
      const place = places.get(source) ?? hosts.push(host) - 1;
      places.set(source, place);
      for (const [i, id] of templateIds.entries()) {
        const known = kept.get(id) ?? [];
        const mine = own.get(id) ?? [...known];
        own.set(id, mine);
        rows.set(id, mine);
        const at = placesOf(known, place);
        for (const [j, hour] of (hours[i] ?? []).entries()) {
          const row = [place, hour, lineCounts[i]?.[j] ?? 0, counts[i]?.[j] ?? 0];
          const index = at.get(hour) ?? mine.length;
          for (const [k, value] of row.entries()) mine[index + k] = value;
        }
      }
    }
    return new StoredCounts(rows, hosts, places);
  }

  /** Lines and events of all hours by leaf, hosts by name; of `hosts` alone when given, those without any left out. */
  hostCounts(templateIds: readonly string[], hosts: readonly string[] | null): HostCounts[] {
    const byHost = new Map<string, HostCounts>();
    for (const [leaf, id] of templateIds.entries()) {
      this.#eachRow(id, hosts, (host, _hour, lines, events) => {
        let of = byHost.get(host);
        if (of === undefined) {
          const { length } = templateIds;
          of = { host, lines: new Float64Array(length), events: new Float64Array(length) };
          byHost.set(host, of);
        }
        of.lines[leaf] = (of.lines[leaf] ?? 0) + lines;
        of.events[leaf] = (of.events[leaf] ?? 0) + events;
      });
    }
    return [...byHost.values()].toSorted((a, b) => (a.host < b.host ? -1 : 1));
  }

  /** Lines and events of some templates by hour, the oldest first. */
  series(templateIds: readonly string[], hosts: readonly string[] | null): HourLines[] {
    const sums = new Map<number, { size: number; count: number }>();
    for (const id of templateIds) {
      this.#eachRow(id, hosts, (_host, hour, lines, events) => {
        const sum = sums.get(hour) ?? { size: 0, count: 0 };
        sum.size += lines;
        sum.count += events;
        sums.set(hour, sum);
      });
    }
    return [...sums]
      .toSorted(([a], [b]) => a - b)
      .map(([hour, { size, count }]) => ({ hour: hourText(hour), size, count }));
  }

  #eachRow(
    id: string,
    hosts: readonly string[] | null,
    visit: (host: string, hour: number, lines: number, events: number) => void,
  ): void {
    const rows = this.#rows.get(id) ?? [];
    for (let i = 0; i < rows.length; i += ROW) {
      const host = this.#hosts[rows[i] ?? 0] ?? "";
      if (hosts === null || hosts.includes(host)) {
        visit(host, rows[i + 1] ?? 0, rows[i + 2] ?? 0, rows[i + 3] ?? 0);
      }
    }
  }
}

/** Where the row of an hour of one source begins. */
function placesOf(rows: readonly number[], source: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let i = 0; i < rows.length; i += ROW) if (rows[i] === source) places.set(rows[i + 1] ?? 0, i);
  return places;
}
