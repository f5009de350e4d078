import { readdir } from "node:fs/promises";
import { pino } from "pino";
import { Archive, type ArchiveOptions } from "./archive.ts";
import type { ArchivedSource } from "./archived-source.ts";
import { LineReader, type StoredLine } from "./line-reader.ts";

export const LIMITS = { keepDays: 90, bytesMax: 1e12 };
export const NOON = Date.parse("2026-11-25T12:00:00Z");

/** @param cycle - What the graph counts; its run is `run-<cycle>`. */
export function openArchive(
  folder: string,
  cycle: number,
  options: Partial<ArchiveOptions> = {},
): Promise<Archive> {
  const log = pino({ level: "silent" });
  return Archive.open(
    { graphId: "g", cycle, runId: `run-${cycle}` },
    { folder, limits: LIMITS, clock: () => NOON, log, ...options },
  );
}

/** `count` lines of one source, an event each, of two templates in turn. */
export function someLines(
  host: string,
  firstLine: number,
  count: number,
  { observedMs = NOON, text = (line: number) => `line ${line}` } = {},
): ArchivedSource {
  const numbers = Array.from({ length: count }, (_, index) => firstLine + index);
  return {
    sourceId: `${host}:/x.log`,
    host,
    generation: 1,
    firstLine,
    observedAt: new Date(observedMs).toISOString(),
    lines: numbers.map((line) => ({
      offsetBytes: line * 10,
      lengthBytes: text(line).length + 1,
      text: text(line),
      lineEnd: "\n",
      raw: null,
      isCut: false,
      isRedacted: false,
    })),
    events: numbers.map((line) => ({
      lineCount: 1,
      timeMs: observedMs + line * 1000,
      isObserved: false,
      level: "info",
      weight: 1,
      templateId: `t${line % 2}`,
      templateText: `line <*> of ${line % 2}`,
    })),
    checkpoint: `{"line":${firstLine + count - 1}}`,
  };
}

const ALL = { templates: null, fromMs: null, toMs: null, hosts: null } as const;

/** All lines that the graph counts, in order of time. */
export function allLines(archive: Archive, cycle: number): Promise<StoredLine[]> {
  return new LineReader(archive).page(
    { ...ALL, cycle },
    { first: 100_000, after: null, isDescending: false },
  );
}

export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((name) => name.endsWith(".parquet")).toSorted();
}
