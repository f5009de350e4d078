const BEGIN = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/;
const END = /-----END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/;
/** Base64 that is long or padded, also in the middle of a line, as where each line is a JSON object. */
const BASE64 = /(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{24,}={0,2}|[A-Za-z0-9+/]{2,23}={1,2})/g;
/** `Proc-Type: 4,ENCRYPTED`, `Version: GnuPG v2` */
const ARMOR_HEADER = /(?:^|\s)(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID): \S/;
/** A key of 16,384 bits has about 200 lines. */
const LINES_MAX = 400;

/** A private key in PEM or armor. */
export interface PrivateKeyBlock {
  /** Its lines without the key; the key was at `at` of the first one. */
  readonly lines: readonly string[];
  readonly at: number;
  /** Base64 of the key, the same however its lines were wrapped or escaped. */
  readonly key: string;
  /** True when the lines ended before the block did. */
  readonly isOpen: boolean;
}

/** The block that begins in the line `start`, or null. One without an end goes on as long as its lines look like a key's. */
export function privateKeyBlockAt(texts: readonly string[], start: number): PrivateKeyBlock | null {
  const text = texts[start] ?? "";
  const begin = BEGIN.exec(text);
  if (begin === null) return null;
  const at = begin.index;
  const inside = text.slice(at + begin[0].length);
  const close = END.exec(inside);
  if (close !== null) {
    const line = text.slice(0, at) + inside.slice(close.index + close[0].length);
    return { lines: [line], at, key: base64Of(inside.slice(0, close.index)), isOpen: false };
  }
  // Escaped line ends and Base64 after the dashes are of the key; a quote closes what it was written into.
  const own = /^(?:\\{1,3}[nr]|[A-Za-z0-9+/= \t])*/.exec(inside)?.[0] ?? "";
  const lines = [text.slice(0, at) + inside.slice(own.length)];
  let key = base64Of(own);
  const end = endOf(texts, start);
  const last = end ?? lastLike(texts, start);
  for (let i = start + 1; i <= last; i++) {
    const { rest, taken } = withoutKey(texts[i] ?? "", end !== null);
    lines.push(rest);
    key += taken;
  }
  return { lines, at, key, isOpen: end === null && last === texts.length - 1 && last < start + LINES_MAX };
}

/** Index of the line with the block's end; null where another begins before it, or none is near. */
function endOf(texts: readonly string[], start: number): number | null {
  for (let i = start + 1; i < texts.length && i <= start + LINES_MAX; i++) {
    const text = texts[i] ?? "";
    if (!text.includes("-----")) continue;
    if (END.test(text)) return i;
    if (BEGIN.test(text)) return null;
  }
  return null;
}

/** Index of the last line that looks like one of a key. */
function lastLike(texts: readonly string[], start: number): number {
  let i = start + 1;
  while (i < texts.length && i <= start + LINES_MAX && looksLikeKey(texts[i] ?? "")) i++;
  return i - 1;
}

function looksLikeKey(text: string): boolean {
  const isOther = text.trim() !== "" && !ARMOR_HEADER.test(text) && withoutKey(text, false).taken === "";
  return !isOther && !BEGIN.test(text);
}

/** @param isInside - True when an end is known to follow, so that any word at the end of the line is of the key. */
function withoutKey(text: string, isInside: boolean): { rest: string; taken: string } {
  const close = END.exec(text);
  const head = close === null ? text : text.slice(0, close.index);
  const tail = close === null ? "" : text.slice(close.index + close[0].length);
  let taken = "";
  let rest = head.replaceAll(BASE64, (piece) => {
    taken += piece;
    return "";
  });
  // The last line of a key may be short.
  const last = wordAtEnd(rest);
  if (taken === "" && (isInside || last === rest.trim()) && /^[A-Za-z0-9+/]+$/.test(last)) {
    taken = last;
    rest = rest.trimEnd().slice(0, -last.length);
  }
  return { rest: rest + tail, taken };
}

function wordAtEnd(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.slice(Math.max(trimmed.lastIndexOf(" "), trimmed.lastIndexOf("\t")) + 1);
}

function base64Of(text: string): string {
  return text.replaceAll(/\\[nr]|[^A-Za-z0-9+/=]/g, "");
}
