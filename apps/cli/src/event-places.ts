import type { LogEvent } from "@deepsec/engine";

/** A run of physical lines of one source, from 1, both ends in it. */
export interface Place {
  readonly source: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Remembers where the events of each handle stand, in file order: the first `max` of them, and how many there were. */
export class EventPlaces {
  readonly #max: number;
  readonly #byHandle: { count: number; places: Place[] }[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  add(handle: number, source: string, { firstLine, lastLine }: LogEvent): void {
    const known = (this.#byHandle[handle] ??= { count: 0, places: [] });
    known.count++;
    if (known.places.length < this.#max) known.places.push({ source, firstLine, lastLine });
  }

  /** Places by what `keyOf` makes of their handle: several handles may come to one template. */
  groupedBy(
    keyOf: (handle: number) => string,
  ): ReadonlyMap<string, { readonly count: number; readonly places: readonly Place[] }> {
    const groups = new Map<string, { count: number; places: Place[] }>();
    this.#byHandle.forEach(({ count, places }, handle) => {
      const group = groups.get(keyOf(handle));
      if (group === undefined) groups.set(keyOf(handle), { count, places: [...places] });
      else {
        group.count += count;
        group.places.push(...places);
      }
    });
    return groups;
  }
}
