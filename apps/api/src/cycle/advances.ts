import type { Checkpoint } from "@deepsec/collector";
import type { RedactionCounts } from "@deepsec/engine";
import type { Logger } from "pino";
import type { SourceAdvance } from "../store/cycle-record.ts";
import type { Reads } from "./intake.ts";
import type { KnownGraph } from "./known-graph.ts";
import { addCounts, type Redaction, redactOptionsOf } from "./redaction.ts";
import type { ReadSummary, ReadToTake } from "./take-reads.ts";
import type { Waiting } from "./waiting.ts";

export interface ReadsToTakeOptions {
  readonly redaction: Redaction;
  readonly known: KnownGraph;
  readonly waiting: Waiting;
  /** Now, in ms since 1970. */
  readonly nowMs: number;
}

/** The reads that begin where the graph is. @returns The others too, by source: somebody else stored them meanwhile. */
export function readsToTake(
  { outcomes, eventWaitMs }: Pick<Reads, "outcomes" | "eventWaitMs">,
  { redaction, known, waiting, nowMs }: ReadsToTakeOptions,
): { readonly reads: readonly ReadToTake[]; readonly stale: readonly string[] } {
  const reads: ReadToTake[] = [];
  const stale: string[] = [];
  for (const { wanted, read, ...outcome } of outcomes) {
    const source = known.source(wanted.id);
    if (read === null || source === null) continue;
    if (!isSamePlace(source.checkpoint, wanted.checkpoint)) {
      stale.push(wanted.id);
      continue;
    }
    const skewMs = "clockSkewMs" in outcome ? (outcome.clockSkewMs ?? 0) : 0;
    reads.push({
      source,
      generation: source.generation + (read.generationChanged ? 1 : 0),
      read,
      // Times without a year are the host's: its own clock decides which.
      now: new Date(nowMs + skewMs).toISOString(),
      isFinal: waiting.isEventDue(wanted.id, read, performance.now(), eventWaitMs),
      redact: redactOptionsOf(redaction, source.hostName, wanted.pattern),
    });
  }
  return { reads, stale };
}

export interface Advances {
  readonly advances: readonly SourceAdvance[];
  readonly redacted: RedactionCounts;
  /** Sources of which there is more to read at once. */
  readonly unread: ReadonlySet<string>;
}

/** How far the sources get by what was made of their reads. */
export function advancesOf(
  reads: readonly ReadToTake[],
  summaries: readonly ReadSummary[],
  { waiting, log }: { readonly waiting: Waiting; readonly log: Logger },
): Advances {
  const advances: SourceAdvance[] = [];
  const unread = new Set<string>();
  let redacted: RedactionCounts = {};
  for (const [i, { source, generation, read }] of reads.entries()) {
    const summary = summaries[i];
    if (summary === undefined) continue;
    const { to, parseState, bytes, lines, events, isWaiting } = summary;
    const { id, checkpoint: from } = source;
    waiting.note(id, read, to.offsetBytes, performance.now());
    if (from !== null && isSamePlace(from, to)) continue;
    if (read.gap !== null) log.warn({ source: id, ...read.gap }, "lines were lost before they were read");
    if (Object.keys(summary.redacted).length > 0) {
      log.info({ source: id, redacted: summary.redacted }, "secrets redacted");
      redacted = addCounts(redacted, summary.redacted);
    }
    const partialLines = read.endsPartial && !isWaiting ? 1 : 0;
    const { encoding, gap } = read;
    advances.push({
      id,
      from,
      to,
      encoding,
      generation,
      parseState,
      bytes,
      lines,
      events,
      redacted: addCounts(source.redacted, summary.redacted),
      partialLines,
      gap,
    });
    const isFurther = to.offsetBytes !== read.offsetBytes || to.cursor !== from?.cursor;
    if (read.lagBytes > 0 && isFurther) unread.add(id);
  }
  return { advances, redacted, unread };
}

function isSamePlace(a: Checkpoint | null, b: Checkpoint | null): boolean {
  return a?.offsetBytes === b?.offsetBytes && a?.head === b?.head && a?.anchor === b?.anchor;
}
