import { checkpointAt, type Checkpoint, type SourceRead } from "@deepsec/collector";
import {
  countKinds,
  decodeLines,
  type Line,
  type LogEvent,
  parseEvents,
  type ParseState,
  type RedactionCounts,
  redactLines,
} from "@deepsec/engine";
import type { CountedEvent } from "./analyze.ts";
import { eventTimeMs } from "./event-time.ts";
import type { SourceRedaction } from "./redaction.ts";

/** What was made of the bytes of one source. */
export interface ParsedRead {
  readonly events: readonly CountedEvent[];
  readonly to: Checkpoint;
  readonly bytes: number;
  readonly lines: number;
  readonly parseState: ParseState;
  /** True when lines were left for the next cycle, because their event may go on. */
  readonly isWaiting: boolean;
  /** Secrets in the lines that were counted. */
  readonly redacted: RedactionCounts;
  /** The lines that were counted, as they were analyzed, and in which of them secrets were replaced. */
  readonly analyzed: readonly Line[];
  readonly isRedacted: readonly boolean[];
}

export interface ParseReadOptions {
  readonly now: string;
  readonly timeZone: string;
  readonly parseState: ParseState | null;
  /** The last event has waited long enough for lines of its own. */
  readonly isFinal: boolean;
  /** Null: the lines stay as they are. */
  readonly redaction: SourceRedaction | null;
}

/** Events of a read, each line counted with exactly one of them, and the checkpoint after the last finished one. */
export function parseRead(
  read: SourceRead,
  { now, timeZone, parseState, isFinal, redaction }: ParseReadOptions,
): ParsedRead {
  const decoded = decodeLines(read.bytes, { encoding: read.encoding, offsetBytes: read.offsetBytes });
  const { lines, redactions, openFrom } =
    redaction === null
      ? { lines: decoded, redactions: [], openFrom: decoded.length }
      : redactLines(decoded, read.bytes, redaction.hash, redaction.options);
  const isLast = isFinal || read.isGenerationEnd || read.endsPartial;
  // A content's memory ends with it: "last message repeated" at the start of a file speaks of no earlier one.
  const state = read.generationChanged ? undefined : (parseState ?? undefined);
  const parse = (count: number, isEnd: boolean) =>
    parseEvents(lines.slice(0, count), { now, timeZone, isFinal: isEnd }, state);
  // A private key without its end waits for it, as an unfinished event does.
  let parsed = parse(isLast ? lines.length : openFrom, isLast);
  // An event longer than what is read at once would wait for ever.
  if (!isLast && parsed.events.length === 0 && read.lagBytes > 0)
    parsed = parse(openFrom || lines.length, true);

  const isBlankEnd = parsed.events.length === 0 && isLast && lines.length > 0;
  const events = isBlankEnd ? [blankEvent(read.offsetBytes, read.bytes.length, lines.length)] : parsed.events;
  // Blank lines before the first event wait for it: they are counted with an event, and there is none yet.
  const end = events.length === 0 ? 0 : parsed.restFrom;
  const offset = lines[end]?.offsetBytes ?? read.offsetBytes + read.bytes.length;
  return {
    events: countEvents(events, end),
    to: checkpointAt(read, end === 0 ? read.offsetBytes : offset),
    bytes: end === 0 ? 0 : offset - read.offsetBytes,
    lines: end,
    parseState: parsed.state,
    isWaiting: end < lines.length,
    redacted: countKinds(redactions, end),
    analyzed: lines.slice(0, end),
    isRedacted: lines.slice(0, end).map((line, index) => line !== decoded[index]),
  };
}

/** Each of the lines up to number `end` is counted with exactly one of the events. */
export function countEvents(events: readonly LogEvent[], end: number): CountedEvent[] {
  return events.map((event, index) => {
    const from = index === 0 ? 1 : event.firstLine;
    const to = events[index + 1]?.firstLine ?? end + 1;
    return { event, lineCount: to - from, saidMs: eventTimeMs(event) };
  });
}

/** Blank lines and nothing else, with nothing to follow: an event of its own, so that they are counted too. */
export function blankEvent(offsetBytes: number, lengthBytes: number, lineCount: number): LogEvent {
  return {
    firstLine: 1,
    lastLine: lineCount,
    offsetBytes,
    lengthBytes,
    timestamp: null,
    level: null,
    message: "",
    fields: {},
    weight: 1,
  };
}
