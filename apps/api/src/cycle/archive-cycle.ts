import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";
import type { Archive } from "../archive/archive.ts";
import type { LineTable } from "../archive/line-table.ts";
import type { Failure } from "../store/cycle-record.ts";

/** The cycle that is about to be stored. */
export interface ComingCycle {
  /** Number of the last one that was stored. */
  readonly cycle: number;
  readonly runId: string;
}

/**
 * Archives a cycle's lines, before anything of it is counted.
 *
 * @returns Null when they are, or there are none. Else why not: then nothing may be counted, and the lines are read again later.
 */
export async function archiveCycle(
  archive: Archive | null,
  { cycle, runId }: ComingCycle,
  lines: LineTable | null,
  log: Logger,
): Promise<Failure | null> {
  if (archive === null || lines === null) return null;
  try {
    await archive.write(cycle + 1, runId, lines);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError && error.code === "ARCHIVE_UNWRITABLE")) throw error;
    log.error({ err: error }, "lines cannot be archived: nothing is counted until they can");
    const fix = `Look at df -h ${archive.folder} and ls -ld ${archive.folder}; DeepSec goes on by itself.`;
    return { code: error.code, message: error.message, fix };
  }
}
