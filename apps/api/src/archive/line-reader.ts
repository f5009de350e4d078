import { join } from "node:path";
import { type DuckDBConnection, type DuckDBValue, listValue } from "@duckdb/node-api";
import { ApiError } from "../api-error.ts";
import type { Archive, Catalog } from "./archive.ts";

/** Lines that were archived under one template id, in the cycles in which they were of what is asked for. */
export interface TemplateSpan {
  readonly id: string;
  /** First cycle, and the cycle after the last one. */
  readonly from: number;
  readonly to: number;
}

/** Which lines. */
export interface LineFilter {
  /** Null: of all templates. */
  readonly templates: readonly TemplateSpan[] | null;
  /** `time` from, and up to but not including, in ms since 1970; null: no bound. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Null: of all hosts. */
  readonly hosts: readonly string[] | null;
  /** Lines of later cycles are left out: the counts beside them do not have them yet. */
  readonly cycle: number;
}

/** A line's place in the order of time; equal times by source, and in a source as they stood there. */
export interface LinePlace {
  readonly timeMs: number;
  readonly source: string;
  readonly line: number;
}

export interface LinePageOptions {
  readonly first: number;
  /** The line before the first one; null: from the start. */
  readonly after: LinePlace | null;
  readonly isDescending: boolean;
}

export interface StoredLine extends LinePlace {
  readonly host: string;
  /** The cycle that counted it. */
  readonly cycle: number;
  readonly generation: number;
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  readonly isObserved: boolean;
  readonly observedMs: number;
  readonly level: string | null;
  /** As it was when the line was read. */
  readonly templateId: string;
  readonly eventLine: number;
  readonly eventLines: number;
  readonly text: string;
  readonly lineEnd: string;
  /** Base64; null where the bytes are `text` and `lineEnd`, and for more than 64 KiB. */
  readonly raw: string | null;
  readonly isCut: boolean;
  readonly isRedacted: boolean;
}

const TIMEOUT_MS = 30_000;

const FIELDS = `
  epoch_ms(time) AS "timeMs", source, line, host, cycle, generation, offset_bytes AS "offsetBytes", length_bytes AS "lengthBytes",
  is_observed AS "isObserved", epoch_ms(observed_at) AS "observedMs", level, template AS "templateId",
  event_line AS "eventLine", event_lines AS "eventLines", text, line_end AS "lineEnd", 
  CASE WHEN octet_length(raw) <= 65536 THEN to_base64(raw) END AS raw,
  is_cut AS "isCut", is_redacted AS "isRedacted"`;

const AFTER =
  "(time, source, line) > (make_timestamp_ms($afterMs::BIGINT), $afterSource, $afterLine::BIGINT)";
const BEFORE = AFTER.replace(">", "<");

/** Finds lines in the archive. @throws ApiError `ARCHIVE_BUSY` when a question takes longer than 30 s. */
export class LineReader {
  readonly #archive: Archive;

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /** How many lines there are. */
  async count(filter: LineFilter): Promise<number> {
    const rows = await this.#select(filter, (from) => `SELECT count(*) AS lines ${from}`, {});
    return Number(rows[0]?.["lines"] ?? 0);
  }

  page(filter: LineFilter, { first, after, isDescending }: LinePageOptions): Promise<StoredLine[]> {
    const direction = isDescending ? "DESC" : "ASC";
    const order = `ORDER BY time ${direction}, source ${direction}, line ${direction} LIMIT $first::BIGINT`;
    const more = after === null ? "" : `AND ${isDescending ? BEFORE : AFTER}`;
    const place =
      after === null
        ? {}
        : { afterMs: BigInt(after.timeMs), afterSource: after.source, afterLine: BigInt(after.line) };
    const values = { first: BigInt(first), ...place };
    return this.#lines(filter, (from) => `SELECT ${FIELDS} ${from} ${more} ${order}`, values);
  }

