import { hashUnits, listOf, WordTable } from "./word-table.ts";

const MONTHS = "January February March April May June July August September October November December";
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
const ZONES = `
Z UTC GMT CET CEST EET EEST WET WEST BST IST MSK EST EDT CST CDT MST MDT PST PDT AKST AKDT HST JST KST SGT HKT AEST AEDT ACST AWST NZST
NZDT`;
const IS_MONTH = 1;
const IS_WEEKDAY = 2;
const IS_ZONE = 4;
const IS_HALF = 8;
const NAMES = new WordTable(8);
for (const name of listOf(MONTHS)) NAMES.add(name, IS_MONTH);
for (const name of listOf(MONTHS)) NAMES.add(name.slice(0, 3), IS_MONTH);
for (const name of listOf(WEEKDAYS)) NAMES.add(name, IS_WEEKDAY);
for (const name of listOf(WEEKDAYS)) NAMES.add(name.slice(0, 3), IS_WEEKDAY);
for (const name of listOf(ZONES)) NAMES.add(name, IS_ZONE);
for (const name of ["AM", "PM"]) NAMES.add(name, IS_HALF);

const BLANK = 32;
const PLUS = 43;
const COMMA = 44;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const LETTER_T = 84;
const UNDERLINE = 95;

/**
 * Where a date with its time ends that starts at `at`, or −1 when none does. A date may be of several tokens: `Fri Jun 17
 * 07:07:00 2005`, `2017-05-16 05:00:00,123 +0200`, `17/Jun/2005:07:07:00 +0000`, `Sat, 18 Jun 2005 02:23:10 GMT`.
 * Digits are not checked for range: a log may be wrong about the 31st of June and still mean a date.
 *
 * @param units - With a blank behind the last.
 */
export function dateTimeEnd(units: Uint16Array, at: number): number {
  if (isDigit(units, at)) return numericDateEnd(units, at);
  let here = at;
  const weekday = nameEnd(units, at, IS_WEEKDAY);
  if (weekday >= 0) {
    const c = units[weekday];
    here = blankEnd(units, c === COMMA || c === DOT ? weekday + 1 : weekday);
    if (here < 0) return -1;
    if (isDigit(units, here)) return numericDateEnd(units, here);
  }
  const month = nameEnd(units, here, IS_MONTH);
  if (month < 0) return -1;
  const dayStart = blankEnd(units, month);
  const day = dayStart < 0 ? -1 : digitsEnd(units, dayStart, 1, 2);
  if (day < 0) return -1;
  const yearStart = blankEnd(units, units[day] === COMMA ? day + 1 : day);
  const year = yearStart < 0 ? -1 : yearEnd(units, yearStart);
  if (year >= 0) return timeTail(units, year, true);
  const end = timeTail(units, day, false);
  return end > day || weekday >= 0 ? end : -1;
}

/** `2005-06-17 07:07:00`, `06/17/2005 7:07:00 AM`, `17/Jun/2005:07:07:00 +0000`, `17 Jun 2005 07:07:00`. */
function numericDateEnd(units: Uint16Array, at: number): number {
  const first = digitsEnd(units, at, 1, 4);
  const separator = units[first];
  if (first < 0 || first - at === 3) return -1;
  if (first - at <= 2 && (separator === SLASH || separator === DASH || separator === BLANK)) {
    const month = nameEnd(units, first + 1, IS_MONTH);
    const year = month < 0 || units[month] !== separator ? -1 : yearEnd(units, month + 1);
    if (year >= 0) return timeTail(units, year, true);
  }
  if (separator !== DASH && separator !== SLASH && separator !== DOT) return -1;
  const second = digitsEnd(units, first + 1, 1, 2);
  if (second < 0 || units[second] !== separator) return -1;
  const third = digitsEnd(units, second + 1, 1, 4);
  const length = third - second - 1;
  if (third < 0 || length === 3) return -1;
  if (first - at === 4 ? length > 2 : length < 2) return -1;
  const end = timeTail(units, third, true);
  if (end > third) return end;
  // `1.2.2004` alone may be a version; a date with dots counts only before a time
  return separator === DOT || isWordUnit(units, third) ? -1 : third;
}

