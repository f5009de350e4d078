import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { DOT, EQUALS, PIPE, SPACE, isDigit, isLetter, skipDigits } from "./chars.ts";
import { structuredHeader, type Fields, type Header } from "./header.ts";

/** Columns before the extension: CEF has seven, LEEF 1.0 five. */
const cefColumns = 7;
const leefColumns = 5;

/** Names of the extension that say when it happened, the surest first; small letters. */
const TIME_KEYS = ["rt", "devtime", "devicereceipttime", "end", "start"];

/**
 * ArcSight's and QRadar's formats: `CEF:0|vendor|product|version|id|name|severity|key=value …` (also where a relay took `CEF:` for a
 * program and left it out) and `LEEF:1.0|vendor|product|version|id|key=value …`, its pairs apart by tabs, in LEEF 2.0 by the
 * character of a sixth column. Values of CEF have blanks and end before the next ` key=`. The whole line stays the message.
 * Null for other lines.
 */
export function readExtensionLine(text: string, reader: TimestampReader): Header | null {
  const isLeef = text.startsWith("LEEF:");
  const versionAt = isLeef ? 5 : text.startsWith("CEF:") ? 4 : 0;
  const at = text.charCodeAt(versionAt) === SPACE ? versionAt + 1 : versionAt;
  const versionEnd = versionNumberEnd(text, at);
  if (versionEnd === at || text.charCodeAt(versionEnd) !== PIPE) return null;
  const isSecond = isLeef && text.startsWith("2.", at);
  const extensionAt = columnsEnd(text, at, isLeef ? leefColumns + (isSecond ? 1 : 0) : cefColumns);
  if (extensionAt < 0 || (versionAt === 0 && text.indexOf("=", extensionAt) < 0)) return null;
  const fields: Fields = {};
  if (isLeef) readLeefPairs(text, extensionAt, isSecond ? delimiterOf(text, extensionAt) : "\t", fields);
  else readCefPairs(text, extensionAt, fields);
  return structuredHeader(timeOf(fields, reader), null, text, fields);
}

function versionNumberEnd(text: string, at: number): number {
  const end = skipDigits(text, at);
  return end > at && text.charCodeAt(end) === DOT ? skipDigits(text, end + 1) : end;
}

/** Index after so many columns and their bars, a bar behind a backslash not counted; -1 when there are fewer. */
function columnsEnd(text: string, at: number, count: number): number {
  let end = at;
  for (let column = 0; column < count; end += 1) {
    const code = text.charCodeAt(end);
    if (Number.isNaN(code)) return -1;
    if (code === 92) end += 1;
    else if (code === PIPE) column += 1;
  }
  return end;
}

/** The sixth column of LEEF 2.0: a character, or its number as `x09`. */
function delimiterOf(text: string, extensionAt: number): string {
  const column = text.slice(text.lastIndexOf("|", extensionAt - 2) + 1, extensionAt - 1);
  const code = /^(?:0?x)([\da-f]{2,4})$/i.exec(column)?.[1];
  return code === undefined ? column || "\t" : String.fromCharCode(Number.parseInt(code, 16));
}

function readLeefPairs(text: string, at: number, delimiter: string, fields: Fields): void {
  for (const pair of text.slice(at).split(delimiter)) {
    const equals = pair.indexOf("=");
    if (equals > 0) addField(fields, pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
}

function readCefPairs(text: string, at: number, fields: Fields): void {
  let key = "";
  let valueAt = at;
  let wordAt = at;
  for (let place = at; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code === 92) place += 1;
    else if (code === SPACE) wordAt = place + 1;
    else if (code === EQUALS && place > wordAt) {
      addField(fields, key, unescaped(text.slice(valueAt, Math.max(valueAt, wordAt - 1))));
      key = text.slice(wordAt, place);
      valueAt = place + 1;
      wordAt = text.length;
    } else if (!isKeyCode(code)) wordAt = text.length;
  }
  addField(fields, key, unescaped(text.slice(valueAt)));
}

function addField(fields: Fields, key: string, value: string): void {
  if (key !== "" && value !== "") fields[key] ??= value;
}

function isKeyCode(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95 || code === DOT || code === 91 || code === 93;
}

function unescaped(value: string): string {
  const trimmed = value.trim();
  return trimmed.includes("\\") ? trimmed.replace(/\\(.)/g, "$1") : trimmed;
}

/** The first known name whose value is a time, else a name of the vendor's own that ends as such names do (`…utcTime`). */
function timeOf(fields: Fields, reader: TimestampReader): string | null {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(fields)) {
    const name = key.toLowerCase();
    if (TIME_KEYS.includes(name) || name.endsWith("utctime")) values.set(name, value);
  }
  for (const name of [...TIME_KEYS, ...values.keys()]) {
    const value = values.get(name);
    if (value !== undefined && reader.readWhole(value) && reader.iso !== null) return reader.iso;
  }
  return null;
}
