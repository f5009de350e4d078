import neo4j, { type Integer } from "neo4j-driver";
import type { Occurrence } from "./cycle-record.ts";

interface Counts {
  readonly count: Integer;
  readonly lineCount: Integer;
}

/** The same counts three times: by hour, by source, and in all, so that no read has to add up hours. */
export interface OccurrenceRows {
  readonly byHour: (Counts & {
    readonly templateId: string;
    readonly sourceId: string;
    readonly hour: string;
  })[];
  readonly bySource: (Counts & { readonly templateId: string; readonly sourceId: string })[];
  readonly totals: (Counts & {
    readonly templateId: string;
    readonly firstSeen: string;
    readonly lastSeen: string;
  })[];
}

/** Parameters for the statements that add `occurrences` to what is stored. Each template, source and hour stands there once. */
export function occurrenceRows(occurrences: readonly Occurrence[]): OccurrenceRows {
  const bySource = sums(occurrences, ({ templateId, sourceId }) => JSON.stringify([templateId, sourceId]));
  const totals = sums(occurrences, ({ templateId }) => templateId);
  return {
    byHour: occurrences.map(({ templateId, sourceId, hour, count, lineCount }) => ({
      templateId,
      sourceId,
      hour,
      count: neo4j.int(count),
      lineCount: neo4j.int(lineCount),
    })),
    bySource: bySource.map(({ templateId, sourceId, count, lineCount }) => ({
      templateId,
      sourceId,
      count: neo4j.int(count),
      lineCount: neo4j.int(lineCount),
    })),
    totals: totals.map(({ templateId, count, lineCount, firstSeen, lastSeen }) => ({
      templateId,
      count: neo4j.int(count),
      lineCount: neo4j.int(lineCount),
      firstSeen,
      lastSeen,
    })),
  };
}

function sums(occurrences: readonly Occurrence[], keyOf: (occurrence: Occurrence) => string): Occurrence[] {
  const byKey = new Map<string, Occurrence>();
  for (const next of occurrences) {
    const key = keyOf(next);
    const sum = byKey.get(key);
    byKey.set(
      key,
      sum === undefined
        ? next
        : {
            ...sum,
            count: sum.count + next.count,
            lineCount: sum.lineCount + next.lineCount,
            firstSeen: next.firstSeen < sum.firstSeen ? next.firstSeen : sum.firstSeen,
            lastSeen: next.lastSeen > sum.lastSeen ? next.lastSeen : sum.lastSeen,
          },
    );
  }
  return [...byKey.values()];
}
