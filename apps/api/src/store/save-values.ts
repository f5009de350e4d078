import { keptValuesMax, type Lineage, type Sighting, slotMoves } from "@deepsec/engine";
import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { CycleValues } from "./cycle-record.ts";
import { slices } from "./slices.ts";
import {
  ADD_TO_HAS_VALUE,
  ADD_TO_SEEN_ON,
  END_VALUES,
  FORGET_VALUES,
  KNOWN_SIGHTINGS,
  MOVE_VALUES,
  SAVE_DISTINCT,
  SAVE_VALUES,
  TEXTS_OF_LINEAGE,
} from "./values.cypher.ts";

/** Of each host so many hours are kept: two weeks of every hour. */
const KEPT_HOURS = 336;
/** Slots of the header are below 0: whatever becomes of the text, they stay what they are. */
const HEADER_SLOTS = [-2, -1];

const { int } = neo4j;

/** Adds what stood at the wildcards of templates in a cycle, and forgets of each slot what is neither frequent nor late. */
export async function saveValues(tx: ManagedTransaction, values: CycleValues): Promise<void> {
  const { counts, sightings, distinct } = values;
  const nodes = new Map(counts.map(({ kind, text }) => [`${kind}\n${text}`, { kind, text }]));
  for (const rows of slices([...nodes.values()])) await tx.run(SAVE_VALUES, { values: rows });
  const countRows = counts.map((row) => ({
    ...row,
    slot: int(row.slot),
    count: int(row.count),
    firstMs: int(row.firstMs),
    lastMs: int(row.lastMs),
  }));
  for (const rows of slices(countRows)) await tx.run(ADD_TO_HAS_VALUE, { counts: rows });
  for (const rows of slices(sightings)) await addSightings(tx, rows);
  const distinctRows = [...distinct].map(([templateId, numbers]) => ({
    templateId,
    distinct: numbers.map((number) => int(number)),
  }));
  for (const rows of slices(distinctRows)) await tx.run(SAVE_DISTINCT, { distinct: rows });
  for (const rows of slices(touchedSlots(values))) await tx.run(FORGET_VALUES, { slots: rows });
}

/** Moves values along with the templates that became others, as far as their wildcards still are wildcards of their own. */
export async function moveValues(tx: ManagedTransaction, lineage: readonly Lineage[]): Promise<void> {
  const { records } = await tx.run<{ fromId: string; toId: string; text: string; general: string }>(
    TEXTS_OF_LINEAGE,
    { lineage },
  );
  const moves = records.flatMap((record) => {
    const { fromId, toId, text, general } = record.toObject();
    const slots = [...HEADER_SLOTS.map((slot) => ({ from: slot, to: slot })), ...slotMoves(text, general)];
    return slots.map(({ from, to }) => ({ fromId, toId, from: int(from), to: int(to) }));
  });
  if (moves.length > 0) await tx.run(MOVE_VALUES, { moves });
  await tx.run(END_VALUES, { ids: lineage.map(({ fromId }) => fromId) });
}

async function addSightings(tx: ManagedTransaction, sightings: readonly Sighting[]): Promise<void> {
  const keys = sightings.map(({ kind, text, host }) => ({ kind, text, host }));
  const { records } = await tx.run<KnownSighting>(KNOWN_SIGHTINGS, { sightings: keys });
  const known = new Map(records.map((record) => [keyOf(record.toObject()), record.toObject()]));
  await tx.run(ADD_TO_SEEN_ON, {
    sightings: sightings.map((sighting) => {
      const { kind, text, host, count, firstMs, lastMs } = sighting;
      const hours = addedHours(known.get(keyOf(sighting)), sighting.hours);
      return {
        kind,
        text,
        host,
        count: int(count),
        firstMs: int(firstMs),
        lastMs: int(lastMs),
        hours: hours.map(([hour]) => int(hour)),
        counts: hours.map(([, events]) => int(events)),
      };
    }),
  });
}

interface KnownSighting {
  readonly [key: string]: unknown;
  readonly kind: string;
  readonly text: string;
  readonly host: string;
  readonly hours: readonly number[];
  readonly counts: readonly number[];
}

function keyOf({ kind, text, host }: Pick<KnownSighting, "kind" | "text" | "host">): string {
  return JSON.stringify([kind, host, text]);
}

/** Both together, the oldest first, cut to the latest. */
function addedHours(
  known: KnownSighting | undefined,
  added: ReadonlyMap<number, number>,
): [hour: number, count: number][] {
  const sums = new Map(known?.hours.map((hour, i) => [hour, known.counts[i] ?? 0]));
  for (const [hour, count] of added) sums.set(hour, (sums.get(hour) ?? 0) + count);
  return [...sums].toSorted(([a], [b]) => a - b).slice(-KEPT_HOURS);
}

function touchedSlots({ counts }: CycleValues) {
  const slots = new Map<string, { templateId: string; slot: number; half: number }>();
  for (const { templateId, slot, kind } of counts) {
    const key = `${templateId} ${slot}`;
    const half = Math.max(slots.get(key)?.half ?? 0, keptValuesMax(kind) / 2);
    slots.set(key, { templateId, slot, half });
  }
  return [...slots.values()].map((row) => ({ ...row, slot: int(row.slot), half: int(row.half) }));
}
