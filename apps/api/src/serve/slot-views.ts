/** A value at one slot of a template, as stored. */
export interface SlotValueRow {
  readonly [key: string]: unknown;
  readonly slot: number;
  readonly kind: string;
  readonly text: string;
  readonly count: number;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** The fields of the schema's SlotView. */
export interface SlotView {
  readonly slot: number;
  readonly kind: string;
  readonly distinct: number;
  readonly top: readonly SlotValueRow[];
}

const TOP_MAX = 20;

/**
 * The slots of one template.
 *
 * @param rows - By slot, in each the most frequent first.
 * @param distinct - How many different values the miner has seen at each wildcard; what is kept may be more than it estimates.
 */
export function slotViews(rows: readonly SlotValueRow[], distinct: readonly number[]): SlotView[] {
  return [...Map.groupBy(rows, ({ slot }) => slot)].map(([slot, values]) => ({
    slot,
    kind: mainKind(values),
    distinct: Math.max(values.length, distinct[slot] ?? 0),
    top: values.slice(0, TOP_MAX),
  }));
}

/** The kind that most events have; the first of them by name when several have as many. */
function mainKind(values: readonly SlotValueRow[]): string {
  const counts = new Map<string, number>();
  for (const { kind, count } of values) counts.set(kind, (counts.get(kind) ?? 0) + count);
  const [first] = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? "text";
}
