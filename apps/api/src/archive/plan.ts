import type { ArchiveFile } from "./manifest.ts";

/** So many files of one size become one of the next. */
const MERGED_COUNT = 8;
const ROWS_MAX = 1_000_000;
const BYTES_MAX = 256 * 1024 * 1024;

/** How long and how much of the archive is kept. */
export interface ArchiveLimits {
  readonly keepDays: number;
  readonly bytesMax: number;
}

/**
 * Neighbouring files of one partition that are better one file: eight of a size, as a day goes on (so each line is written again
 * only each time its file has grown eightfold), and all that fit together once the day is over.
 *
 * @param today - ISO date. @returns Groups of two files or more, by cycle; files of no group stay as they are.
 */
export function planMerges(files: readonly ArchiveFile[], today: string): ArchiveFile[][] {
  const partitions = Map.groupBy(files, ({ day, host }) => JSON.stringify([day, host]));
  return [...partitions.values()].flatMap((partition) => {
    const sorted = partition.toSorted((a, b) => a.cycles[0] - b.cycles[0]);
    const isOver = partition.every(({ day }) => day < today);
    return isOver ? packed(sorted) : tail(sorted);
  });
}

function packed(sorted: readonly ArchiveFile[]): ArchiveFile[][] {
  const groups: ArchiveFile[][] = [];
  let group: ArchiveFile[] = [];
  for (const file of sorted) {
    if (!fits([...group, file])) {
      groups.push(group);
      group = [];
    }
    group.push(file);
  }
  return [...groups, group].filter(({ length }) => length > 1);
}

/** The latest files that are all of one size or smaller, when they are enough. */
function tail(sorted: readonly ArchiveFile[]): ArchiveFile[][] {
  const sizes = new Set(sorted.map(sizeOf));
  for (const size of [...sizes].toSorted((a, b) => a - b)) {
    const start = sorted.findLastIndex((file) => sizeOf(file) > size) + 1;
    const group = sorted.slice(start);
    if (group.length >= MERGED_COUNT && fits(group)) return [group];
  }
  return [];
}

function fits(group: readonly ArchiveFile[]): boolean {
  return sum(group, "rows") <= ROWS_MAX && sum(group, "bytes") <= BYTES_MAX;
}

function sizeOf({ rows }: ArchiveFile): number {
  return Math.floor(Math.log(Math.max(1, rows)) / Math.log(MERGED_COUNT));
}

/** Files that are beyond the limits, oldest first: by the day their lines were read, then what is more than all may take. */
export function planRemovals(
  files: readonly ArchiveFile[],
  { keepDays, bytesMax }: ArchiveLimits,
  today: string,
): ArchiveFile[] {
  const oldestDay = new Date(Date.parse(today) - keepDays * 86_400_000).toISOString().slice(0, 10);
  const sorted = files.toSorted((a, b) => a.observed[1] - b.observed[1]);
  let bytes = sum(files, "bytes");
  return sorted.filter((file) => {
    const isRemoved = file.day < oldestDay || bytes > bytesMax;
    if (isRemoved) bytes -= file.bytes;
    return isRemoved;
  });
}

function sum(files: readonly ArchiveFile[], of: "rows" | "bytes"): number {
  return files.reduce((total, file) => total + file[of], 0);
}
