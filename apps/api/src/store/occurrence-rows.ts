import neo4j, { type DateTime, type Integer } from "neo4j-driver";
import type { Occurrence } from "./cycle-record.ts";

interface Counts {
  readonly count: Integer;
  readonly lineCount: Integer;
}

/** What is counted of one template: by hour, by source, and in all, so that no read has to add up hours. */
interface TemplateCounts extends Counts {
  readonly firstSeen: DateTime<number>;
  readonly lastSeen: DateTime<number>;
  /** `source` is a place in `sourceIds`. */
  readonly foundIn: readonly (Counts & { readonly source: Integer })[];
  /** Each source and hour once. */
  readonly occurred: readonly (Counts & { readonly source: Integer; readonly hour: DateTime<number> })[];
}

export interface OccurrenceRows {
  readonly sourceIds: readonly string[];
  /** By template id. */
  readonly templates: ReadonlyMap<string, TemplateCounts>;
}

/** Parameters for the statements that add `occurrences` to what is stored. Each template, source and hour stands there once. */
export function occurrenceRows(occurrences: readonly Occurrence[]): OccurrenceRows {
  const sourceIds = [...new Set(occurrences.map(({ sourceId }) => sourceId))];
  const places = new Map(sourceIds.map((id, place) => [id, neo4j.int(place)]));
  const place = ({ sourceId }: Occurrence): Integer => places.get(sourceId) ?? neo4j.int(-1);
  const templates = Map.groupBy(occurrences, ({ templateId }) => templateId);
  const counts = (own: readonly Occurrence[]): TemplateCounts => ({
    ...sum(own),
    firstSeen: dateTime(own.reduce((first, { firstSeen }) => (firstSeen < first ? firstSeen : first), "~")),
    lastSeen: dateTime(own.reduce((last, { lastSeen }) => (lastSeen > last ? lastSeen : last), "")),
    foundIn: [...Map.groupBy(own, place)].map(([source, there]) => ({ source, ...sum(there) })),
    occurred: own.map((one) => ({ source: place(one), hour: dateTime(one.hour), ...sum([one]) })),
  });
  return { sourceIds, templates: new Map([...templates].map(([id, own]) => [id, counts(own)])) };
}

function sum(occurrences: readonly Occurrence[]): Counts {
  const of = (key: "count" | "lineCount"): Integer =>
    neo4j.int(occurrences.reduce((total, occurrence) => total + occurrence[key], 0));
  return { count: of("count"), lineCount: of("lineCount") };
}

/** ISO 8601 in UTC. As the driver's own type: Cypher's datetime() of a text took longer than storing what it is of. */
function dateTime(text: string): DateTime<number> {
  const ms = Date.parse(text);
  const at = new Date(ms);
  const nanoseconds = (((ms % 1000) + 1000) % 1000) * 1_000_000;
  return new neo4j.types.DateTime(
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
    nanoseconds,
    0,
  );
}
