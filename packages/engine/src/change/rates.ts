/** An hour's count against what is usual: the counts about the same hour of earlier days. */
export interface RateChange {
  readonly change: "spike" | "drop";
  readonly count: number;
  /** Of the earlier days: the middle, the least and the most. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly days: number;
}

/** Fewer days know no usual. */
const DAY_COUNT_MIN = 5;
/** In standard deviations. Modified z-scores of 3.5 are outliers (Iglewicz and Hoaglin, 1993); there are thousands of hours a day to err in. */
const Z_MIN = 6;
const RATIO_MIN = 3;
const DIFFERENCE_MIN = 20;
/** Makes the median absolute deviation an estimate of the standard deviation. */
const MAD_SCALE = 1.4826;

/**
 * Whether an hour has far more or far fewer events than the same time of earlier days.
 *
 * Counts are compared after Anscombe's transform 2·√(x + 3/8), in which chance alone (Poisson) deviates by 1 whatever the rate:
 * so few events need a larger ratio than many. The spread is the median absolute deviation of the earlier days, at least that 1:
 * one odd day among them moves neither middle nor spread. Besides, a change is more extreme than every earlier day, at least
 * threefold, and 20 events.
 *
 * @param earlier - Of each earlier day the counts of the hour before, the hour itself and the hour after: what comes at 03:58 on
 *   one day and at 04:02 on another is no change, nor is a change of the clock by an hour.
 * @returns Null when it is usual, or with fewer than 5 days. F. J. Anscombe, Biometrika 35 (1948).
 */
export function rateChange(count: number, earlier: readonly (readonly number[])[]): RateChange | null {
  if (earlier.length < DAY_COUNT_MIN) return null;
  const mosts = earlier.map((near) => Math.max(...near));
  const leasts = earlier.map((near) => Math.min(...near));
  const days = earlier.length;
  const high = Math.max(...mosts);
  if (count > high && isFar(count, mosts))
    return { change: "spike", count, median: median(mosts), low: Math.min(...mosts), high, days };
  const low = Math.min(...leasts);
  if (count < low && isFar(count, leasts))
    return { change: "drop", count, median: median(leasts), low, high: Math.max(...leasts), days };
  return null;
}

function isFar(count: number, usual: readonly number[]): boolean {
  const middle = median(usual);
  const [less, more] = count < middle ? [count, middle] : [middle, count];
  if (more - less < DIFFERENCE_MIN || more < RATIO_MIN * less) return false;
  const stable = usual.map(anscombe);
  const centre = median(stable);
  const spread = Math.max(1, MAD_SCALE * median(stable.map((value) => Math.abs(value - centre))));
  return Math.abs(anscombe(count) - centre) >= Z_MIN * spread;
}

const anscombe = (count: number): number => 2 * Math.sqrt(count + 3 / 8);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
