import type { LogEvent } from "@deepsec/engine";

/** A run of physical lines of one source, from 1, both ends in it. */
export interface Place {
  readonly source: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** The events of one template: how many, and where the first of them stand, in the order they were read. */
export interface PlacedEvents {
  readonly count: number;
  readonly places: readonly Place[];
}

/** Remembers where the events of each handle stand: how many there were, and the places of the first `max` of them. */
export class EventPlaces {
  readonly #max: number;
  readonly #byHandle: { count: number; places: (Place & { readonly order: number })[] }[] = [];
  #order = 0;

  constructor(max: number) {
    this.#max = max;
  }

  add(handle: number, source: string, { firstLine, lastLine }: LogEvent): void {
    const order = this.#order++;
    const known = (this.#byHandle[handle] ??= { count: 0, places: [] });
    known.count++;
    if (known.places.length < this.#max) known.places.push({ source, firstLine, lastLine, order });
  }

  /** By what `keyOf` makes of their handle: several handles may have come to one template. */
  groupedBy(keyOf: (handle: number) => string): ReadonlyMap<string, PlacedEvents> {
    const handlesByKey = new Map<string, number[]>();
    for (const handle of this.#byHandle.keys()) {
      if (this.#byHandle[handle] === undefined) continue;
      const key = keyOf(handle);
      const handles = handlesByKey.get(key);
      if (handles === undefined) handlesByKey.set(key, [handle]);
      else handles.push(handle);
    }
    const groups = new Map<string, PlacedEvents>();
    for (const [key, handles] of handlesByKey) {
      const known = handles.flatMap((handle) => this.#byHandle[handle] ?? []);
      const places = known.flatMap((events) => events.places).toSorted((a, b) => a.order - b.order);
      groups.set(key, {
        count: known.reduce((sum, events) => sum + events.count, 0),
        places: places
          .slice(0, this.#max)
          .map(({ source, firstLine, lastLine }) => ({ source, firstLine, lastLine })),
      });
    }
    return groups;
  }
}
