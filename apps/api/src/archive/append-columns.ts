import {
  BLOB,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";

const TYPES = { BLOB, DOUBLE, INTEGER, VARCHAR };
/** DuckDB's own size of a chunk. */
const CHUNK_ROWS = 2048;

interface Column {
  readonly type: keyof typeof TYPES;
  readonly values: ArrayLike<DuckDBValue>;
}

/**
 * Makes a temporary table of these columns, in place of one of that name. As JSON, or as parameters of an INSERT, rows took ten times
 * as long.
 *
 * @param columns - By name, all of one length.
 */
export async function appendColumns(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, Column>>,
): Promise<void> {
  const names = Object.entries(columns).map(([name, { type }]) => `${name} ${type}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${names.join(", ")})`);
  const all = Object.values(columns);
  const types: DuckDBType[] = all.map(({ type }) => TYPES[type]);
  const count = all[0]?.values.length ?? 0;
  const appender = await connection.createAppender(table);
  try {
    for (let from = 0; from < count; from += CHUNK_ROWS) {
      const rows = Math.min(CHUNK_ROWS, count - from);
      const chunk = DuckDBDataChunk.create(types, rows);
      for (const [index, { values }] of all.entries()) {
        const vector = chunk.getColumnVector(index);
        for (let row = 0; row < rows; row++) vector.setItem(row, values[from + row] ?? null);
        vector.flush();
      }
      appender.appendDataChunk(chunk);
      appender.flushSync();
      // The server gets its turn: filling chunks is all computation.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    appender.closeSync();
  }
}
