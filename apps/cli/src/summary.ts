import { LEVELS, type Level, type LogEvent } from "@deepsec/engine";

/** What a set of events says of itself. */
export interface Summary {
  readonly events: number;
  /** Instants of the earliest and latest timestamp, ISO in UTC; null when no event has one. */
  readonly from: string | null;
  readonly to: string | null;
  readonly withoutTimestamp: number;
  /** Events of each level, most severe first; `none` for those that say none. Levels that do not occur are left out. */
  readonly levels: readonly { readonly level: Level | "none"; readonly events: number }[];
  /** Programs that the events name, most events first. */
  readonly programs: readonly { readonly program: string; readonly events: number }[];
}

/** Adds events up to a {@link Summary}. */
export class SummaryBuilder {
  #events = 0;
  #fromMs = Number.POSITIVE_INFINITY;
  #toMs = Number.NEGATIVE_INFINITY;
  #withoutTimestamp = 0;
  readonly #levels = new Map<Level | "none", number>();
  readonly #programs = new Map<string, number>();

  add(event: LogEvent): void {
    this.#events++;
    const atMs = event.timestamp === null ? Number.NaN : Date.parse(event.timestamp);
    if (Number.isNaN(atMs)) this.#withoutTimestamp++;
    else {
      if (atMs < this.#fromMs) this.#fromMs = atMs;
      if (atMs > this.#toMs) this.#toMs = atMs;
    }
    const level = event.level ?? "none";
    this.#levels.set(level, (this.#levels.get(level) ?? 0) + 1);
    const program = event.fields["program"] ?? event.fields["app"] ?? event.fields["logger"];
    if (program !== undefined) this.#programs.set(program, (this.#programs.get(program) ?? 0) + 1);
  }

  build(): Summary {
    const isTimed = this.#events > this.#withoutTimestamp;
    return {
      events: this.#events,
      from: isTimed ? new Date(this.#fromMs).toISOString() : null,
      to: isTimed ? new Date(this.#toMs).toISOString() : null,
      withoutTimestamp: this.#withoutTimestamp,
      levels: [...LEVELS.toReversed(), "none" as const].flatMap((level) => {
        const events = this.#levels.get(level);
        return events === undefined ? [] : [{ level, events }];
      }),
      programs: [...this.#programs]
        .toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
        .map(([program, events]) => ({ program, events })),
    };
  }
}
