import {
  BLOB,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";

const TYPES = { BLOB, BOOLEAN, DOUBLE, INTEGER, VARCHAR };
/** DuckDB's own size of a chunk. */
const CHUNK_ROWS = 2048;

/**
 * Makes a temporary table of these rows, in place of one of that name. In chunks of columns: as JSON or as parameters of an INSERT it
 * took ten times as long.
 *
 * @param columns - Types by name.
 * @param rows - Values in the order of the columns.
 */
export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, keyof typeof TYPES>>,
  rows: Iterable<readonly DuckDBValue[]>,
): Promise<void> {
  const names = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} (${names.join(", ")})`);
  const types = Object.values(columns).map((type) => TYPES[type]);
  const appender = await connection.createAppender(table);
  try {
    for (const chunk of chunks(rows)) {
      const data = DuckDBDataChunk.create(types, chunk.length);
      for (const column of types.keys()) {
        const vector = data.getColumnVector(column);
        for (let row = 0; row < chunk.length; row++) vector.setItem(row, chunk[row]?.[column] ?? null);
        vector.flush();
      }
      appender.appendDataChunk(data);
      appender.flushSync();
      // The server gets its turn: filling chunks is all computation.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    appender.closeSync();
  }
}

function* chunks(rows: Iterable<readonly DuckDBValue[]>): Generator<readonly (readonly DuckDBValue[])[]> {
  let chunk: (readonly DuckDBValue[])[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK_ROWS) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
