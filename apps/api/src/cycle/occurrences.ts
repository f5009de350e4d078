import type { Occurrence } from "../store/cycle-record.ts";

const HOUR_MS = 3_600_000;

/** Counts of one template, source and hour, with times as numbers: they become text once, not with each event. */
interface Sum {
  readonly templateId: string;
  readonly sourceId: string;
  /** Hours since 1970. */
  readonly hour: number;
  count: number;
  lineCount: number;
  firstMs: number;
  lastMs: number;
}

/** Counts events by template, source and hour. */
export class Occurrences {
  readonly #byKey = new Map<string, Sum>();

  /** @param timeMs - When the event happened, in ms since 1970. */
  add(templateId: string, sourceId: string, timeMs: number, weight: number, lineCount: number): void {
    const hour = Math.floor(timeMs / HOUR_MS);
    const key = `${templateId} ${hour} ${sourceId}`;
    const sum = this.#byKey.get(key);
    if (sum === undefined) {
      const times = { firstMs: timeMs, lastMs: timeMs };
      this.#byKey.set(key, { templateId, sourceId, hour, count: weight, lineCount, ...times });
      return;
    }
    sum.count += weight;
    sum.lineCount += lineCount;
    sum.firstMs = Math.min(sum.firstMs, timeMs);
    sum.lastMs = Math.max(sum.lastMs, timeMs);
  }

  all(): Occurrence[] {
    return Array.from(
      this.#byKey.values(),
      ({ templateId, sourceId, hour, count, lineCount, firstMs, lastMs }) => ({
        templateId,
        sourceId,
        hour: new Date(hour * HOUR_MS).toISOString(),
        count,
        lineCount,
        firstSeen: new Date(firstMs).toISOString(),
        lastSeen: new Date(lastMs).toISOString(),
      }),
    );
  }
}

/** An occurrence as what looks for change counts it. */
export function hourCount({ templateId, sourceId, hour, count, firstSeen }: Occurrence) {
  return { templateId, sourceId, hour: Date.parse(hour) / HOUR_MS, count, firstMs: Date.parse(firstSeen) };
}