  /** The lines of a source from number `from` to `to`, in order. */
  around(source: string, from: number, to: number, cycle: number): Promise<StoredLine[]> {
    const filter = { templates: null, fromMs: null, toMs: null, hosts: null, cycle };
    return this.#lines(
      filter,
      (table) =>
        `SELECT ${FIELDS} ${table} AND source = $source AND line BETWEEN $from::BIGINT AND $to::BIGINT ORDER BY line`,
      { source, from: BigInt(from), to: BigInt(to) },
    );
  }

  async #lines(
    filter: LineFilter,
    sql: (from: string) => string,
    parameters: Readonly<Record<string, DuckDBValue>>,
  ): Promise<StoredLine[]> {
    const rows = await this.#select(filter, sql, parameters);
    // The names and types are those of FIELDS.
    return rows as unknown as StoredLine[];
  }

  #select(
    filter: LineFilter,
    sql: (from: string) => string,
    parameters: Readonly<Record<string, DuckDBValue>>,
  ): Promise<Record<string, unknown>[]> {
    return this.#archive.read(async (catalog) => {
      const files = filesOf(catalog, filter).map((path) => join(this.#archive.folder, path));
      if (files.length === 0) return [];
      const { from, values } = fromClause(filter);
      const all = { files: listValue(files), ...values, ...parameters };
      return this.#archive.duck.read((connection) => inTime(connection, sql(from), all));
    });
  }
}

/** Files that may hold such lines. */
function filesOf({ manifest, recent }: Catalog, { fromMs, toMs, hosts, cycle }: LineFilter): string[] {
  const mayHold = ({
    times,
    cycles,
  }: {
    times: readonly [number, number];
    cycles: readonly [number, number];
  }) => (fromMs === null || times[1] >= fromMs) && (toMs === null || times[0] < toMs) && cycles[0] <= cycle;
  return [
    ...manifest.files.filter((file) => mayHold(file) && (hosts?.includes(file.host) ?? true)),
    ...recent.filter(mayHold),
  ].map(({ path }) => path);
}

function fromClause({ templates, fromMs, toMs, hosts, cycle }: LineFilter) {
  const conditions = ["cycle <= $cycle::BIGINT"];
  const values: Record<string, DuckDBValue> = { cycle: BigInt(cycle) };
  let from = "FROM read_parquet($files)";
  if (templates !== null) {
    from += ` JOIN (SELECT unnest($ids::VARCHAR[]) AS id, unnest($spanFrom::BIGINT[]) AS span_from, unnest($spanTo::BIGINT[]) AS span_to)
      ON template = id AND cycle >= span_from AND cycle < span_to`;
    values["ids"] = listValue(templates.map(({ id }) => id));
    values["spanFrom"] = listValue(templates.map((span) => BigInt(span.from)));
    values["spanTo"] = listValue(templates.map((span) => BigInt(span.to)));
  }
  if (fromMs !== null) {
    conditions.push("time >= make_timestamp_ms($fromMs::BIGINT)");
    values["fromMs"] = BigInt(fromMs);
  }
  if (toMs !== null) {
    conditions.push("time < make_timestamp_ms($toMs::BIGINT)");
    values["toMs"] = BigInt(toMs);
  }
  if (hosts !== null) {
    conditions.push("host IN (SELECT unnest($hosts::VARCHAR[]))");
    values["hosts"] = listValue([...hosts]);
  }
  return { from: `${from} WHERE ${conditions.join(" AND ")}`, values };
}

async function inTime(
  connection: DuckDBConnection,
  sql: string,
  values: Readonly<Record<string, DuckDBValue>>,
): Promise<Record<string, unknown>[]> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connection.interrupt();
  }, TIMEOUT_MS);
  try {
    const result = await connection.runAndReadAll(sql, { ...values });
    return result.getRowObjectsJS().map(withNumbers);
  } catch (error) {
    if (!isLate) throw error;
    const fact = `the archive did not answer within ${TIMEOUT_MS / 1000} s; ask for a smaller window, or try again`;
    throw new ApiError("ARCHIVE_BUSY", fact, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** No number of a line is beyond 2^53. */
function withNumbers(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "bigint" ? Number(value) : value]),
  );
}
