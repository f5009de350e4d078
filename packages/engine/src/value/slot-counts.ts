import type { ParameterKind } from "../template/value-kind.ts";
import type { EventValue } from "./event-values.ts";

const HOUR_MS = 3_600_000;
const NAMES = new Set<ParameterKind>(["ip", "host", "user", "path", "url", "email"]);
const AMOUNTS = new Set<ParameterKind>(["number", "bytes", "duration"]);
/** Between two looks at what to keep, a slot may grow to so many times that. */
const GROWTH_MAX = 4;

/** So many values are kept of a slot that holds this kind: half of them the most frequent, half the latest. */
export function keptValuesMax(kind: ParameterKind): number {
  return NAMES.has(kind) ? 200 : 20;
}

interface SeenOnHost {
  count: number;
  firstMs: number;
  lastMs: number;
  readonly hours: Map<number, number>;
}

/** A value of a slot with its counts; amounts have no hosts. */
export interface CountedValue {
  readonly kind: ParameterKind;
  readonly text: string;
  count: number;
  firstMs: number;
  lastMs: number;
  readonly hosts: Map<string, SeenOnHost>;
}

/** The values of one slot: the most frequent and the latest ones, whatever comes. */
export class SlotCounts {
  #values = new Map<string, CountedValue>();
  #keptMax = 0;

  add({ kind, text }: EventValue, host: string, timeMs: number, weight: number): void {
    const key = `${kind}\n${text}`;
    let value = this.#values.get(key);
    if (value === undefined) {
      this.#keptMax = Math.max(this.#keptMax, keptValuesMax(kind));
      if (this.#values.size >= this.#keptMax * GROWTH_MAX) this.#shrink();
      value = { kind, text, count: 0, firstMs: timeMs, lastMs: timeMs, hosts: new Map<string, SeenOnHost>() };
      this.#values.set(key, value);
    }
    count(value, timeMs, weight);
    if (AMOUNTS.has(kind)) return;
    let seen = value.hosts.get(host);
    if (seen === undefined) {
      seen = { count: 0, firstMs: timeMs, lastMs: timeMs, hours: new Map<number, number>() };
      value.hosts.set(host, seen);
    }
    count(seen, timeMs, weight);
    const hour = Math.floor(timeMs / HOUR_MS);
    seen.hours.set(hour, (seen.hours.get(hour) ?? 0) + weight);
  }

  kept(): CountedValue[] {
    if (this.#values.size > this.#keptMax) this.#shrink();
    return [...this.#values.values()];
  }

  /** Equally frequent, the later one stays; equally late, the one that came first. */
  #shrink(): void {
    const half = this.#keptMax / 2;
    const entries = [...this.#values];
    const frequent = entries.toSorted(([, a], [, b]) => b.count - a.count || b.lastMs - a.lastMs);
    const latest = frequent.slice(half).toSorted(([, a], [, b]) => b.lastMs - a.lastMs);
    const kept = new Set([...frequent.slice(0, half), ...latest.slice(0, half)]);
    this.#values = new Map(entries.filter((entry) => kept.has(entry)));
  }
}

function count(seen: Pick<SeenOnHost, "count" | "firstMs" | "lastMs">, timeMs: number, weight: number): void {
  seen.count += weight;
  seen.firstMs = Math.min(seen.firstMs, timeMs);
  seen.lastMs = Math.max(seen.lastMs, timeMs);
}
