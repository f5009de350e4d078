import type { CaseProfiles } from "./case-profiles.ts";

/** Two templates that a case came to in the order that few come to them. */
export interface OrderDeviation {
  readonly first: number;
  readonly second: number;
  /** Cases that have both, and those of them that have them in this order. */
  readonly withBoth: number;
  readonly likeIt: number;
  readonly nats: number;
}

/** Fewer cases that have both templates tell no order. */
const CASES_MIN = 20;
/** Only the most frequent templates are set in order, and of each case only the first. Pairs grow with the square. */
const TEMPLATES_MAX = 1024;
const ORDERED_PER_CASE_MAX = 64;
/** Nats (about one case in twenty) that an order must be rare by. */
const NATS_MIN = 3;

/** How unusual the order is in which a case first came to its templates: by the pair whose order is the rarest. */
export class OrderSurprise {
  readonly #profiles: CaseProfiles;
  /** The place in the table of each template; −1 for those that are not in it. */
  readonly #places: Int32Array;
  readonly #size: number;
  /** Row a, column b: cases that came to a, then to b. */
  readonly #before: Uint32Array;

  constructor(profiles: CaseProfiles) {
    const { caseCounts, caseCount } = profiles;
    this.#profiles = profiles;
    const ordered = Array.from(caseCounts.keys())
      .filter((template) => (caseCounts[template] ?? 0) >= CASES_MIN)
      .toSorted((a, b) => (caseCounts[b] ?? 0) - (caseCounts[a] ?? 0) || a - b)
      .slice(0, TEMPLATES_MAX);
    this.#size = ordered.length;
    this.#places = new Int32Array(caseCounts.length).fill(-1);
    for (const [place, template] of ordered.entries()) this.#places[template] = place;
    this.#before = new Uint32Array(this.#size * this.#size);
    for (let c = 0; c < caseCount; c++) {
      const own = this.#placesOf(c);
      for (let i = 0; i < own.length; i++) {
        const row = this.#placeAt(own, i) * this.#size;
        for (let j = i + 1; j < own.length; j++) {
          const at = row + this.#placeAt(own, j);
          this.#before[at] = (this.#before[at] ?? 0) + 1;
        }
      }
    }
  }

  /** The rarest; of equal ones the one that the case comes to first. Null when no order of the case is rare. */
  deviation(c: number): OrderDeviation | null {
    const own = this.#placesOf(c);
    let rarest: { i: number; j: number; likeIt: number; withBoth: number; nats: number } | null = null;
    for (let i = 0; i < own.length; i++) {
      const a = this.#placeAt(own, i);
      for (let j = i + 1; j < own.length; j++) {
        const b = this.#placeAt(own, j);
        const likeIt = this.#before[a * this.#size + b] ?? 0;
        const withBoth = likeIt + (this.#before[b * this.#size + a] ?? 0);
        if (withBoth < CASES_MIN) continue;
        const nats = -Math.log((likeIt + 0.5) / (withBoth + 1));
        if (nats > (rarest?.nats ?? NATS_MIN)) rarest = { i, j, likeIt, withBoth, nats };
      }
    }
    if (rarest === null) return null;
    const { i, j, likeIt, withBoth, nats } = rarest;
    return { first: this.#templateAt(own, i), second: this.#templateAt(own, j), withBoth, likeIt, nats };
  }

  /** Rows of the case whose templates are in the table. */
  #placesOf(c: number): number[] {
    const { starts, templates } = this.#profiles;
    const rows: number[] = [];
    for (let row = starts[c] ?? 0; row < (starts[c + 1] ?? 0) && rows.length < ORDERED_PER_CASE_MAX; row++) {
      if ((this.#places[templates[row] ?? 0] ?? -1) >= 0) rows.push(row);
    }
    return rows;
  }

  #placeAt(rows: readonly number[], i: number): number {
    return this.#places[this.#profiles.templates[rows[i] ?? 0] ?? 0] ?? 0;
  }

  #templateAt(rows: readonly number[], i: number): number {
    return this.#profiles.templates[rows[i] ?? 0] ?? 0;
  }
}
