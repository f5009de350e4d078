/** Events of one kind and of all kinds, on both sides. */
export interface Counts {
  readonly baseline: number;
  readonly target: number;
}

export type Change = "new" | "grown" | "shrunk" | "gone" | "same";

/** Half as much again is what logs do from one day to the next; a difference starts at twice. */
const RATIO_MIN = 2;
/** Chi-squared with one degree of freedom at p = 0.0001: among a few hundred templates chance alone reports none. */
const G_MIN = 15.14;

function term(observed: number, expected: number): number {
  return observed === 0 ? 0 : observed * Math.log(observed / expected);
}

/** G statistic (log-likelihood ratio) of a count being the same share of both totals. Dunning, 1993. */
export function gStatistic(counts: Counts, totals: Counts): number {
  const both = counts.baseline + counts.target;
  const all = totals.baseline + totals.target;
  if (both === 0 || totals.baseline === 0 || totals.target === 0) return 0;
  const share = both / all;
  const g =
    term(counts.baseline, totals.baseline * share) +
    term(counts.target, totals.target * share) +
    term(totals.baseline - counts.baseline, totals.baseline * (1 - share)) +
    term(totals.target - counts.target, totals.target * (1 - share));
  return Math.max(0, 2 * g);
}

/**
 * How one kind of event differs. Shares of the totals are compared, not counts: a log of two days is no change from a log of
 * one. Grown and shrunk: at least twice or at most half the share, and no chance (p < 0.0001).
 */
export function changeOf(counts: Counts, totals: Counts): Change {
  if (counts.baseline === 0) return counts.target === 0 ? "same" : "new";
  if (counts.target === 0) return "gone";
  const ratio = counts.target / totals.target / (counts.baseline / totals.baseline);
  if (gStatistic(counts, totals) < G_MIN) return "same";
  if (ratio >= RATIO_MIN) return "grown";
  return ratio <= 1 / RATIO_MIN ? "shrunk" : "same";
}
