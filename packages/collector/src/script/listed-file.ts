import type { EntryKind } from "../transport.ts";

/** What a line of `ls -ni` says, in the C locale and UTC. */
export interface ListedFile {
  readonly inode: string;
  readonly kind: EntryKind;
  readonly sizeBytes: number;
  /** Whole minutes, or whole days where it is older than half a year: never later than it was. In ms since 1970. */
  readonly modifiedAtMs: number | null;
  readonly name: string;
}

const linePattern =
  /^ {0,20}(\d{1,20}) ([-bcdlps])[-A-Za-z]{9}[.+@]? +\d+ +\d+ +\d+ +(?:(\d{1,16})|\d+, *\d+) ([A-Z][a-z]{2}) +(\d{1,2}) +(?:(\d{2}):(\d{2})|(\d{4})) (.*)$/su;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const kinds: Readonly<Record<string, EntryKind>> = { "-": "file", d: "directory", l: "link" };
const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Reads a line of `ls -ni`; null for what is none.
 *
 * @param nowMs - The host's clock: times of the last half year say no year.
 */
export function listedFile(line: string, nowMs: number): ListedFile | null {
  const [, inode, mode = "", size, month = "", day, hour, minute, year, shown] = linePattern.exec(line) ?? [];
  if (inode === undefined || shown === undefined) return null;
  const kind = kinds[mode] ?? "other";
  const name = (kind === "link" ? (shown.split(" -> ")[0] ?? shown) : shown).replace(/^\.\//u, "");
  const at = (of: number) =>
    Date.UTC(of, months.indexOf(month), Number(day), Number(hour ?? 0), Number(minute ?? 0));
  const thisYear = new Date(nowMs).getUTCFullYear();
  const recent = at(thisYear) > nowMs + dayMs ? at(thisYear - 1) : at(thisYear);
  return {
    inode,
    kind,
    sizeBytes: Number(size ?? 0),
    modifiedAtMs: months.includes(month) ? (year === undefined ? recent : at(Number(year))) : null,
    name,
  };
}
