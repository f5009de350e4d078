import type { DuckDBConnection } from "@duckdb/node-api";
import type { ArchivedEvent, ArchivedLine, ArchivedSource } from "./archived-source.ts";

/** Lines that are handed over at once: writing them down as JSON must not keep the server from answering. */
const SLICE_LINES_MAX = 1000;
const SLICE_BYTES_MAX = 2 * 1024 * 1024;

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

const STAGED = `CREATE OR REPLACE TEMP TABLE staged (${Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(", ")})`;

/** A line as JSON has it; what is the same for all lines of a source comes beside it. */
const ROW = {
  line: "BIGINT",
  offset_bytes: "BIGINT",
  length_bytes: "BIGINT",
  time_ms: "BIGINT",
  is_observed: "BOOLEAN",
  level: "VARCHAR",
  template: "VARCHAR",
  template_text: "VARCHAR",
  event_line: "INTEGER",
  event_lines: "INTEGER",
  weight: "BIGINT",
  text: "VARCHAR",
  line_end: "VARCHAR",
  raw: "VARCHAR",
  is_cut: "BOOLEAN",
  is_redacted: "BOOLEAN",
  checkpoint: "VARCHAR",
} as const;
type Row = Readonly<Record<keyof typeof ROW, string | number | boolean | null>>;

const STAGE = `
INSERT INTO staged
SELECT $cycle::BIGINT, $source, $host, $generation::INTEGER, line, offset_bytes, length_bytes, make_timestamp_ms(time_ms),
       is_observed, make_timestamp_ms($observedMs::BIGINT), level, template, template_text, event_line, event_lines,
       CASE event_line WHEN 1 THEN weight ELSE 0 END, text, line_end, from_base64(raw), is_cut, is_redacted, checkpoint
FROM (SELECT unnest(from_json($rows::JSON, '${JSON.stringify([ROW])}'), recursive := true))`;

/** Puts the lines of a cycle into the table `staged` of this connection, in place of what is in it. */
export async function stage(
  connection: DuckDBConnection,
  cycle: number,
  sources: readonly ArchivedSource[],
): Promise<void> {
  await connection.run(STAGED);
  for (const source of sources) {
    const ofAll = {
      cycle: BigInt(cycle),
      source: source.sourceId,
      host: source.host,
      generation: source.generation,
      observedMs: BigInt(Date.parse(source.observedAt)),
    };
    for (const rows of slices(source)) await connection.run(STAGE, { ...ofAll, rows: JSON.stringify(rows) });
  }
}

function* slices(source: ArchivedSource): Generator<readonly Row[]> {
  let rows: Row[] = [];
  let bytes = 0;
  let index = 0;
  for (const event of source.events) {
    for (let eventLine = 1; eventLine <= event.lineCount; eventLine++) {
      const line = source.lines[index];
      if (line === undefined)
        throw new RangeError(`${source.sourceId} has fewer lines than its events count`);
      rows.push(rowOf(source, event, eventLine, line, index++));
      bytes += line.lengthBytes;
      if (rows.length < SLICE_LINES_MAX && bytes < SLICE_BYTES_MAX) continue;
      yield rows;
      rows = [];
      bytes = 0;
    }
  }
  if (rows.length > 0) yield rows;
}

function rowOf(
  { firstLine, lines, checkpoint }: ArchivedSource,
  event: ArchivedEvent,
  eventLine: number,
  line: ArchivedLine,
  index: number,
): Row {
  return {
    line: firstLine + index,
    offset_bytes: line.offsetBytes,
    length_bytes: line.lengthBytes,
    time_ms: event.timeMs,
    is_observed: event.isObserved,
    level: event.level,
    template: event.templateId,
    template_text: event.templateText,
    event_line: eventLine,
    event_lines: event.lineCount,
    weight: event.weight,
    text: line.text,
    line_end: line.lineEnd,
    raw: line.raw === null ? null : Buffer.from(line.raw).toString("base64"),
    is_cut: line.isCut,
    is_redacted: line.isRedacted,
    checkpoint: index === lines.length - 1 ? checkpoint : null,
  };
}
