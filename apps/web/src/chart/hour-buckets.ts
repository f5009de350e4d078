import { HOUR_MS } from "../scope/scope.ts";

export interface HourCount {
  /** Start of the hour, ISO 8601. */
  readonly hour: string;
  /** Physical lines, as digits. */
  readonly size: string;
}

/** A bar: lines from one instant up to another. */
export interface Bucket {
  readonly fromMs: number;
  readonly toMs: number;
  readonly size: number;
}

/**
 * Hours as bars of equal length, hours without lines included.
 *
 * @param range - first and last instant of the picture; null: those of the hours themselves.
 * @param most - no more bars than that: then each stands for several hours. Sizes add up to those of the hours in range.
 */
export function hourBuckets(
  hours: readonly HourCount[],
  range: { readonly fromMs: number | null; readonly toMs: number | null },
  most: number,
): Bucket[] {
  const times = hours.map(({ hour }) => Date.parse(hour));
  const startMs = range.fromMs ?? Math.min(...times);
  const endMs = range.toMs ?? Math.max(...times) + HOUR_MS;
  if (!Number.isFinite(startMs) || !Number.isFinite(endMs) || endMs <= startMs) return [];
  const count = Math.ceil((endMs - startMs) / HOUR_MS);
  const stepMs = Math.ceil(count / most) * HOUR_MS;
  const sizes = Array.from({ length: Math.ceil((endMs - startMs) / stepMs) }, () => 0);
  hours.forEach(({ size }, i) => {
    const at = Math.floor(((times[i] ?? 0) - startMs) / stepMs);
    if (at >= 0 && at < sizes.length) sizes[at] = (sizes[at] ?? 0) + Number(size);
  });
  return sizes.map((size, i) => ({
    fromMs: startMs + i * stepMs,
    toMs: Math.min(endMs, startMs + (i + 1) * stepMs),
    size,
  }));
}
