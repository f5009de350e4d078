import type { LogEvent } from "./event.ts";
import { withoutAnsi } from "./header/ansi.ts";
import type { Line } from "./line.ts";
import { EventGrouper } from "./multiline/event-grouper.ts";
import { repeatableLengthMax, type Repeatable } from "./multiline/repeated.ts";
import { Clock } from "./timestamps/clock.ts";
import { TimestampReader } from "./timestamps/timestamp-reader.ts";

export interface ParseOptions {
  /** ISO instant that decides the year of times without one: the newest year that is not in the future. */
  readonly now: string;
  /** IANA name of the zone of times without one. */
  readonly timeZone: string;
  /** True when lines are bare messages: no header is looked for, each line is an event. */
  readonly isBody?: boolean;
  /** True when no more lines are coming: the last event is finished. */
  readonly isFinal: boolean;
  /** ISO instant at which the host came up; without it the uptimes of a kernel's ring buffer give no time. */
  readonly bootTime?: string;
}

/** What is remembered of a source between two batches; plain JSON. */
export interface ParseState {
  /** The last event, for a line that says how often it was repeated; null before the first. */
  readonly last: Repeatable | null;
}

export interface ParsedEvents {
  /** In the order of their first lines. */
  readonly events: LogEvent[];
  /** Index of the first line that belongs to an unfinished event; the number of lines when nothing waits. */
  readonly restFrom: number;
  readonly state: ParseState;
}

const noState: ParseState = { last: null };

/**
 * Events of a source's next lines. Pure: the same lines, however cut into batches, give the same events, when each batch begins
 * with the lines from the last `restFrom` on and gets the last `state`. Until `isFinal` the last event waits, since its next line
 * may be still to come. Lines of nothing but blanks are no events.
 *
 * The header of each line is found by that line alone (header/read-header.ts), so lines of different formats may be mixed.
 * Never throws, whatever the lines hold.
 */
export function parseEvents(
  lines: readonly Line[],
  options: ParseOptions,
  state: ParseState = noState,
): ParsedEvents {
  if (options.isBody === true) return { events: bodies(lines), restFrom: lines.length, state };
  const clock = new Clock(options.now, options.timeZone, options.bootTime ?? null);
  const grouper = new EventGrouper(lines, new TimestampReader(clock), state.last);
  for (let index = 0; index < lines.length; index += 1) grouper.add(index);
  if (options.isFinal) grouper.finish();
  return { events: grouper.events, restFrom: grouper.restFrom, state: { last: remembered(grouper.last) } };
}

/** Longer messages are never repeated by reference, so they need not be kept. */
function remembered(last: Repeatable | null): Repeatable | null {
  if (last === null || last.message.length > repeatableLengthMax) return null;
  return { message: last.message, level: last.level, fields: last.fields };
}

function bodies(lines: readonly Line[]): LogEvent[] {
  const events: LogEvent[] = [];
  for (const { number, text, offsetBytes, lengthBytes } of lines) {
    const message = withoutAnsi(text).trim();
    if (message === "") continue;
    events.push({
      firstLine: number,
      lastLine: number,
      offsetBytes,
      lengthBytes,
      timestamp: null,
      level: null,
      message,
      fields: {},
      weight: 1,
    });
  }
  return events;
}
