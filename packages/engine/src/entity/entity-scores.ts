import { tailSurprises } from "./ascending.ts";
import { bundlesOf } from "./bundles.ts";
import { caseProfiles } from "./case-profiles.ts";
import { CountSurprise } from "./count-surprise.ts";
import type { EntityCases } from "./entity-cases.ts";
import { entityReason } from "./entity-reason.ts";
import { OrderSurprise } from "./order-surprise.ts";
import { SetSurprise } from "./set-surprise.ts";

/** A case, how strange it is beside the others of its kind, and why. */
export interface EntityScore {
  /** The identifying value, as it stands in the log. */
  readonly value: string;
  readonly kind: string;
  readonly events: number;
  /** [0, 1), higher is stranger: s / (s + 10) for a surprise of s nats above that of the middle case. */
  readonly score: number;
  /** The numbers behind the score, in plain words. */
  readonly reason: string;
}

/** Numbers or an order as strange as those of one case in 33 (3.5 nats) are usual; what is stranger soon counts in full. */
const USUAL_NATS = 3.5;
const NATS_SLOPE = 1.5;
const HALF_SCORE_NATS = 10;

/**
 * How strange each case is beside the others of its kind. Three surprises, in nats (−ln of a share of the cases), are added up: the
 * set of its templates, how often it has them, and in which order it came to them. The set counts in full. Of numbers and
 * order, where much goes back to chance, only what is stranger than nineteen of twenty cases counts.
 *
 * @param texts - The text of each template, by the index that the cases use.
 * @returns The strangest first; equal ones by value.
 */
export function entityScores(cases: EntityCases, texts: readonly string[]): EntityScore[] {
  const profiles = caseProfiles(cases, texts.length);
  const bundles = bundlesOf(profiles);
  const sets = new SetSurprise(profiles, bundles);
  const counts = new CountSurprise(profiles, bundles);
  const orders = new OrderSurprise(profiles);
  const { caseCount } = profiles;
  const measured = (nats: (c: number) => number): Float64Array =>
    Float64Array.from({ length: caseCount }, (_, c) => nats(c));
  const countNats = tailSurprises(
    measured((c) => sum(counts.deviations(c))),
    USUAL_NATS,
    NATS_SLOPE,
  );
  const orderNats = tailSurprises(
    measured((c) => orders.deviation(c)?.nats ?? 0),
    USUAL_NATS,
    NATS_SLOPE,
  );
  const nats = measured((c) => sum(sets.deviations(c)) + (countNats[c] ?? 0) + (orderNats[c] ?? 0));
  const middle = nats.toSorted()[caseCount >>> 1] ?? 0;
  const scores = cases.values.map((value, c): EntityScore => {
    const above = Math.max(0, (nats[c] ?? 0) - middle);
    return {
      value,
      kind: cases.kind,
      events: (cases.starts[c + 1] ?? 0) - (cases.starts[c] ?? 0),
      score: above / (above + HALF_SCORE_NATS),
      reason: entityReason(
        {
          set: sets.deviations(c),
          counts: (countNats[c] ?? 0) > 0 ? counts.deviations(c) : [],
          order: (orderNats[c] ?? 0) > 0 ? orders.deviation(c) : null,
        },
        profiles,
        texts,
      ),
    };
  });
  return scores.toSorted((a, b) => b.score - a.score || (a.value < b.value ? -1 : 1));
}

function sum(deviations: readonly { readonly nats: number }[]): number {
  return deviations.reduce((nats, deviation) => nats + deviation.nats, 0);
}
