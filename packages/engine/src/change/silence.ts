/** Something that was regular and is not heard of any more. */
export interface Silence {
  /** Hours without it (or with next to nothing). */
  readonly hours: number;
  /** The longest gap it had before, in hours. */
  readonly usualGap: number;
  /** Events an hour, before. */
  readonly rate: number;
  /** Events in the silent hours; as many as `expected` would be usual. */
  readonly count: number;
  readonly expected: number;
}

/** With fewer hours that had any, no gap is usual. */
const ACTIVE_HOURS_MIN = 12;
const GAPS_MIN = 3;
const SHARE_MAX = 0.01;
/** So that none of it is no chance: Poisson gives 2 in 10^9. */
const EXPECTED_MIN = 20;

/**
 * Whether something fell silent: for three times its longest gap so far it had less than 1 % of what is usual.
 *
 * @param counts - Events by hour (hours since 1970).
 * @param now - The last hour that is over; what has any event later is not silent.
 */
export function silence(counts: ReadonlyMap<number, number>, now: number): Silence | null {
  const hours = [...counts.keys()].toSorted((a, b) => a - b);
  const first = hours[0];
  if (first === undefined || hours.length < ACTIVE_HOURS_MIN || (hours.at(-1) ?? 0) > now) return null;
  let usualGap = 1;
  for (const [i, hour] of hours.entries()) usualGap = Math.max(usualGap, hour - (hours[i - 1] ?? hour));
  const window = GAPS_MIN * usualGap;
  const end = now - window;
  const sum = (from: number, to: number): number =>
    hours.reduce((total, hour) => total + (hour >= from && hour <= to ? (counts.get(hour) ?? 0) : 0), 0);
  const last = Math.max(...hours.filter((hour) => hour <= end));
  if (end - first + 1 < window) return null;
  const rate = sum(first, last) / (last - first + 1);
  const expected = rate * window;
  const count = sum(end + 1, now);
  if (expected < EXPECTED_MIN || count > SHARE_MAX * expected) return null;
  return { hours: count === 0 ? now - last : window, usualGap, rate, count, expected };
}
