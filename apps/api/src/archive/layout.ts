import { createHash } from "node:crypto";

/** Names in the archive's folder. Nothing of a log or a host gets into one but percent-encoded, and none is long. */

const NAME_LENGTH_MAX = 180;
/** Wide enough for every cycle that a number can say, so that names sort as cycles do. */
const CYCLE_DIGITS = 16;

/** Where the archive of one graph lies. */
export function graphFolder(graphId: string): string {
  return `graph=${encoded(graphId)}`;
}

/** Of which graphs a folder with such names has archives. */
export function graphIdsOf(names: readonly string[]): string[] {
  return names.flatMap((name) => (name.startsWith("graph=") ? [decodeURIComponent(name.slice(6))] : []));
}

/** @param day - ISO date on which the lines were read. */
function partitionFolder(day: string, host: string): string {
  return `lines/day=${encoded(day)}/host=${encoded(host)}`;
}

/** The lines of some cycles in one partition. */
export function partitionFile(day: string, host: string, [from, to]: readonly [number, number]): string {
  return `${partitionFolder(day, host)}/${digits(from)}-${digits(to)}.parquet`;
}

/** The lines of one cycle, of all hosts. The same cycle of the same run has the same name: writing it again overwrites it. */
export function recentFile(cycle: number, runId: string): string {
  return `recent/${digits(cycle)}-${encoded(runId)}.parquet`;
}

/** What a name of `recentFile` says; null for another name. */
export function parseRecentFile(name: string): { readonly cycle: number; readonly runId: string } | null {
  const match = /^(\d{16})-([\w.%~-]+)\.parquet$/.exec(name);
  return match === null ? null : { cycle: Number(match[1]), runId: decodeURIComponent(match[2] ?? "") };
}

function digits(cycle: number): string {
  return String(cycle).padStart(CYCLE_DIGITS, "0");
}

/** Letters, digits, dots, dashes and underscores stay; every other byte becomes %XX. A long one ends in its hash. */
function encoded(text: string): string {
  const name = Array.from(Buffer.from(text), (byte) =>
    /[\w.-]/.test(String.fromCodePoint(byte)) && byte < 128
      ? String.fromCodePoint(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  );
  if (name.join("").length <= NAME_LENGTH_MAX) return name.join("");
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 32);
  return `${name.slice(0, 40).join("")}~${hash}`;
}
