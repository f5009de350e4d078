import type { EntityCases } from "./entity-cases.ts";
import type { IdentifierKind } from "./identifier-kind.ts";

/** What was gathered, in the order of the log: one row for each value that an event names. */
export interface Occurrences {
  /** Ids of the values. */
  readonly values: Uint32Array;
  readonly templates: Uint32Array;
  /** Which event of the log, from 0. */
  readonly positions: Uint32Array;
}

/** With fewer cases there is no "rest" to stand apart from. */
export const CASES_MIN = 20;
/** An identifying value leads from template to template; of the values of a kind so many must. */
const LINKING_SHARE_MIN = 0.2;
/** Values with a larger share of the events than this are settings, not cases among many; one such is let pass. */
const LARGE_SHARE = 0.2;
/** A kind that fewer of the log's events name is no key to the log. */
const EVENT_SHARE_MIN = 0.01;
/** A kind must say something of so many of its events that no better kind says. */
const NEW_SHARE_MIN = 0.5;

interface Candidate {
  readonly kind: IdentifierKind;
  /** Steps from one template to another that its values make: for each value, its different templates less one. */
  readonly links: number;
}

/**
 * The kinds whose values identify something, with their cases. Values that do are many, none has most of the events, and they
 * come again in other templates. Of kinds that tell of the same events, as a block and the thread that handles it, the one
 * that links the most templates stays. Equal ones by their shape.
 */
export function chooseKinds(
  kinds: readonly IdentifierKind[],
  valueCount: number,
  occurrences: Occurrences,
  logLength: number,
): EntityCases[] {
  const byValue = new RowsByValue(occurrences.values, valueCount);
  const candidates = kinds
    .flatMap((kind) => candidateOf(kind, byValue, occurrences.templates, logLength) ?? [])
    .toSorted((a, b) => b.links - a.links || (a.kind.shape < b.kind.shape ? -1 : 1));
  const covered = new Uint8Array(logLength);
  const chosen: EntityCases[] = [];
  for (const { kind } of candidates) {
    const cases = casesOf(kind, byValue, occurrences, logLength);
    let events = 0;
    let fresh = 0;
    const seen = new Uint8Array(logLength);
    for (const position of cases.positions ?? []) {
      if (seen[position] === 1) continue;
      seen[position] = 1;
      events++;
      if (covered[position] === 0) fresh++;
    }
    if (fresh < events * NEW_SHARE_MIN) continue;
    for (const position of cases.positions ?? []) covered[position] = 1;
    chosen.push(cases);
  }
  return chosen;
}

/** The rows of each value, in the order of the log. */
class RowsByValue {
  readonly #starts: Uint32Array;
  readonly #rows: Uint32Array;

  constructor(values: Uint32Array, valueCount: number) {
    const starts = new Uint32Array(valueCount + 1);
    for (const id of values) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
    for (let id = 0; id < valueCount; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
    const next = starts.slice();
    const rows = new Uint32Array(values.length);
    for (let row = 0; row < values.length; row++) {
      const id = values[row] ?? 0;
      const at = next[id] ?? 0;
      rows[at] = row;
      next[id] = at + 1;
    }
    this.#starts = starts;
    this.#rows = rows;
  }

  of(id: number): Uint32Array {
    return this.#rows.subarray(this.#starts[id], this.#starts[id + 1]);
  }
}

function candidateOf(
  kind: IdentifierKind,
  byValue: RowsByValue,
  templates: Uint32Array,
  logLength: number,
): Candidate | null {
  if (kind.ids.size < CASES_MIN) return null;
  const counts: number[] = [];
  let linking = 0;
  let links = 0;
  for (const id of kind.ids.values()) {
    const rows = byValue.of(id);
    const different = new Set<number>();
    for (const row of rows) different.add(templates[row] ?? 0);
    counts.push(rows.length);
    if (different.size > 1) linking++;
    links += different.size - 1;
  }
  const events = counts.reduce((sum, count) => sum + count, 0);
  const large = counts.filter((count) => count > events * LARGE_SHARE).length;
  const isIdentifying =
    linking >= kind.ids.size * LINKING_SHARE_MIN &&
    linking >= CASES_MIN / 2 &&
    large <= 1 &&
    events >= logLength * EVENT_SHARE_MIN;
  return isIdentifying ? { kind, links } : null;
}

function casesOf(
  kind: IdentifierKind,
  byValue: RowsByValue,
  occurrences: Occurrences,
  logLength: number,
): EntityCases {
  const values = [...kind.ids.keys()];
  const starts = new Uint32Array(values.length + 1);
  const rows: Uint32Array[] = [];
  for (const [c, id] of [...kind.ids.values()].entries()) {
    const own = byValue.of(id);
    rows.push(own);
    starts[c + 1] = (starts[c] ?? 0) + own.length;
  }
  const count = starts[values.length] ?? 0;
  const templates = new Uint32Array(count);
  const positions = new Uint32Array(count);
  let to = 0;
  for (const own of rows) {
    for (const row of own) {
      templates[to] = occurrences.templates[row] ?? 0;
      positions[to] = occurrences.positions[row] ?? 0;
      to++;
    }
  }
  return { kind: kind.name, values, starts, templates, positions, logLength };
}
