import type { DirectoryEntry } from "./transport.ts";

const compressedEnding = String.raw`(?:\.(gz|bz2|xz|zst|Z))?`;
const date = String.raw`\d{4}-?\d{2}-?\d{2}(?:[-_T.]?\d{2}(?:[-:_]?\d{2}){0,2})?`;
const dateSign = String.raw`${date}(?:[.-]\d{1,10})?`;
const sign = String.raw`(?:\d{1,5}|${dateSign}|\d{10})`;

/** What logrotate adds where a service made its log anew between renaming and creating: it puts that file aside. */
const putAside = String.raw`\.backup`;

function escapeForRegex(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

/**
 * The names that a file gets by rotation, certain enough to leave them out of a glob: `app.log.1`,
 * `app.log-20260214`, `app.log.2.gz`, and with a date before the ending `app-20260214.log`. A number there may be
 * another log's: `worker-1.log` beside `worker.log`.
 */
export function rotatedNamePattern(baseName: string): RegExp {
  const { stem, ending } = partsOf(baseName);
  const within = ending === "" ? "" : `|${escapeForRegex(stem)}[.-]${dateSign}${escapeForRegex(ending)}`;
  return new RegExp(
    `^(?:${escapeForRegex(baseName)}[.-]${sign}(?:${putAside})?${within})${compressedEnding}$`,
    "u",
  );
}

/** True for every name that a file's earlier content may have now: its content tells whether it has. */
export function isRotationCandidate(baseName: string, name: string): boolean {
  const { stem } = partsOf(baseName);
  return name !== baseName && name.startsWith(stem) && /^[._-]/u.test(name.slice(stem.length));
}

/** True for a file packed in a form that is not unpacked here; only gzip is. */
export function isPackedOtherwise(name: string): boolean {
  return name !== uncompressedName(name) && !name.endsWith(".gz");
}

/** What two names that one rotation gives have in common: all but the numbers, and but for compression. */
export function nameShape(name: string): string {
  return uncompressedName(name).replaceAll(/\d+/gu, "#");
}

function partsOf(baseName: string): { readonly stem: string; readonly ending: string } {
  const dot = baseName.lastIndexOf(".");
  return dot > 0
    ? { stem: baseName.slice(0, dot), ending: baseName.slice(dot) }
    : { stem: baseName, ending: "" };
}

/** A rotated name without the ending that compression added: `app.log.2.gz` and `app.log.2` are one content. */
export function uncompressedName(name: string): string {
  return name.replace(/\.(?:gz|bz2|xz|zst|Z)$/u, "");
}

/**
 * True when `name` is what rotation made of another file in `names`: such a file is history of that one, not a source
 * of its own.
 */
export function isRotationOfAny(name: string, names: readonly string[]): boolean {
  return names.some(
    (other) =>
      other.length < name.length &&
      name.startsWith(partsOf(other).stem) &&
      rotatedNamePattern(other).test(name),
  );
}

// Two files rotated within this time are told apart by name: SFTP gives whole seconds.
const sameMomentMs = 2_000;

const endsInDate = new RegExp(`[.-]${dateSign}(?:\\.[A-Za-z]+)?$`, "u");

/**
 * True when rotation made `a` after `b`. The time of last change decides (schemes differ in which number is newest);
 * within two seconds the name does: the smaller number, or the later date.
 */
export function isNewerRotation(a: DirectoryEntry, b: DirectoryEntry): boolean {
  if (
    a.modifiedAtMs !== null &&
    b.modifiedAtMs !== null &&
    Math.abs(a.modifiedAtMs - b.modifiedAtMs) > sameMomentMs
  ) {
    return a.modifiedAtMs > b.modifiedAtMs;
  }
  return compareNewestFirst(a.name, b.name) < 0;
}

/** Order of rotated names by name alone, newest first: numbers upward, then dates downward. */
export function compareNewestFirst(a: string, b: string): number {
  const [numberA, numberB] = [runningNumber(a), runningNumber(b)];
  if (numberA !== null && numberB !== null) return numberA - numberB || (a < b ? -1 : Number(a > b));
  if (numberA !== null) return -1;
  if (numberB !== null) return 1;
  return a < b ? 1 : -Number(a > b);
}

function runningNumber(name: string): number | null {
  const plain = uncompressedName(name);
  // Made right after the file that is number 1 was renamed.
  if (plain.endsWith(".backup")) return 0;
  const match = /[.-](\d{1,5})(?:\.[A-Za-z]+)?$/u.exec(plain);
  return match === null || endsInDate.test(plain) ? null : Number(match[1]);
}
