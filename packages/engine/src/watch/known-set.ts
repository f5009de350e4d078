const DAY_MS = 86_400_000;
/** What was not seen for so long is new again. */
const FORGOTTEN_AFTER_MS = 30 * DAY_MS;

/** What was seen, with the time it was last: plain JSON, to be kept as (part of) a habit. */
export interface KnownSet {
  /** Time of the first entry: what is usual is known a day after it. */
  sinceMs: number;
  /** The one longest unseen first. */
  entries: Record<string, number>;
}

export const knownSet = (timeMs: number): KnownSet => ({ sinceMs: timeMs, entries: {} });

/**
 * Adds an entry; of more than `countMax` the one longest unseen is forgotten.
 *
 * @returns `new` when it was not seen in the 30 days before, `known` when it was, and `learning` on the first day, when all is new.
 */
export function see(
  set: KnownSet,
  entry: string,
  timeMs: number,
  countMax: number,
): "new" | "known" | "learning" {
  const key = `=${entry}`; // never a number: an object keeps numbers in an order of their own
  const last = set.entries[key];
  delete set.entries[key];
  set.entries[key] = Math.max(last ?? timeMs, timeMs);
  set.sinceMs = Math.min(set.sinceMs, timeMs);
  const keys = Object.keys(set.entries);
  if (keys.length > countMax) delete set.entries[keys[0] ?? ""];
  if (last !== undefined && timeMs - last <= FORGOTTEN_AFTER_MS) return "known";
  return timeMs - set.sinceMs < DAY_MS ? "learning" : "new";
}

export const size = (set: KnownSet): number => Object.keys(set.entries).length;
