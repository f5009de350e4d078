import type { LogEvent } from "@deepsec/engine";
import type { Occurrence } from "../store/cycle-record.ts";
import { eventTimeMs } from "./event-time.ts";

/** Counts events by template, source and hour. */
export class Occurrences {
  readonly #observedMs: number;
  readonly #byKey = new Map<string, Occurrence>();

  /** @param observedAt - ISO 8601 in UTC, the time of events that say none. */
  constructor(observedAt: string) {
    this.#observedMs = Date.parse(observedAt);
  }

  add(templateId: string, sourceId: string, event: LogEvent, lineCount: number): void {
    const time = new Date(eventTimeMs(event, this.#observedMs)).toISOString();
    const hour = `${time.slice(0, 13)}:00:00.000Z`;
    const key = `${templateId} ${hour} ${sourceId}`;
    const sum = this.#byKey.get(key);
    this.#byKey.set(key, {
      templateId,
      sourceId,
      hour,
      count: (sum?.count ?? 0) + event.weight,
      lineCount: (sum?.lineCount ?? 0) + lineCount,
      firstSeen: sum === undefined || time < sum.firstSeen ? time : sum.firstSeen,
      lastSeen: sum === undefined || time > sum.lastSeen ? time : sum.lastSeen,
    });
  }

  all(): Occurrence[] {
    return [...this.#byKey.values()];
  }
}

const HOUR_MS = 3_600_000;

/** An occurrence as what looks for change counts it. */
export function hourCount({ templateId, sourceId, hour, count, firstSeen }: Occurrence) {
  return { templateId, sourceId, hour: Date.parse(hour) / HOUR_MS, count, firstMs: Date.parse(firstSeen) };
}
