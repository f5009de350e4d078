import { DuckDBBlobValue, type DuckDBConnection } from "@duckdb/node-api";
import { appendColumns } from "./append-columns.ts";
import { IS_CUT, IS_OBSERVED, IS_REDACTED, LINE_END_SHIFT, type LineTable } from "./line-table.ts";

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

/** The lines that `stage` put there, by the columns of a file. */
export const STAGED = `(
SELECT cycle, source, host, generation, line::BIGINT AS line, offset_bytes::BIGINT AS offset_bytes, length_bytes::BIGINT AS length_bytes,
       make_timestamp_ms(time_ms::BIGINT) AS time, flags & ${IS_OBSERVED} <> 0 AS is_observed,
       make_timestamp_ms(observed_ms::BIGINT) AS observed_at, level, template, template_text, event_line, event_lines,
       CASE event_line WHEN 1 THEN weight ELSE 0 END::BIGINT AS events, text,
       CASE flags >> ${LINE_END_SHIFT} WHEN 0 THEN '' WHEN 1 THEN chr(10) ELSE chr(13) || chr(10) END AS line_end, raw,
       flags & ${IS_CUT} <> 0 AS is_cut, flags & ${IS_REDACTED} <> 0 AS is_redacted,
       CASE line WHEN last_line THEN checkpoint END AS checkpoint
FROM staged_lines JOIN staged_sources USING (place) JOIN staged_kinds USING (kind), staged_cycle)`;

/** Puts the lines of a cycle where `STAGED` reads them, in place of what is there. */
export async function stage(connection: DuckDBConnection, cycle: number, table: LineTable): Promise<void> {
  await connection.run("CREATE OR REPLACE TEMP TABLE staged_cycle AS SELECT $cycle::BIGINT AS cycle", {
    cycle: BigInt(cycle),
  });
  await appendColumns(connection, "staged_sources", {
    place: { type: "INTEGER", values: [...table.sources.keys()] },
    source: { type: "VARCHAR", values: table.sources.map(({ source }) => source) },
    host: { type: "VARCHAR", values: table.sources.map(({ host }) => host) },
    generation: { type: "INTEGER", values: table.sources.map(({ generation }) => generation) },
    observed_ms: { type: "DOUBLE", values: table.sources.map(({ observedMs }) => observedMs) },
    last_line: { type: "DOUBLE", values: table.sources.map(({ lastLine }) => lastLine) },
    checkpoint: { type: "VARCHAR", values: table.sources.map(({ checkpoint }) => checkpoint) },
  });
  await appendColumns(connection, "staged_kinds", {
    kind: { type: "INTEGER", values: [...table.kinds.keys()] },
    level: { type: "VARCHAR", values: table.kinds.map(({ level }) => level) },
    template: { type: "VARCHAR", values: table.kinds.map(({ template }) => template) },
    template_text: { type: "VARCHAR", values: table.kinds.map(({ templateText }) => templateText) },
  });
  await appendColumns(connection, "staged_lines", {
    place: { type: "INTEGER", values: table.place },
    kind: { type: "INTEGER", values: table.kind },
    line: { type: "DOUBLE", values: table.line },
    offset_bytes: { type: "DOUBLE", values: table.offsetBytes },
    length_bytes: { type: "DOUBLE", values: table.lengthBytes },
    time_ms: { type: "DOUBLE", values: table.timeMs },
    event_line: { type: "INTEGER", values: table.eventLine },
    event_lines: { type: "INTEGER", values: table.eventLines },
    weight: { type: "DOUBLE", values: table.weight },
    flags: { type: "INTEGER", values: table.flags },
    text: { type: "VARCHAR", values: table.text },
    raw: {
      type: "BLOB",
      values: table.raw.map((bytes) => (bytes === null ? null : new DuckDBBlobValue(bytes))),
    },
  });
}
