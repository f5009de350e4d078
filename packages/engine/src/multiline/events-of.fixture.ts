import { decodeLines } from "../decode.ts";
import type { LogEvent } from "../event.ts";
import { parseEvents } from "../parse-events.ts";

/** The events of a whole text, read in UTC on the first of March 2026. */
export function eventsOf(text: string): readonly LogEvent[] {
  const options = { now: "2026-03-01T12:00:00Z", timeZone: "UTC", isFinal: true };
  return parseEvents(decodeLines(new TextEncoder().encode(text)), options).events;
}

/** First and last line of each. */
export function linesOf(text: string): number[][] {
  return eventsOf(text).map(({ firstLine, lastLine }) => [firstLine, lastLine]);
}
