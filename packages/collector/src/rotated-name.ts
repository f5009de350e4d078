import type { DirectoryEntry } from "./transport.ts";

const compressedEnding = String.raw`(?:\.(gz|bz2|xz|zst|Z))?`;
const date = String.raw`\d{4}-?\d{2}-?\d{2}(?:[-_T.]?\d{2}(?:[-:_]?\d{2}){0,2})?`;
const sign = String.raw`(?:\d{1,5}|${date}(?:[.-]\d{1,5})?|\d{10})`;

function escapeForRegex(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

/**
 * The names that a file gets by rotation, certain enough to leave them out of a glob: `app.log.1`,
 * `app.log-20260214`, `app.log.2.gz`, and with a date before the ending `app-20260214.log`.
 */
export function rotatedNamePattern(baseName: string): RegExp {
  return namePattern(baseName, `${date}(?:[.-]\\d{1,5})?`);
}

/**
 * The names where a file's earlier content may be looked for. Wider: `worker-1.log` may be history of `worker.log` or
 * a log of its own, and only its content can tell.
 */
export function rotationCandidatePattern(baseName: string): RegExp {
  return namePattern(baseName, sign);
}

function namePattern(baseName: string, withinSign: string): RegExp {
  const dot = baseName.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [baseName.slice(0, dot), baseName.slice(dot)] : [baseName, ""];
  const within =
    ending === "" ? "" : `|${escapeForRegex(stem)}[.-](?:${withinSign})${escapeForRegex(ending)}`;
  return new RegExp(`^(?:${escapeForRegex(baseName)}[.-]${sign}${within})${compressedEnding}$`, "u");
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
    (other) => other.length < name.length && sharesStart(other, name) && rotatedNamePattern(other).test(name),
  );
}

function sharesStart(base: string, name: string): boolean {
  const dot = base.lastIndexOf(".");
  return name.startsWith(dot > 0 ? base.slice(0, dot) : base);
}

// Two files rotated within this time are told apart by name: SFTP gives whole seconds.
const sameMomentMs = 2_000;

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
  const match = /[.-](\d{1,5})(?:\.[A-Za-z]+)?$/u.exec(plain);
  if (match === null || new RegExp(`[.-]${date}[.-]\\d{1,5}(?:\\.[A-Za-z]+)?$`, "u").test(plain)) return null;
  return Number(match[1]);
}
