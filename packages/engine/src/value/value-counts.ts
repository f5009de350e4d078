import type { ParameterKind } from "../template/value-kind.ts";
import type { EventValue } from "./event-values.ts";
import { SlotCounts } from "./slot-counts.ts";

/** How often a value stood at one slot of one template. Times in ms since 1970. */
export interface SlotCount {
  readonly templateId: string;
  readonly slot: number;
  readonly kind: ParameterKind;
  readonly text: string;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

/** How often a value was seen on one host. */
export interface Sighting {
  readonly kind: ParameterKind;
  readonly text: string;
  readonly host: string;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Hours since 1970 with the events in each, in the order they came. */
  readonly hours: ReadonlyMap<number, number>;
}

/**
 * Counts the values of one batch of events. Bounded: of a slot with a million different values only those are kept that would be
 * kept of it in the end (`SlotCounts`); the others have no count.
 */
export class ValueCounts {
  readonly #slots = new Map<string, Map<number, SlotCounts>>();

  add(templateId: string, values: readonly EventValue[], host: string, timeMs: number, weight: number): void {
    if (values.length === 0) return;
    let slots = this.#slots.get(templateId);
    if (slots === undefined) this.#slots.set(templateId, (slots = new Map<number, SlotCounts>()));
    for (const value of values) {
      let counts = slots.get(value.slot);
      if (counts === undefined) slots.set(value.slot, (counts = new SlotCounts()));
      counts.add(value, host, timeMs, weight);
    }
  }

  /** By template, slot and value, in the order in which they came. */
  counts(): SlotCount[] {
    return [...this.#slots].flatMap(([templateId, slots]) =>
      [...slots].flatMap(([slot, counts]) =>
        counts.kept().map(({ kind, text, count, firstMs, lastMs }) => ({
          templateId,
          slot,
          kind,
          text,
          count,
          firstMs,
          lastMs,
        })),
      ),
    );
  }

  /** The same values by host. Of amounts there are none: where and when a number was seen says nothing. */
  sightings(): Sighting[] {
    const found = new Map<string, Sighting & { readonly hours: Map<number, number> }>();
    for (const slots of this.#slots.values())
      for (const counts of slots.values())
        for (const { kind, text, hosts } of counts.kept())
          for (const [host, seen] of hosts) {
            const key = `${kind}\n${host}\n${text}`;
            const known = found.get(key);
            const hours = known?.hours ?? new Map<number, number>();
            for (const [hour, count] of seen.hours) hours.set(hour, (hours.get(hour) ?? 0) + count);
            found.set(key, {
              kind,
              text,
              host,
              count: (known?.count ?? 0) + seen.count,
              firstMs: Math.min(known?.firstMs ?? seen.firstMs, seen.firstMs),
              lastMs: Math.max(known?.lastMs ?? seen.lastMs, seen.lastMs),
              hours,
            });
          }
    return [...found.values()];
  }
}
