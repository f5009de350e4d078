import {
  COLON,
  COMMA,
  DOT,
  MINUS,
  SLASH,
  SPACE,
  TAB,
  ZERO,
  fourDigits,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  twoDigits,
} from "../header/chars.ts";
import { readEpoch } from "./epoch.ts";
import { readDayMonthYear } from "./month-first.ts";
import { monthAt } from "./month-name.ts";
import { readTimeOfDay } from "./time-of-day.ts";
import type { TimestampReader } from "./timestamp-reader.ts";
import { readZone } from "./zone.ts";

const LETTER_T = 84;
const UNDERSCORE = 95;

/** Timestamps that begin with a digit; told apart by the length of the first number and what follows it. */
export function readDateFirst(reader: TimestampReader, text: string, at: number): boolean {
  const end = skipDigits(text, at);
  const next = text.charCodeAt(end);
  switch (end - at) {
    case 4:
      if (next === SPACE) return readYearAndMonthName(reader, text, at);
      return (
        (next === MINUS || next === SLASH || next === DOT || next === COLON) &&
        readYearFirst(reader, text, at, next)
      );
    case 1:
    case 2:
      if (next === COLON) return readBareTime(reader, text, at);
      if (next === SPACE || next === MINUS || next === SLASH) {
        if (isLetter(text.charCodeAt(end + 1))) return readDayMonthYear(reader, text, at);
      }
      return readTwoDigitsFirst(reader, text, at, end, next);
    case 6:
      return (next === SPACE || next === TAB) && readSixDigits(reader, text, at);
    case 8:
      return readEightDigits(reader, text, at, next);
    case 14:
      return readPackedDate(reader, text, at, end);
    default:
      return end - at >= 10 && readEpoch(reader, text, at, end);
  }
}

/** `2006-01-02T15:04:05.000Z`, `2006/01/02 15:04:05`, `2006-01-02-15.04.05.000000`. */
function readYearFirst(reader: TimestampReader, text: string, at: number, separator: number): boolean {
  const month = twoDigits(text, at + 5);
  const day = twoDigits(text, at + 8);
  if (month < 0 || day < 0 || text.charCodeAt(at + 7) !== separator) return false;
  const gap = text.charCodeAt(at + 10);
  let timeAt = at + 11;
  if (gap === SPACE || gap === TAB) {
    timeAt = skipBlanks(text, timeAt);
    // `2022/02/07 - 10:49:33`
    if (text.charCodeAt(timeAt) === MINUS && text.charCodeAt(timeAt + 1) === SPACE) timeAt += 2;
  } else if (gap === MINUS && text.charCodeAt(at + 13) === DOT) {
    const dotted = readTimeOfDay(reader, text, timeAt, DOT);
    return dotted >= 0 && reader.finish(fourDigits(text, at), month, day, readZone(reader, text, dotted));
  } else if (gap === COMMA) timeAt = skipBlanks(text, timeAt);
  else if (
    gap !== LETTER_T &&
    gap !== UNDERSCORE &&
    gap !== MINUS &&
    gap !== COLON &&
    gap !== (LETTER_T | 32)
  )
    return false;
  const spaced = readTimeOfDay(reader, text, timeAt);
  const end = spaced < 0 && gap === LETTER_T ? readPackedTime(reader, text, timeAt) : spaced;
  return end >= 0 && reader.finish(fourDigits(text, at), month, day, readZone(reader, text, end));
}

/** `2006 Jan 02 15:04:05`. */
function readYearAndMonthName(reader: TimestampReader, text: string, at: number): boolean {
  const month = monthAt(text, at + 5);
  const day =
    text.charCodeAt(at + 9) === SPACE ? smallNumber(text, at + 10, at + 11) : twoDigits(text, at + 9);
  if (month === 0 || day < 0 || text.charCodeAt(at + 8) !== SPACE || text.charCodeAt(at + 11) !== SPACE)
    return false;
  const end = readTimeOfDay(reader, text, at + 12);
  return end >= 0 && reader.finish(fourDigits(text, at), month, day, readZone(reader, text, end));
}

/** `20060102-15:04:05:000`, `20060102.150405,000`, `20060102T150405Z`, `20060102 15:04:05`. */
function readEightDigits(reader: TimestampReader, text: string, at: number, gap: number): boolean {
  if (gap !== MINUS && gap !== DOT && gap !== SPACE && gap !== LETTER_T) return false;
  const timeAt = at + 9;
  const end = readTimeOfDay(reader, text, timeAt);
  const timeEnd = end >= 0 ? end : readPackedTime(reader, text, timeAt);
  if (timeEnd < 0) return false;
  const month = twoDigits(text, at + 4);
  return reader.finish(fourDigits(text, at), month, twoDigits(text, at + 6), readZone(reader, text, timeEnd));
}

