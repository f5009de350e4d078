import { DuckDBBlobValue, type DuckDBConnection, type DuckDBValue } from "@duckdb/node-api";
import { appendRows } from "./append-rows.ts";
import type { ArchivedEvent, ArchivedLine, ArchivedSource } from "./archived-source.ts";

/** The columns of every file, in order. docs/archive.md says what each means. */
export const COLUMNS = {
  cycle: "BIGINT",
  source: "VARCHAR",
  host: "VARCHAR",
  generation: "INTEGER",
  line: "BIGINT",
  offset_bytes: "BIGINT",
  length_bytes: "BIGINT",
  time: "TIMESTAMP",
  is_observed: "BOOLEAN",
  observed_at: "TIMESTAMP",
  level: "VARCHAR",
  template: "VARCHAR",
  template_text: "VARCHAR",
  event_line: "INTEGER",
  event_lines: "INTEGER",
  events: "BIGINT",
  text: "VARCHAR",
  line_end: "VARCHAR",
  raw: "BLOB",
  is_cut: "BOOLEAN",
  is_redacted: "BOOLEAN",
  checkpoint: "VARCHAR",
} as const;

/** What is the same for all lines of a source. */
const SOURCES = {
  place: "INTEGER",
  source: "VARCHAR",
  host: "VARCHAR",
  generation: "INTEGER",
  observed_ms: "DOUBLE",
  last_line: "DOUBLE",
  checkpoint: "VARCHAR",
} as const;

/** What is the same for many events. */
const KINDS = { kind: "INTEGER", level: "VARCHAR", template: "VARCHAR", template_text: "VARCHAR" } as const;

/** What each line has of its own. Whole numbers as doubles, which is what they are here: as BIGINT each would be an object. */
const LINES = {
  place: "INTEGER",
  kind: "INTEGER",
  line: "DOUBLE",
  offset_bytes: "DOUBLE",
  length_bytes: "DOUBLE",
  time_ms: "DOUBLE",
  is_observed: "BOOLEAN",
  event_line: "INTEGER",
  event_lines: "INTEGER",
  weight: "DOUBLE",
  text: "VARCHAR",
  line_end: "VARCHAR",
  raw: "BLOB",
  is_cut: "BOOLEAN",
  is_redacted: "BOOLEAN",
} as const;

/** The lines that `stage` put there, by the columns of a file. */
export const STAGED = `(
SELECT cycle, source, host, generation, line::BIGINT AS line, offset_bytes::BIGINT AS offset_bytes, length_bytes::BIGINT AS length_bytes,
       make_timestamp_ms(time_ms::BIGINT) AS time, is_observed, make_timestamp_ms(observed_ms::BIGINT) AS observed_at,
       level, template, template_text, event_line, event_lines, CASE event_line WHEN 1 THEN weight ELSE 0 END::BIGINT AS events,
       text, line_end, raw, is_cut, is_redacted, CASE line WHEN last_line THEN checkpoint END AS checkpoint
FROM staged_lines JOIN staged_sources USING (place) JOIN staged_kinds USING (kind), staged_cycle)`;

/** Puts the lines of a cycle where `STAGED` reads them, in place of what is there. */
export async function stage(
  connection: DuckDBConnection,
  cycle: number,
  sources: readonly ArchivedSource[],
): Promise<void> {
  await connection.run("CREATE OR REPLACE TEMP TABLE staged_cycle AS SELECT $cycle::BIGINT AS cycle", {
    cycle: BigInt(cycle),
  });
  const kinds = new Map<string, readonly DuckDBValue[]>();
  await appendRows(connection, "staged_lines", LINES, lineRows(sources, kinds));
  await appendRows(connection, "staged_kinds", KINDS, kinds.values());
  await appendRows(connection, "staged_sources", SOURCES, sources.map(sourceRow));
}

function sourceRow(
  { sourceId, host, generation, observedAt, firstLine, lines, checkpoint }: ArchivedSource,
  place: number,
): DuckDBValue[] {
  const lastLine = firstLine + lines.length - 1;
  return [place, sourceId, host, generation, Date.parse(observedAt), lastLine, checkpoint];
}

/** @param kinds - Gets a row for each kind that is among them. */
function* lineRows(
  sources: readonly ArchivedSource[],
  kinds: Map<string, readonly DuckDBValue[]>,
): Generator<DuckDBValue[]> {
  for (const [place, source] of sources.entries()) {
    let index = 0;
    for (const event of source.events) {
      const kind = kindOf(event, kinds);
      for (let eventLine = 1; eventLine <= event.lineCount; eventLine++) {
        const line = source.lines[index];
        if (line === undefined)
          throw new RangeError(`${source.sourceId} has fewer lines than its events count`);
        yield lineRow(place, kind, source.firstLine + index, event, eventLine, line);
        index += 1;
      }
    }
  }
}

function kindOf(
  { level, templateId, templateText }: ArchivedEvent,
  kinds: Map<string, readonly DuckDBValue[]>,
): number {
  const key = `${templateId} ${level}`;
  const known = kinds.get(key);
  if (known !== undefined) return Number(known[0]);
  const kind = kinds.size;
  kinds.set(key, [kind, level, templateId, templateText]);
  return kind;
}

function lineRow(
  place: number,
  kind: number,
  number: number,
  { timeMs, isObserved, lineCount, weight }: ArchivedEvent,
  eventLine: number,
  { offsetBytes, lengthBytes, text, lineEnd, raw, isCut, isRedacted }: ArchivedLine,
): DuckDBValue[] {
  const ofLine = [text, lineEnd, raw === null ? null : new DuckDBBlobValue(raw), isCut, isRedacted];
  const ofEvent = [timeMs, isObserved, eventLine, lineCount, weight];
  return [place, kind, number, offsetBytes, lengthBytes, ...ofEvent, ...ofLine];
}