/** The end of an optional time, zone and year that follow a date; `from` when nothing does. */
function timeTail(units: Uint16Array, from: number, hasYear: boolean): number {
  const c = units[from];
  const isGlued = c === LETTER_T || c === COLON || c === UNDERLINE || c === DASH;
  const start = isGlued ? from + 1 : blankEnd(units, from);
  let end = start < 0 ? -1 : timeEnd(units, start);
  if (end < 0) return from;
  end = zoneEnd(units, end);
  if (!hasYear) {
    const yearStart = blankEnd(units, end);
    const year = yearStart < 0 ? -1 : yearEnd(units, yearStart);
    if (year >= 0) end = year;
  }
  return end;
}

/** `7:07`, `07:07:00`, `07:07:00.123456`, `07:07:00,123`; −1 when there is none. */
function timeEnd(units: Uint16Array, at: number): number {
  const hour = digitsEnd(units, at, 1, 2);
  if (hour < 0 || units[hour] !== COLON) return -1;
  const minute = digitsEnd(units, hour + 1, 2, 2);
  if (minute < 0) return -1;
  if (units[minute] !== COLON) return minute;
  const second = digitsEnd(units, minute + 1, 2, 2);
  if (second < 0) return minute;
  if (units[second] !== DOT && units[second] !== COMMA) return second;
  const fraction = digitsEnd(units, second + 1, 1, 9);
  return fraction < 0 ? second : fraction;
}

/** The end of an optional `Z`, `UTC`, `+02:00`, `AM` after a time, glued or after a blank; `from` when there is none. */
function zoneEnd(units: Uint16Array, from: number): number {
  const start = units[from] === BLANK ? from + 1 : from;
  const c = units[start];
  if (c === PLUS || c === DASH) {
    const hours = digitsEnd(units, start + 1, 2, 4);
    if (hours < 0) return from;
    const minutes = units[hours] === COLON ? digitsEnd(units, hours + 1, 2, 2) : -1;
    return minutes < 0 ? hours : minutes;
  }
  let end = start;
  while (end - start < 5 && isUpper(units, end)) end++;
  if (end === start || isWordUnit(units, end)) return from;
  const flags = NAMES.get(hashUnits(units, start, end));
  if ((flags & IS_HALF) !== 0) return zoneEnd(units, end);
  return (flags & IS_ZONE) !== 0 ? end : from;
}

/** The end of a month's or weekday's name, short or long; −1 when none starts here. */
function nameEnd(units: Uint16Array, at: number, flag: number): number {
  if (!isUpper(units, at)) return -1;
  let end = at + 1;
  while (end - at < 10 && isLower(units, end)) end++;
  if (end - at < 3) return -1;
  return (NAMES.get(hashUnits(units, at, end)) & flag) !== 0 ? end : -1;
}

function yearEnd(units: Uint16Array, at: number): number {
  const isCentury = (units[at] === 49 && units[at + 1] === 57) || (units[at] === 50 && units[at + 1] === 48);
  const end = isCentury ? digitsEnd(units, at, 4, 4) : -1;
  return end < 0 || isDigit(units, end) ? -1 : end;
}

/** The end of a run of `min` to `max` digits, −1 when there are fewer or more. */
function digitsEnd(units: Uint16Array, at: number, min: number, max: number): number {
  let end = at;
  while (end - at <= max && isDigit(units, end)) end++;
  return end - at < min || end - at > max ? -1 : end;
}

/** Past one or two blanks (`Jun  7`), −1 when there is none. */
function blankEnd(units: Uint16Array, at: number): number {
  if (units[at] !== BLANK) return -1;
  return units[at + 1] === BLANK ? at + 2 : at + 1;
}

function isDigit(units: Uint16Array, at: number): boolean {
  const c = units[at] ?? 0;
  return c >= 48 && c <= 57;
}

function isUpper(units: Uint16Array, at: number): boolean {
  const c = units[at] ?? 0;
  return c >= 65 && c <= 90;
}

function isLower(units: Uint16Array, at: number): boolean {
  const c = units[at] ?? 0;
  return c >= 97 && c <= 122;
}

function isWordUnit(units: Uint16Array, at: number): boolean {
  return isDigit(units, at) || isUpper(units, at) || isLower(units, at);
}
