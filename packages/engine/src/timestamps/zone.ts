import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  MINUS,
  PLUS,
  SPACE,
  isDigit,
  isLetter,
  twoDigits,
} from "../header/chars.ts";
import type { TimestampReader } from "./timestamp-reader.ts";

/** Abbreviations that logs write after a time, with the meaning they have most often. */
const OFFSET_OF_NAME: ReadonlyMap<string, string> = new Map([
  ["Z", "Z"],
  ["UTC", "Z"],
  ["GMT", "Z"],
  ["UT", "Z"],
  ["WET", "Z"],
  ["WEST", "+01:00"],
  ["BST", "+01:00"],
  ["CET", "+01:00"],
  ["MEZ", "+01:00"],
  ["CEST", "+02:00"],
  ["MESZ", "+02:00"],
  ["EET", "+02:00"],
  ["SAST", "+02:00"],
  ["EEST", "+03:00"],
  ["MSK", "+03:00"],
  ["IST", "+05:30"],
  ["PKT", "+05:00"],
  ["HKT", "+08:00"],
  ["SGT", "+08:00"],
  ["AWST", "+08:00"],
  ["JST", "+09:00"],
  ["KST", "+09:00"],
  ["ACST", "+09:30"],
  ["AEST", "+10:00"],
  ["AEDT", "+11:00"],
  ["NZST", "+12:00"],
  ["NZDT", "+13:00"],
  ["BRT", "-03:00"],
  ["ART", "-03:00"],
  ["AST", "-04:00"],
  ["EDT", "-04:00"],
  ["EST", "-05:00"],
  ["CDT", "-05:00"],
  ["CST", "-06:00"],
  ["MDT", "-06:00"],
  ["MST", "-07:00"],
  ["PDT", "-07:00"],
  ["PST", "-08:00"],
  ["AKST", "-09:00"],
  ["AKDT", "-08:00"],
  ["HST", "-10:00"],
]);

/**
 * Reads a zone at `at`, one blank before it allowed: `Z`, `+02:00`, `+0200`, `+02`, `CEST`, `GMT+0200`, `[Europe/Paris]` after an offset.
 * Sets the reader's `offset` (null when there is no zone).
 * @returns the index after it, or `at`.
 */
export function readZone(reader: TimestampReader, text: string, at: number): number {
  reader.offset = null;
  const isApart = text.charCodeAt(at) === SPACE;
  const start = isApart ? at + 1 : at;
  const code = text.charCodeAt(start);
  if (code === PLUS || code === MINUS) return readOffset(reader, text, start, isApart) ?? at;
  return code >= 65 && code <= 90 ? (readName(reader, text, start) ?? at) : at;
}

function readOffset(reader: TimestampReader, text: string, at: number, isApart: boolean): number | null {
  const hours = twoDigits(text, at + 1);
  if (hours < 0) return null;
  const minutesAt = text.charCodeAt(at + 3) === COLON ? at + 4 : at + 3;
  const minutes = twoDigits(text, minutesAt);
  // After a blank, two digits alone would take a number of the message for a zone.
  if (minutes < 0 ? isApart || isDigit(text.charCodeAt(at + 3)) : isDigit(text.charCodeAt(minutesAt + 2)))
    return null;
  if (hours > 14 || minutes > 59) return null;
  const sign = text.charCodeAt(at) === PLUS ? "+" : "-";
  reader.offset = `${sign}${text.slice(at + 1, at + 3)}:${minutes < 0 ? "00" : text.slice(minutesAt, minutesAt + 2)}`;
  return skipZoneId(text, minutes < 0 ? at + 3 : minutesAt + 2);
}

function readName(reader: TimestampReader, text: string, at: number): number | null {
  let end = at + 1;
  while (end < at + 5 && isLetter(text.charCodeAt(end))) end += 1;
  const offset = OFFSET_OF_NAME.get(text.slice(at, end));
  if (offset === undefined || isLetter(text.charCodeAt(end))) return null;
  const next = text.charCodeAt(end);
  if (offset === "Z" && (next === PLUS || next === MINUS)) return readNamedOffset(reader, text, end);
  reader.offset = offset;
  return skipZoneId(text, end);
}

/** `GMT+0100 (CET)`, as JavaScript writes it. */
function readNamedOffset(reader: TimestampReader, text: string, at: number): number | null {
  const end = readOffset(reader, text, at, false);
  if (end === null || !text.startsWith(" (", end)) return end;
  const close = text.indexOf(")", end);
  return close < 0 || close > end + 60 || !isLetter(text.charCodeAt(end + 2)) ? end : close + 1;
}

/** `[Europe/Paris]`, as java.time writes it after an offset. */
function skipZoneId(text: string, at: number): number {
  if (text.charCodeAt(at) !== BRACKET_OPEN || !isLetter(text.charCodeAt(at + 1))) return at;
  let end = at + 1;
  while (
    end < at + 40 &&
    (isLetter(text.charCodeAt(end)) || text.charCodeAt(end) === 47 || text.charCodeAt(end) === 95)
  )
    end += 1;
  return text.charCodeAt(end) === BRACKET_CLOSE ? end + 1 : at;
}
