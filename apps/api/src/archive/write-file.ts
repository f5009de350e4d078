import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { makeDurable } from "./durable.ts";
import { COLUMNS } from "./stage.ts";

/** The lines of a template stand together, so that a reader of one skips the others. */
export const SORTED = "ORDER BY template, time, source, line";
/** Of 8,192 lines each, so that one template's are found without unpacking many others'. */
const PARQUET = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192";

/** What is in a file. */
export interface Written {
  readonly rows: number;
  readonly bytes: number;
  readonly cycles: [number, number];
  readonly times: [number, number];
  readonly observed: [number, number];
}

/**
 * Writes lines to a file below `folder`, whole or not at all.
 *
 * @param from - Table or subquery of lines, with `parameters` by name.
 * @param order - `SORTED`, or "" for a file that is sorted soon, with others.
 * @returns null when there are none: then no file is made.
 */
export async function writeFile(
  connection: DuckDBConnection,
  folder: string,
  path: string,
  from: string,
  order: string,
  parameters: Readonly<Record<string, DuckDBValue>> = {},
): Promise<Written | null> {
  const found = await connection.runAndReadAll(`SELECT ${SUMMARY} FROM ${from}`, { ...parameters });
  const summary = summaryOf(found.getRows()[0] ?? []);
  if (summary.rows === 0) return null;
  const copy = `COPY (SELECT ${Object.keys(COLUMNS).join(", ")} FROM ${from} ${order}) TO $path (${PARQUET})`;
  await makeDurable(folder, path, (temporary) => connection.run(copy, { ...parameters, path: temporary }));
  return { ...summary, bytes: (await stat(join(folder, path))).size };
}

const SUMMARY = `count(*), min(cycle), max(cycle), epoch_ms(min(time)), epoch_ms(max(time)),
  epoch_ms(min(observed_at)), epoch_ms(max(observed_at))`;

/** What is in a file that is there. */
export async function lookAtFile(connection: DuckDBConnection, path: string): Promise<Written> {
  const found = await connection.runAndReadAll(`SELECT ${SUMMARY} FROM read_parquet($path)`, { path });
  return { ...summaryOf(found.getRows()[0] ?? []), bytes: (await stat(path)).size };
}

function summaryOf(row: readonly DuckDBValue[]): Omit<Written, "bytes"> {
  const [rows = 0, fromCycle = 0, toCycle = 0, from = 0, to = 0, fromRead = 0, toRead = 0] = row.map(Number);
  return { rows, cycles: [fromCycle, toCycle], times: [from, to], observed: [fromRead, toRead] };
}
