import type { LogEvent } from "./event.ts";
import { withoutAnsi } from "./header/ansi.ts";
import type { Header } from "./header/header.ts";
import { readHeader } from "./header/read-header.ts";
import type { Line } from "./line.ts";
import { continues } from "./multiline/continues.ts";
import { Clock } from "./timestamps/clock.ts";
import { TimestampReader } from "./timestamps/timestamp-reader.ts";

export interface ParseOptions {
  /** ISO instant that decides the year of times without one. */
  readonly now: string;
  /** IANA name of the zone of times without one. */
  readonly timeZone: string;
  /** True when lines are bare messages: no header is looked for, each line is an event. */
  readonly isBody?: boolean;
  /** True when no more lines are coming: the last event is finished. */
  readonly isFinal: boolean;
}

/** What is remembered of a source between two batches; plain JSON. */
export interface ParseState {
  readonly lastMessage: string;
}

export interface ParsedEvents {
  readonly events: LogEvent[];
  /** Index of the first line that belongs to an unfinished event; the number of lines when nothing waits. */
  readonly restFrom: number;
  readonly state: ParseState;
}

const noState: ParseState = { lastMessage: "" };

/**
 * Events of a source's next lines. Pure: the same lines, however cut into batches, give the same events, when each batch begins
 * with the lines from the last `restFrom` on and gets the last `state`.
 */
export function parseEvents(
  lines: readonly Line[],
  options: ParseOptions,
  state: ParseState = noState,
): ParsedEvents {
  const reader = new TimestampReader(new Clock(options.now, options.timeZone));
  const events: LogEvent[] = [];
  let start = -1;
  let last = -1;
  let header: Header | null = null;
  let body = "";
  const finish = (): void => {
    const from = lines[start];
    const to = lines[last];
    if (header === null || from === undefined || to === undefined) return;
    events.push({
      firstLine: from.number,
      lastLine: to.number,
      offsetBytes: from.offsetBytes,
      lengthBytes: to.offsetBytes + to.lengthBytes - from.offsetBytes,
      timestamp: header.timestamp,
      level: header.level,
      message: body,
      fields: header.fields,
      weight: 1,
    });
  };
  for (let index = 0; index < lines.length; index += 1) {
    const text = withoutAnsi(lines[index]?.text ?? "");
    if (text.trim() === "") continue;
    const next = options.isBody
      ? { timestamp: null, level: null, message: text, fields: {}, isHeaded: true }
      : readHeader(text, reader);
    if (header !== null && !next.isHeaded && continues(text)) {
      body += `\n${text}`;
      last = index;
      continue;
    }
    finish();
    header = next;
    body = next.message;
    start = index;
    last = index;
  }
  if (options.isFinal) finish();
  const restFrom = options.isFinal || start < 0 ? lines.length : start;
  return { events, restFrom, state: { ...state } };
}
