import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** A line as a stranger's DuckDB reads it from the archive's files. */
export interface FiledLine {
  readonly source: string;
  readonly generation: number;
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  readonly template: string;
  readonly text: string;
  /** Its bytes, as docs/archive.md says to put them together. */
  readonly bytes: Buffer;
}

/** Paths of all Parquet files below a folder. */
export async function parquetFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".parquet"))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** What they take in all. */
export async function parquetBytes(folder: string): Promise<number> {
  const sizes = await Promise.all((await parquetFiles(folder)).map(async (file) => (await stat(file)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** All lines of all files, by source and number: also those that are in two files, twice. */
export async function filedLines(folder: string): Promise<FiledLine[]> {
  const files = await parquetFiles(folder);
  if (files.length === 0) return [];
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(", ");
    const result = await connection.runAndReadAll(
      `SELECT source, generation, line::DOUBLE AS line, offset_bytes::DOUBLE AS "offset", length_bytes::DOUBLE AS length, template,
              text, to_base64(coalesce(raw, encode(text || line_end))) AS bytes
       FROM read_parquet([${list}], hive_partitioning = false) ORDER BY source, line`,
    );
    return result.getRowObjectsJS().map((row) => {
      const { bytes, ...same } = row as unknown as Omit<FiledLine, "bytes"> & { readonly bytes: string };
      return { ...same, bytes: Buffer.from(bytes, "base64") };
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
