import { hourOf, LINES_PER_HOUR } from "./line.ts";
import type { ProductCounts } from "./product-counts.ts";

/** What one stream wrote, and what of it was still to be had. */
export interface Stream {
  readonly host: string;
  readonly path: string;
  /** Lines 0 … written − 1 were written. */
  readonly written: number;
  /** 1 for each line that a file still holds; left out where nothing destroys lines. */
  readonly has?: Uint8Array;
  /** Pieces of lines that files hold. */
  readonly torn?: number;
}

/** What a run of a case found. All are lines. */
export interface Figures {
  readonly written: number;
  /** A file holds them, or would if nothing but we had touched it, and the product did not count them. */
  readonly lost: number;
  /** Counted more often than they were written. */
  readonly double: number;
  /** Pieces of lines, which rotation by copying leaves. */
  readonly torn: number;
  /** Written, and no file held them when the run ended: rotation by copying destroys what is written between copy and cut. */
  readonly destroyed: number;
  /** Lines that no file holds any more and the product has all the same. */
  readonly rescued: number;
  /** What else was measured. */
  readonly notes: Readonly<Record<string, string | number>>;
  /** Why the case failed; empty when it passed. */
  readonly failures: readonly string[];
}

/**
 * Compares what was written with what the product says. By hours of a thousand lines each, so a line lost and another one counted
 * twice do not make up for each other.
 */
export function judge(
  { sources, sums }: ProductCounts,
  streams: readonly Stream[],
  notes: Figures["notes"] = {},
  moreFailures: readonly string[] = [],
): Figures {
  let [written, lost, double, torn, destroyed, rescued] = [0, 0, 0, 0, 0, 0];
  for (const stream of streams) {
    const byHour = sources.get(`${stream.host}:${stream.path}`)?.byHour ?? new Map<string, number>();
    let inHours = 0;
    for (let from = 0; from < stream.written; from += LINES_PER_HOUR) {
      const to = Math.min(stream.written, from + LINES_PER_HOUR);
      const there = stream.has?.subarray(from, to).reduce((sum, bit) => sum + bit, 0) ?? to - from;
      const counted = byHour.get(hourOf(from)) ?? 0;
      inHours += counted;
      lost += Math.max(0, there - counted);
      double += Math.max(0, counted - (to - from));
      rescued += Math.max(0, Math.min(counted, to - from) - there);
      destroyed += to - from - there;
    }
    written += stream.written;
    torn += Math.max(stream.torn ?? 0, (sources.get(`${stream.host}:${stream.path}`)?.lines ?? 0) - inHours);
  }
  const failures = [...moreFailures];
  if (lost > 0) failures.push(`${lost} lines lost`);
  if (double > 0) failures.push(`${double} lines counted twice`);
  if (new Set(Object.values(sums)).size > 1) failures.push(`sums differ: ${JSON.stringify(sums)}`);
  return { written, lost, double, torn, destroyed, rescued, notes, failures };
}
