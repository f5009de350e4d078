import {
  COLON,
  COMMA,
  MINUS,
  SPACE,
  ZERO,
  fourDigits,
  isDigit,
  isLetter,
  skipBlanks,
  twoDigits,
} from "../header/chars.ts";
import { monthAt, monthNameEnd } from "./month-name.ts";
import { readTimeOfDay } from "./time-of-day.ts";
import type { TimestampReader } from "./timestamp-reader.ts";
import { readZone } from "./zone.ts";

const AT_SIGN = 64;

/**
 * `Jan  2 15:04:05`, `Jan  2 2006 15:04:05`, `Jan 2, 2006 3:04:05 PM`, `Jan-02-06 15:04:05`, `Jan 2, 2006 @ 15:04:05`, the month in full too and all of them after a weekday:
 * `Mon Jan  2 15:04:05 MST 2006`, `Mon, 02 Jan 2006 15:04:05 GMT`.
 */
export function readMonthFirst(reader: TimestampReader, text: string, at: number): boolean {
  const month = monthAt(text, at);
  if (month > 0) return readAfterMonth(reader, text, monthNameEnd(text, at), month, false);
  const dayEnd = weekdayEnd(text, at);
  if (dayEnd < 0) return false;
  const comma = text.charCodeAt(dayEnd) === COMMA ? dayEnd + 1 : dayEnd;
  const next = skipBlanks(text, comma);
  if (next === comma) return false;
  // journalctl writes a weekday before a date of ISO's.
  if (isDigit(text.charCodeAt(next)))
    return isDigit(text.charCodeAt(next + 2))
      ? reader.read(text, next)
      : readDayMonthYear(reader, text, next);
  const monthAfter = monthAt(text, next);
  return monthAfter > 0 && readAfterMonth(reader, text, monthNameEnd(text, next), monthAfter, true);
}

function readAfterMonth(
  reader: TimestampReader,
  text: string,
  at: number,
  month: number,
  isAfterWeekday: boolean,
): boolean {
  if (text.charCodeAt(at) === MINUS) return readShortDate(reader, text, at, month);
  const dayAt = skipBlanks(text, at);
  if (dayAt === at || dayAt > at + 3) return false;
  const dayEnd = isDigit(text.charCodeAt(dayAt + 1)) ? dayAt + 2 : dayAt + 1;
  const day = dayNumber(text, dayAt, dayEnd);
  if (day < 0) return false;
  const commaEnd = text.charCodeAt(dayEnd) === COMMA ? dayEnd + 1 : dayEnd;
  const next = skipBlanks(text, commaEnd);
  if (next === commaEnd) return false;
  const year = isDigit(text.charCodeAt(next + 3)) ? fourDigits(text, next) : -1;
  if (year >= 0) {
    const timeAt = timeStart(text, next + 4);
    const end = timeAt < 0 ? -1 : readTimeOfDay(reader, text, timeAt);
    return end >= 0 && reader.finish(year, month, day, readZone(reader, text, end));
  }
  const timeEnd = readTimeOfDay(reader, text, next);
  if (timeEnd < 0) return false;
  const zoneEnd = readZone(reader, text, timeEnd);
  // `Mon Jan 2 15:04:05 MST 2006`: the year stands last. Four digits with a colon after them are the next time.
  const lastYear = text.charCodeAt(zoneEnd) === SPACE ? fourDigits(text, zoneEnd + 1) : -1;
  if (lastYear >= 1970 && lastYear < 2100 && isWordEnd(text.charCodeAt(zoneEnd + 5)))
    return reader.finish(lastYear, month, day, zoneEnd + 5);
  reader.isSyslog = !isAfterWeekday;
  return reader.finishWithoutYear(month, day, zoneEnd);
}

/** A blank, `, `, ` @ ` or ` at ` stand between date and time; -1 for anything else. */
function timeStart(text: string, at: number): number {
  const next = skipBlanks(text, text.charCodeAt(at) === COMMA ? at + 1 : at);
  if (next === at) return -1;
  if (text.charCodeAt(next) === AT_SIGN) return skipBlanks(text, next + 1);
  return text.startsWith("at ", next) ? next + 3 : next;
}

/** `Apr-07-13 07:08:36`. */
function readShortDate(reader: TimestampReader, text: string, at: number, month: number): boolean {
  const day = twoDigits(text, at + 1);
  const year = twoDigits(text, at + 4);
  if (day < 0 || year < 0 || text.charCodeAt(at + 3) !== MINUS || text.charCodeAt(at + 6) !== SPACE)
    return false;
  const end = readTimeOfDay(reader, text, at + 7);
  return end >= 0 && reader.finish(2000 + year, month, day, readZone(reader, text, end));
}

/** `02 Jan 2006 15:04:05`, `02-Jan-2006 15:04:05.000`, `02/Jan/2006:15:04:05 -0700`, the year missing in `02 Jan 15:04:05` and `02-Jan 15:04`. */
export function readDayMonthYear(reader: TimestampReader, text: string, at: number): boolean {
  const dayEnd = isDigit(text.charCodeAt(at + 1)) ? at + 2 : at + 1;
  const day = dayNumber(text, at, dayEnd);
  const month = monthAt(text, dayEnd + 1);
  const separator = text.charCodeAt(dayEnd);
  if (day < 0 || month === 0) return false;
  const monthEnd = monthNameEnd(text, dayEnd + 1);
  // Bacula writes `02-Jan 15:04`.
  if (separator === MINUS && text.charCodeAt(monthEnd) === SPACE) {
    const end = readTimeOfDay(reader, text, monthEnd + 1);
    return end >= 0 && reader.finishWithoutYear(month, day, readZone(reader, text, end));
  }
  if (text.charCodeAt(monthEnd) !== separator) return false;
  const year = fourDigits(text, monthEnd + 1);
  if (year < 0) {
    const end = separator === SPACE ? readTimeOfDay(reader, text, monthEnd + 1) : -1;
    return end >= 0 && reader.finishWithoutYear(month, day, readZone(reader, text, end));
  }
  const gap = text.charCodeAt(monthEnd + 5);
  if (gap !== SPACE && gap !== COLON) return false;
  // Erlang writes two colons.
  const colonEnd = text.charCodeAt(monthEnd + 6) === COLON ? monthEnd + 7 : monthEnd + 6;
  const end = readTimeOfDay(reader, text, gap === SPACE ? skipBlanks(text, monthEnd + 5) : colonEnd);
  return end >= 0 && reader.finish(year, month, day, readZone(reader, text, end));
}

function dayNumber(text: string, at: number, end: number): number {
  const first = text.charCodeAt(at) - ZERO;
  if (!(first >= 0 && first <= 9)) return -1;
  return end - at === 1 ? first : first * 10 + text.charCodeAt(at + 1) - ZERO;
}

/** Index after the weekday's name at `at`, short or in full; -1 when there is none. */
function weekdayEnd(text: string, at: number): number {
  if (!WEEKDAYS.has(text.slice(at, at + 3))) return -1;
  if (!isLetter(text.charCodeAt(at + 3))) return at + 3;
  let end = at + 4;
  while (end < at + 10 && isLetter(text.charCodeAt(end))) end += 1;
  return WEEKDAYS.has(text.slice(at, end)) ? end : -1;
}

const WEEKDAYS = new Set(
  "Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" "),
);

function isWordEnd(code: number): boolean {
  return Number.isNaN(code) || (code !== COLON && !isDigit(code) && !isLetter(code));
}
