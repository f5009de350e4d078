import type { SourceRead } from "@deepsec/collector";
import type { KeyedHash, RedactOptions } from "@deepsec/engine";
import { type LineTable, lineTable } from "../archive/line-table.ts";
import type { Analysis } from "../store/cycle-record.ts";
import type { KnownSource } from "../store/known-state.ts";
import type { Analyzer } from "./analyze.ts";
import { archivedSources } from "./archived-sources.ts";
import { parseRead, type ParsedRead } from "./parse-read.ts";

/** A read of a source that begins where the graph is. */
export interface ReadToTake {
  readonly source: KnownSource;
  readonly generation: number;
  readonly read: SourceRead;
  /** As `ParseReadOptions` has it. */
  readonly now: string;
  readonly isFinal: boolean;
  /** Null: the lines stay as they are. */
  readonly redact: RedactOptions | null;
}

export interface TakeOptions {
  readonly timeZone: string;
  /** ISO 8601 in UTC. */
  readonly observedAt: string;
  /** Analyze also when no event came: time alone shows that something is silent. */
  readonly isDue: boolean;
  readonly isArchived: boolean;
}

/** What a read brought, without its events. */
export type ReadSummary = Pick<
  ParsedRead,
  "to" | "bytes" | "lines" | "parseState" | "isWaiting" | "redacted"
> & { readonly events: number };

/** What was made of reads. */
export interface Taken {
  /** In the order of the reads. */
  readonly summaries: readonly ReadSummary[];
  /** Null when there was nothing to analyze. */
  readonly analysis: Analysis | null;
  /** The lines that are counted, for the archive; null when there are none, or none are archived. */
  readonly lines: LineTable | null;
}

/** Parses reads, analyzes their events, and makes of them what the archive and the graph store. All computation, no I/O. */
export function takeReads(
  analyzer: Analyzer,
  reads: readonly ReadToTake[],
  { timeZone, observedAt, isDue, isArchived }: TakeOptions,
  hash: KeyedHash,
): Taken {
  const taken = reads.map(({ source, generation, read, now, isFinal, redact }) => {
    const redaction = redact === null ? null : { hash, options: redact };
    const { parseState } = source;
    const parsed = parseRead(read, { now, timeZone, parseState, isFinal, redaction });
    return { source, generation, read, parsed, redaction };
  });
  const summaries = taken.map(({ parsed }) => {
    const { events, to, bytes, lines, parseState, isWaiting, redacted } = parsed;
    const weight = events.reduce((sum, { event }) => sum + event.weight, 0);
    return { events: weight, to, bytes, lines, parseState, isWaiting, redacted };
  });
  const counted = taken.filter(({ parsed }) => parsed.events.length > 0);
  if (counted.length === 0 && !isDue) return { summaries, analysis: null, lines: null };
  const { analysis, assigned } = analyzer.analyze(
    counted.map(({ source, parsed }) => ({ sourceId: source.id, events: parsed.events })),
    observedAt,
  );
  const isAny = isArchived && counted.length > 0;
  const lines = isAny ? lineTable(archivedSources(counted, assigned, observedAt)) : null;
  return { summaries, analysis, lines };
}
