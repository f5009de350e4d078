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
import { monthAt } from "./month-name.ts";
import { readTimeOfDay } from "./time-of-day.ts";
import type { TimestampReader } from "./timestamp-reader.ts";
import { readZone } from "./zone.ts";

/**
 * `Jan  2 15:04:05`, `Jan  2 2006 15:04:05`, `Jan 2, 2006 3:04:05 PM`, `Jan-02-06 15:04:05`, all of them after a weekday too:
 * `Mon Jan  2 15:04:05 MST 2006`, `Mon, 02 Jan 2006 15:04:05 GMT`.
 */
export function readMonthFirst(reader: TimestampReader, text: string, at: number): boolean {
  const month = monthAt(text, at);
  if (month > 0) return readAfterMonth(reader, text, at + 3, month, false);
  if (!isWeekday(text, at)) return false;
  const comma = text.charCodeAt(at + 3) === COMMA ? at + 4 : at + 3;
  const next = skipBlanks(text, comma);
  if (next === comma) return false;
  if (isDigit(text.charCodeAt(next))) return readDayMonthYear(reader, text, next);
  const monthAfter = monthAt(text, next);
  return monthAfter > 0 && readAfterMonth(reader, text, next + 3, monthAfter, true);
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
    const timeAt = text.charCodeAt(next + 4) === SPACE ? skipBlanks(text, next + 4) : -1;
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

/** `Apr-07-13 07:08:36`. */
function readShortDate(reader: TimestampReader, text: string, at: number, month: number): boolean {
  const day = twoDigits(text, at + 1);
  const year = twoDigits(text, at + 4);
  if (day < 0 || year < 0 || text.charCodeAt(at + 3) !== MINUS || text.charCodeAt(at + 6) !== SPACE)
    return false;
  const end = readTimeOfDay(reader, text, at + 7);
  return end >= 0 && reader.finish(2000 + year, month, day, readZone(reader, text, end));
}

/** `02 Jan 2006 15:04:05`, `02-Jan-2006 15:04:05.000`, `02/Jan/2006:15:04:05 -0700`, the year missing in `02 Jan 15:04:05`. */
export function readDayMonthYear(reader: TimestampReader, text: string, at: number): boolean {
  const dayEnd = isDigit(text.charCodeAt(at + 1)) ? at + 2 : at + 1;
  const day = dayNumber(text, at, dayEnd);
  const month = monthAt(text, dayEnd + 1);
  const separator = text.charCodeAt(dayEnd);
  if (day < 0 || month === 0) return false;
  if (text.charCodeAt(dayEnd + 4) !== separator) return false;
  const year = fourDigits(text, dayEnd + 5);
  if (year < 0) {
    const end = separator === SPACE ? readTimeOfDay(reader, text, dayEnd + 5) : -1;
    return end >= 0 && reader.finishWithoutYear(month, day, readZone(reader, text, end));
  }
  const gap = text.charCodeAt(dayEnd + 9);
  if (gap !== SPACE && gap !== COLON) return false;
  const end = readTimeOfDay(reader, text, gap === SPACE ? skipBlanks(text, dayEnd + 9) : dayEnd + 10);
  return end >= 0 && reader.finish(year, month, day, readZone(reader, text, end));
}

function dayNumber(text: string, at: number, end: number): number {
  const first = text.charCodeAt(at) - ZERO;
  if (!(first >= 0 && first <= 9)) return -1;
  return end - at === 1 ? first : first * 10 + text.charCodeAt(at + 1) - ZERO;
}

function isWeekday(text: string, at: number): boolean {
  return WEEKDAYS.has(text.slice(at, at + 3)) && !isLetter(text.charCodeAt(at + 3));
}

const WEEKDAYS = new Set(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);

function isWordEnd(code: number): boolean {
  return Number.isNaN(code) || (code !== COLON && !isDigit(code) && !isLetter(code));
}
