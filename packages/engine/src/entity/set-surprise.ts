import { shareUpTo } from "./ascending.ts";
import type { CaseProfiles } from "./case-profiles.ts";

/** A template that a case has though few have it, or lacks though most have it. */
export interface SetDeviation {
  readonly template: number;
  readonly isThere: boolean;
  /** −ln of the share of the cases that are like it in this. */
  readonly nats: number;
}

/** To lack what fewer cases have than this tells nothing. */
const COMMON_SHARE_MIN = 0.1;

/**
 * How unusual the set of a case's templates is. Each template that it has, or lacks, is as surprising as the share of the cases
 * that are like it in this is small; of a bundle the most surprising one counts. A template that others came to only later
 * than the log's end allows this case is lacked by no fault of its own, and so at the log's beginning.
 */
export class SetSurprise {
  readonly #profiles: CaseProfiles;
  readonly #bundles: Uint32Array;
  readonly #present: Float64Array;
  readonly #common: readonly CommonTemplate[];
  /** The most surprising template of each bundle, for the case at hand. */
  readonly #strangest: (SetDeviation | null)[];
  readonly #lastCase: Int32Array;

  /** @param bundles - The bundle of each template. */
  constructor(profiles: CaseProfiles, bundles: Uint32Array) {
    const { caseCount, caseCounts } = profiles;
    this.#profiles = profiles;
    this.#bundles = bundles;
    // half a case is put to both sides, so that a share is never 0 or 1
    this.#present = Float64Array.from(caseCounts, (count) => -Math.log((count + 0.5) / (caseCount + 1)));
    this.#common = commonTemplates(profiles);
    this.#strangest = Array.from(caseCounts, () => null);
    this.#lastCase = new Int32Array(caseCounts.length).fill(-1);
  }

  /** The most surprising first; equal ones by template. */
  deviations(c: number): SetDeviation[] {
    const { starts, templates, seenAfter, seenBefore } = this.#profiles;
    const touched: number[] = [];
    for (let row = starts[c] ?? 0; row < (starts[c + 1] ?? 0); row++) {
      const template = templates[row] ?? 0;
      this.#lastCase[template] = c;
      this.#see(template, true, this.#present[template] ?? 0, touched);
    }
    for (const { template, share, sinceStart, untilEnd } of this.#common) {
      if (this.#lastCase[template] === c) continue;
      const due =
        shareUpTo(sinceStart, (seenAfter[c] ?? 0) - 1) * shareUpTo(untilEnd, (seenBefore[c] ?? 0) - 1);
      this.#see(template, false, -Math.log(1 - share * due), touched);
    }
    const deviations = touched.flatMap((bundle) => this.#strangest[bundle] ?? []);
    for (const bundle of touched) this.#strangest[bundle] = null;
    return deviations.toSorted((a, b) => b.nats - a.nats || a.template - b.template);
  }

  #see(template: number, isThere: boolean, nats: number, touched: number[]): void {
    const bundle = this.#bundles[template] ?? 0;
    const known = this.#strangest[bundle] ?? null;
    if (known === null) touched.push(bundle);
    if (known === null || nats > known.nats) this.#strangest[bundle] = { template, isThere, nats };
  }
}

interface CommonTemplate {
  readonly template: number;
  readonly share: number;
  /** Ascending, of the cases that have it. */
  readonly sinceStart: Uint32Array;
  readonly untilEnd: Uint32Array;
}

function commonTemplates({
  caseCount,
  caseCounts,
  templates,
  sinceStart,
  untilEnd,
}: CaseProfiles): CommonTemplate[] {
  const rows = new Map<number, number[]>();
  for (const [template, count] of caseCounts.entries()) {
    if (count >= caseCount * COMMON_SHARE_MIN) rows.set(template, []);
  }
  for (const [row, template] of templates.entries()) rows.get(template)?.push(row);
  return [...rows].map(([template, own]) => ({
    template,
    share: (own.length + 0.5) / (caseCount + 1),
    sinceStart: Uint32Array.from(own, (row) => sinceStart[row] ?? 0).toSorted(),
    untilEnd: Uint32Array.from(own, (row) => untilEnd[row] ?? 0).toSorted(),
  }));
}
