import { hourText } from "./scope.ts";

interface HostRow {
  readonly host: string;
  readonly count: number;
  readonly hours: readonly number[];
  readonly counts: readonly number[];
}

/** A value as stored: its hosts each with hours since 1970 and the events in each. */
export interface ValueRow {
  readonly [key: string]: unknown;
  readonly hosts: readonly HostRow[];
}

/** The fields of the schema's ValueView; those of the row that are none of them are not asked for. */
export interface ValueView extends ValueRow {
  readonly hours: readonly { readonly hour: string; readonly count: number }[];
}

/** Adds the events of all hosts by hour, the oldest first. */
export function valueView(row: ValueRow): ValueView {
  const sums = new Map<number, number>();
  for (const { hours, counts } of row.hosts)
    for (const [i, hour] of hours.entries()) sums.set(hour, (sums.get(hour) ?? 0) + (counts[i] ?? 0));
  const hours = [...sums]
    .toSorted(([a], [b]) => a - b)
    .map(([hour, count]) => ({ hour: hourText(hour), count }));
  return { ...row, hours };
}
