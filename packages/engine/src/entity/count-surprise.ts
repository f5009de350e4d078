import { shareUpTo } from "./ascending.ts";
import type { CaseProfiles } from "./case-profiles.ts";

/** A template that a case has unusually often, or seldom. */
export interface CountDeviation {
  readonly template: number;
  readonly count: number;
  readonly isMore: boolean;
  /** Of the cases that have it, those that have it so often or more (so seldom or less). */
  readonly likeIt: number;
  readonly nats: number;
}

/**
 * How unusual the numbers of a case's templates are, beside the cases that have these templates too. Both tails; what is few
 * is the less surprising the fewer of the cases would have been over within the part of the log that shows this one.
 */
export class CountSurprise {
  readonly #profiles: CaseProfiles;
  readonly #bundles: Uint32Array;
  /** The counts of each template, ascending. */
  readonly #counts: readonly Uint32Array[];
  /** Events of the log from first to last, of each case; ascending. */
  readonly #durations: Uint32Array;

  constructor(profiles: CaseProfiles, bundles: Uint32Array) {
    const { caseCounts, templates, counts, caseCount, starts, sinceStart, untilEnd } = profiles;
    this.#profiles = profiles;
    this.#bundles = bundles;
    const filled = new Uint32Array(caseCounts.length);
    const all = Array.from(caseCounts, (count) => new Uint32Array(count));
    for (const [row, template] of templates.entries()) {
      const own = all[template];
      const at = filled[template] ?? 0;
      if (own !== undefined) own[at] = counts[row] ?? 0;
      filled[template] = at + 1;
    }
    this.#counts = all.map((own) => own.toSorted());
    // every case has its first event at its start, and the time from it to the case's end is known when it came once
    this.#durations = Uint32Array.from({ length: caseCount }, (_, c) => {
      let longest = 0;
      for (let row = starts[c] ?? 0; row < (starts[c + 1] ?? 0); row++)
        longest = Math.max(longest, (sinceStart[row] ?? 0) + (untilEnd[row] ?? 0));
      return longest;
    }).toSorted();
  }

  /** One for each bundle at most, the most surprising first; equal ones by template. */
  deviations(c: number): CountDeviation[] {
    const { starts, templates, counts, seenAfter, seenBefore } = this.#profiles;
    const whole =
      shareUpTo(this.#durations, (seenAfter[c] ?? 0) - 1) *
      shareUpTo(this.#durations, (seenBefore[c] ?? 0) - 1);
    const strangest = new Map<number, CountDeviation>();
    for (let row = starts[c] ?? 0; row < (starts[c + 1] ?? 0); row++) {
      const deviation = this.#deviation(templates[row] ?? 0, counts[row] ?? 0, whole);
      const bundle = this.#bundles[deviation.template] ?? 0;
      if (deviation.nats > (strangest.get(bundle)?.nats ?? 0)) strangest.set(bundle, deviation);
    }
    return [...strangest.values()].toSorted((a, b) => b.nats - a.nats || a.template - b.template);
  }

  #deviation(template: number, count: number, whole: number): CountDeviation {
    const all = this.#counts[template] ?? new Uint32Array();
    const upTo = Math.round(shareUpTo(all, count) * all.length);
    const from = all.length - Math.round(shareUpTo(all, count - 1) * all.length);
    const more = (from + 0.5) / (all.length + 1);
    const fewer = whole * ((upTo + 0.5) / (all.length + 1)) + (1 - whole);
    const isMore = more <= fewer;
    // either tail could have been the strange one
    const nats = Math.max(0, -Math.log(Math.min(1, 2 * Math.min(more, fewer))));
    return { template, count, isMore, likeIt: isMore ? from : upTo, nats };
  }
}
