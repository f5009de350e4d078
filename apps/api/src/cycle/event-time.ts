import type { LogEvent } from "@deepsec/engine";

/** First and last instant that four digits of a year can say: Neo4j's times and JavaScript's agree on them. */
const FIRST_MS = Date.parse("0000-01-01T00:00:00.000Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** When an event says that it happened, in ms since 1970; null where it says no time, or one that cannot be. */
export function eventTimeMs({ timestamp }: Pick<LogEvent, "timestamp">): number | null {
  const ms = timestamp === null ? Number.NaN : Date.parse(timestamp);
  return ms >= FIRST_MS && ms <= LAST_MS ? ms : null;
}
