import type { ArchivedStream } from "./archive-lines.ts";
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
  /** A file holds them, or would if nothing but we had touched it, and the product does not have them. */
  readonly lost: number;
  /** What the product has more often than it was written. */
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

/** What the product says it has. */
export interface Truth extends ProductCounts {
  /** Null when lines are not archived. */
  readonly archived: ReadonlyMap<string, ArchivedStream> | null;
}

type Tally = Pick<Figures, "lost" | "double" | "torn" | "rescued">;

/**
 * Compares what was written with what the product has: line by line with its archive, and with its counts by hours of a thousand
 * lines each, so that a line lost and another one counted twice do not make up for each other. Of the two the worse counts.
 */
export function judge(
  truth: Truth,
  streams: readonly Stream[],
  notes: Figures["notes"] = {},
  moreFailures: readonly string[] = [],
): Figures {
  const failures = [...moreFailures];
  let all: Tally = { lost: 0, double: 0, torn: 0, rescued: 0 };
  for (const stream of streams) {
    const id = `${stream.host}:${stream.path}`;
    const source = truth.sources.get(id);
    const counted = byHours(stream, source?.byHour ?? new Map(), source?.lines ?? 0);
    const archived = truth.archived?.get(id);
    const filed = archived === undefined ? counted : byLines(stream, archived);
    const lines = archived === undefined ? 0 : sum(archived.times) + archived.torn;
    if (archived !== undefined && lines !== source?.lines)
      failures.push(`${id}: ${lines} lines archived, ${source?.lines} counted`);
    const seqs = archived === undefined ? [] : missing(stream, archived).slice(0, 5);
    if (seqs.length > 0) failures.push(`${id}: lost ${seqs.join(", ")} …`);
    all = {
      lost: all.lost + Math.max(counted.lost, filed.lost),
      double: all.double + Math.max(counted.double, filed.double),
      torn: all.torn + Math.max(stream.torn ?? 0, filed.torn),
      rescued: all.rescued + filed.rescued,
    };
  }
  if (all.lost > 0) failures.push(`${all.lost} lines lost`);
  if (all.double > 0) failures.push(`${all.double} lines twice`);
  if (new Set(Object.values(truth.sums)).size > 1)
    failures.push(`sums differ: ${JSON.stringify(truth.sums)}`);
  const written = streams.reduce((total, stream) => total + stream.written, 0);
  const destroyed = streams.reduce(
    (total, { has }) => total + (has === undefined ? 0 : has.length - sum(has)),
    0,
  );
  return { written, ...all, destroyed, notes, failures };
}

function byHours({ written, has }: Stream, byHour: ReadonlyMap<string, number>, lines: number): Tally {
  let [lost, double, rescued, inHours] = [0, 0, 0, 0];
  for (let from = 0; from < written; from += LINES_PER_HOUR) {
    const to = Math.min(written, from + LINES_PER_HOUR);
    const there = has === undefined ? to - from : sum(has.subarray(from, to));
    const counted = byHour.get(hourOf(from)) ?? 0;
    inHours += counted;
    lost += Math.max(0, there - counted);
    double += Math.max(0, counted - (to - from));
    rescued += Math.max(0, Math.min(counted, to - from) - there);
  }
  return { lost, double, rescued, torn: lines - inHours };
}

function byLines({ written, has }: Stream, { times, torn }: ArchivedStream): Tally {
  let [lost, double, rescued] = [0, 0, 0];
  for (let seq = 0; seq < written; seq++) {
    const [filed, isThere] = [times[seq] ?? 0, has === undefined || has[seq] === 1];
    if (isThere && filed === 0) lost++;
    if (!isThere && filed > 0) rescued++;
    double += Math.max(0, filed - 1);
  }
  return { lost, double, rescued, torn };
}

function missing({ written, has }: Stream, { times }: ArchivedStream): number[] {
  const seqs = Array.from({ length: written }, (_, seq) => seq);
  return seqs.filter((seq) => (has === undefined || has[seq] === 1) && (times[seq] ?? 0) === 0);
}

function sum(values: Uint8Array): number {
  return values.reduce((total, value) => total + value, 0);
}
