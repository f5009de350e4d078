import type { LogEvent } from "@deepsec/engine";
import type { Occurrence } from "../store/cycle-record.ts";

/** Counts events by template, source and hour. */
export class Occurrences {
  readonly #observedAt: string;
  readonly #byKey = new Map<string, Occurrence>();

  /** @param observedAt - ISO 8601 in UTC, the time of events that say none. */
  constructor(observedAt: string) {
    this.#observedAt = observedAt;
  }

  add(templateId: string, sourceId: string, { timestamp, weight }: LogEvent, lineCount: number): void {
    const time = utc(timestamp) ?? this.#observedAt;
    const hour = `${time.slice(0, 13)}:00:00.000Z`;
    const key = `${templateId} ${hour} ${sourceId}`;
    const sum = this.#byKey.get(key);
    this.#byKey.set(key, {
      templateId,
      sourceId,
      hour,
      count: (sum?.count ?? 0) + weight,
      lineCount: (sum?.lineCount ?? 0) + lineCount,
      firstSeen: sum === undefined || time < sum.firstSeen ? time : sum.firstSeen,
      lastSeen: sum === undefined || time > sum.lastSeen ? time : sum.lastSeen,
    });
  }

  all(): Occurrence[] {
    return [...this.#byKey.values()];
  }
}

/** The same instant in UTC; null for a time that no four-digit year can say. */
function utc(timestamp: string | null): string | null {
  if (timestamp === null) return null;
  const ms = Date.parse(timestamp);
  if (Number.isNaN(ms)) return null;
  const text = new Date(ms).toISOString();
  return text.length === 24 ? text : null;
}
