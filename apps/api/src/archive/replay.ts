import { join } from "node:path";
import { listValue } from "@duckdb/node-api";
import type { Archive } from "./archive.ts";
import type { ArchivedLine } from "./archived-source.ts";

/** A batch has about so many lines, those of one cycle at least. */
const BATCH_LINES = 100_000;

/** What one cycle read of one source, without what was made of it. */
export interface ReplayedRead {
  readonly sourceId: string;
  readonly host: string;
  readonly generation: number;
  /** ISO 8601 in UTC. */
  readonly observedAt: string;
  readonly lines: readonly ArchivedLine[];
  /** The template of each line, as it was then. */
  readonly templates: readonly { readonly id: string; readonly text: string }[];
  /** As `ArchivedSource` has it. */
  readonly checkpoint: string;
}

/** All reads of an archive, in the order of their cycles, in each by source. */
export async function* replay(archive: Archive): AsyncGenerator<readonly ReplayedRead[]> {
  for (const [from, to] of batches(await cyclesOf(archive))) yield readsOf(await rowsOf(archive, from, to));
}

interface CycleRow {
  readonly cycle: bigint;
  readonly lines: bigint;
}

function cyclesOf(archive: Archive): Promise<CycleRow[]> {
  return ask<CycleRow>(
    archive,
    "SELECT cycle, count(*) AS lines FROM read_parquet($files) GROUP BY cycle ORDER BY cycle",
    {},
  );
}

function* batches(cycles: readonly CycleRow[]): Generator<readonly [from: bigint, to: bigint]> {
  let from: bigint | null = null;
  let lines = 0n;
  for (const { cycle, lines: more } of cycles) {
    from ??= cycle;
    lines += more;
    if (lines < BATCH_LINES && cycle !== cycles.at(-1)?.cycle) continue;
    yield [from, cycle];
    from = null;
    lines = 0n;
  }
}

interface LineRow {
  readonly cycle: bigint;
  readonly source: string;
  readonly host: string;
  readonly generation: number;
  readonly offset_bytes: bigint;
  readonly length_bytes: bigint;
  readonly observed_ms: bigint;
  readonly text: string;
  readonly line_end: ArchivedLine["lineEnd"];
  readonly raw: string | null;
  readonly is_cut: boolean;
  readonly is_redacted: boolean;
  readonly checkpoint: string | null;
  readonly template: string;
  readonly template_text: string;
}

function rowsOf(archive: Archive, from: bigint, to: bigint): Promise<LineRow[]> {
  return ask<LineRow>(
    archive,
    `SELECT cycle, source, host, generation, offset_bytes, length_bytes, epoch_ms(observed_at) AS observed_ms, text, line_end,
            to_base64(raw) AS raw, is_cut, is_redacted, checkpoint, template, template_text
     FROM read_parquet($files) WHERE cycle BETWEEN $from::BIGINT AND $to::BIGINT ORDER BY cycle, source, line`,
    { from, to },
  );
}

function readsOf(rows: readonly LineRow[]): ReplayedRead[] {
  return [...Map.groupBy(rows, ({ cycle, source }) => `${cycle} ${source}`).values()].flatMap((own) => {
    const last = own.at(-1);
    if (last === undefined) return [];
    return {
      sourceId: last.source,
      host: last.host,
      generation: last.generation,
      observedAt: new Date(Number(last.observed_ms)).toISOString(),
      lines: own.map((row): ArchivedLine => ({
        offsetBytes: Number(row.offset_bytes),
        lengthBytes: Number(row.length_bytes),
        text: row.text,
        lineEnd: row.line_end,
        raw: row.raw === null ? null : Buffer.from(row.raw, "base64"),
        isCut: row.is_cut,
        isRedacted: row.is_redacted,
      })),
      templates: own.map((row) => ({ id: row.template, text: row.template_text })),
      checkpoint: last.checkpoint ?? "",
    };
  });
}

function ask<Row>(archive: Archive, sql: string, values: Readonly<Record<string, bigint>>): Promise<Row[]> {
  return archive.read(async ({ manifest, recent }) => {
    const files = [...manifest.files, ...recent].map(({ path }) => join(archive.folder, path));
    if (files.length === 0) return [];
    const result = await archive.duck.keeper.runAndReadAll(sql, { ...values, files: listValue(files) });
    // The names and types are those of the statement.
    return result.getRowObjectsJS() as Row[];
  });
}