/** `20060102150405`, maybe with a fraction, as a word of its own: no other number is a date of our times by chance so often. */
function readPackedDate(reader: TimestampReader, text: string, at: number, end: number): boolean {
  const year = fourDigits(text, at);
  const month = twoDigits(text, at + 4);
  const day = twoDigits(text, at + 6);
  if (year < 1990 || year >= 2100 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const timeEnd = readPackedTime(reader, text, end - 6);
  const next = text.charCodeAt(timeEnd);
  if (timeEnd < 0 || isLetter(next) || next === MINUS || next === UNDERSCORE) return false;
  return reader.finish(year, month, day, readZone(reader, text, timeEnd));
}

/** `060102 150405`, `060102 15:04:05`, `060102  3:04:05`. */
function readSixDigits(reader: TimestampReader, text: string, at: number): boolean {
  const timeAt = skipBlanks(text, at + 6);
  const end = readTimeOfDay(reader, text, timeAt);
  const timeEnd = end >= 0 ? end : readPackedTime(reader, text, timeAt);
  if (timeEnd < 0) return false;
  const year = 2000 + twoDigits(text, at);
  return reader.finish(
    year,
    twoDigits(text, at + 2),
    twoDigits(text, at + 4),
    readZone(reader, text, timeEnd),
  );
}

/** `150405` and its fraction. */
function readPackedTime(reader: TimestampReader, text: string, at: number): number {
  const end = skipDigits(text, at);
  if (end - at !== 6) return -1;
  reader.hour = twoDigits(text, at);
  reader.minute = twoDigits(text, at + 2);
  reader.second = twoDigits(text, at + 4);
  reader.fraction = "";
  const mark = text.charCodeAt(end);
  const fractionEnd = mark === COMMA || mark === DOT ? skipDigits(text, end + 1) : end;
  if (fractionEnd <= end + 1 || fractionEnd > end + 10) return end;
  reader.fraction = text.slice(end + 1, fractionEnd);
  return fractionEnd;
}

/**
 * `06/01/02 15:04:05`, `01/02/2006 15:04:05`, `02.01.2006 15:04:05`, `02-01-2006 15:04:05`, and without a year `01-02 15:04:05.000`,
 * `01.02 15:04:05`. Two digits before slashes or dashes are a year, but
 * where only another reading is a day of the past. Of two numbers that may both be a month, the first is it where the separator is a slash, else the second.
 */
function readTwoDigitsFirst(
  reader: TimestampReader,
  text: string,
  at: number,
  end: number,
  separator: number,
): boolean {
  if (separator !== SLASH && separator !== DOT && separator !== MINUS) return false;
  const first = smallNumber(text, at, end);
  const secondEnd = skipDigits(text, end + 1);
  const second = smallNumber(text, end + 1, secondEnd);
  if (second < 0) return false;
  const gap = text.charCodeAt(secondEnd);
  // Snort writes `01/02-15:04:05.000000`.
  if (gap === SPACE || (gap === MINUS && separator === SLASH)) {
    const timeEnd = readTimeOfDay(reader, text, gap === MINUS ? secondEnd + 1 : skipBlanks(text, secondEnd));
    return timeEnd >= 0 && reader.finishWithoutYear(first, second, readZone(reader, text, timeEnd));
  }
  if (gap !== separator) return false;
  const thirdEnd = skipDigits(text, secondEnd + 1);
  const isLong = thirdEnd - secondEnd === 5;
  const third = isLong ? fourDigits(text, secondEnd + 1) : smallNumber(text, secondEnd + 1, thirdEnd);
  if (third < 0) return false;
  const timeEnd = readTimeOfDay(reader, text, timeStart(text, thirdEnd));
  if (timeEnd < 0) return false;
  const zoneEnd = readZone(reader, text, timeEnd);
  // Suricata is the one that puts two dashes before the time, and the day before the month.
  const isMonthFirst =
    second > 12 || (separator === SLASH && first <= 12 && !text.startsWith(" -- ", thirdEnd));
  const year = isLong ? third : 2000 + third;
  const month = isMonthFirst ? first : second;
  const day = isMonthFirst ? second : first;
  // `06/25/26`: of two days of the past the newer one, since a log is read soon after it was written.
  const isNewer =
    isMonthFirst && separator === SLASH && third > first && reader.clock.isPast(year, month, day);
  const mayBeYear = !isLong && end - at === 2 && separator !== DOT && !isNewer;
  if (
    mayBeYear &&
    (reader.clock.isPast(2000 + first, second, third) || !reader.clock.isPast(year, month, day))
  )
    return reader.finish(2000 + first, second, third, zoneEnd);
  return reader.finish(year, month, day, zoneEnd);
}

/** A time of day with no date before it says nothing that could be a timestamp; it is header all the same. */
function readBareTime(reader: TimestampReader, text: string, at: number): boolean {
  const end = readTimeOfDay(reader, text, at);
  if (end < 0 || end - at < 7 || isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === COLON)
    return false;
  return reader.finishWithoutDate(end);
}

/** `, `, a blank, `-`, `:`, ` - ` or ` -- ` stand between date and time. */
function timeStart(text: string, at: number): number {
  if (text.startsWith(" - ", at)) return at + 3;
  if (text.startsWith(" -- ", at)) return at + 4;
  const code = text.charCodeAt(at);
  return code === COMMA || code === MINUS || code === COLON ? skipBlanks(text, at + 1) : skipBlanks(text, at);
}

function smallNumber(text: string, at: number, end: number): number {
  if (end - at === 2) return twoDigits(text, at);
  return end - at === 1 ? text.charCodeAt(at) - ZERO : -1;
}
