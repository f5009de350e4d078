import type { Checkpoint } from "@deepsec/collector";
import type { RedactionCounts } from "@deepsec/engine";
import type { Logger } from "pino";
import type { SourceAdvance } from "../store/cycle-record.ts";
import type { CountedRead } from "./archived-sources.ts";
import type { Reads } from "./intake.ts";
import type { KnownGraph } from "./known-graph.ts";
import { parseRead } from "./parse-read.ts";
import { addCounts, type Redaction, redactionOf } from "./redaction.ts";
import type { Waiting } from "./waiting.ts";

export interface ParseReadsOptions {
  readonly timeZone: string;
  readonly redaction: Redaction;
  readonly known: KnownGraph;
  readonly waiting: Waiting;
  /** Now, in ms since 1970. */
  readonly nowMs: number;
  readonly log: Logger;
}

export interface ParsedReads {
  readonly advances: readonly SourceAdvance[];
  /** Those of which events are counted. */
  readonly counted: readonly CountedRead[];
  readonly redacted: RedactionCounts;
  /** Sources of which there is more to read at once. */
  readonly unread: ReadonlySet<string>;
}

/** What was read, as events. A read that begins elsewhere than the graph is by now is left out: somebody else stored it meanwhile. */
export async function parseReads(
  { outcomes, eventWaitMs }: Pick<Reads, "outcomes" | "eventWaitMs">,
  { timeZone, redaction: settings, known, waiting, nowMs, log }: ParseReadsOptions,
): Promise<ParsedReads> {
  const advances: SourceAdvance[] = [];
  const counted: CountedRead[] = [];
  const unread = new Set<string>();
  let redacted: RedactionCounts = {};
  for (const outcome of outcomes) {
    const { wanted, read } = outcome;
    const { id } = wanted;
    const source = known.source(id);
    if (read === null || source === null) continue;
    const from = source.checkpoint;
    if (!isSamePlace(from, wanted.checkpoint)) {
      unread.add(id);
      continue;
    }
    const redaction = redactionOf(settings, source.hostName, wanted.pattern);
    const parsed = parseRead(read, {
      // Times without a year are the host's: its own clock decides which.
      now: new Date(nowMs + (outcome.clockSkewMs ?? 0)).toISOString(),
      timeZone,
      parseState: source.parseState,
      isFinal: waiting.isEventDue(id, read, performance.now(), eventWaitMs),
      redaction,
    });
    const { to } = parsed;
    waiting.note(id, read, to.offsetBytes, performance.now());
    if (from !== null && isSamePlace(from, to)) continue;
    if (read.gap !== null) log.warn({ source: id, ...read.gap }, "lines were lost before they were read");
    if (Object.keys(parsed.redacted).length > 0) {
      log.info({ source: id, redacted: parsed.redacted }, "secrets redacted");
      redacted = addCounts(redacted, parsed.redacted);
    }
    const generation = source.generation + (read.generationChanged ? 1 : 0);
    advances.push({
      id,
      from,
      to,
      encoding: read.encoding,
      generation,
      parseState: parsed.parseState,
      bytes: parsed.bytes,
      lines: parsed.lines,
      events: parsed.events.reduce((sum, { event }) => sum + event.weight, 0),
      partialLines: read.endsPartial && !parsed.isWaiting ? 1 : 0,
      gap: read.gap,
    });
    if (parsed.events.length > 0) counted.push({ source, generation, read, parsed, redaction });
    const isFurther = to.offsetBytes !== read.offsetBytes || to.cursor !== from?.cursor;
    if (read.lagBytes > 0 && isFurther) unread.add(id);
    // Between two sources the server gets its turn: parsing is all computation.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { advances, counted, redacted, unread };
}

function isSamePlace(a: Checkpoint | null, b: Checkpoint | null): boolean {
  return a?.offsetBytes === b?.offsetBytes && a?.head === b?.head && a?.anchor === b?.anchor;
}
