const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const WEEKDAYS = "MonTueWedThuFriSatSun";
const LONG_NAMES =
  /^(?:January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/;
const ZONES = new Set(
  "Z UTC GMT CET CEST EET EEST WET WEST BST IST MSK EST EDT CST CDT MST MDT PST PDT AKST AKDT HST JST KST SGT HKT AEST AEDT ACST AWST NZST NZDT".split(
    " ",
  ),
);

/**
 * Where a date with its time ends that starts at `at`, or −1 when none does. A date may be of several tokens: `Fri Jun 17
 * 07:07:00 2005`, `2017-05-16 05:00:00,123 +0200`, `17/Jun/2005:07:07:00 +0000`, `Sat, 18 Jun 2005 02:23:10 GMT`.
 * Digits are not checked for range: a log may be wrong about the 31st of June and still mean a date.
 */
export function dateTimeEnd(text: string, at: number): number {
  const c = text.charCodeAt(at);
  if (c >= 48 && c <= 57) return numericDateEnd(text, at);
  let here = at;
  const weekday = nameEnd(text, at, WEEKDAYS);
  if (weekday >= 0) {
    here = blankEnd(text, text[weekday] === "," || text[weekday] === "." ? weekday + 1 : weekday);
    if (here < 0) return -1;
    if (isDigit(text, here)) {
      const numeric = numericDateEnd(text, here);
      return numeric >= 0 ? numeric : dayMonthEnd(text, here);
    }
  }
  const month = nameEnd(text, here, MONTHS);
  if (month < 0) return -1;
  const dayStart = blankEnd(text, month);
  const day = dayStart < 0 ? -1 : digitsEnd(text, dayStart, 1, 2);
  if (day < 0) return -1;
  const yearStart = blankEnd(text, text[day] === "," ? day + 1 : day);
  const year = yearStart < 0 ? -1 : yearEnd(text, yearStart);
  if (year >= 0) return timeTail(text, year, true);
  const end = timeTail(text, day, false);
  return end > day || weekday >= 0 ? end : -1;
}

/** `17/Jun/2005:07:07:00 +0000`, `17 Jun 2005 07:07:00`, `2005-06-17 07:07:00`, `06/17/2005 7:07:00 AM`. */
function numericDateEnd(text: string, at: number): number {
  const named = dayMonthEnd(text, at);
  if (named >= 0) return named;
  const first = digitsEnd(text, at, 1, 4);
  if (first < 0 || first - at === 3) return -1;
  const separator = text[first];
  if (separator !== "-" && separator !== "/" && separator !== ".") return -1;
  const second = digitsEnd(text, first + 1, 1, 2);
  if (second < 0 || text[second] !== separator) return -1;
  const third = digitsEnd(text, second + 1, 1, 4);
  if (third < 0 || third - second === 4) return -1;
  if (first - at < 4 && third - second < 3) return -1;
  if (first - at === 4 && third - second > 3) return -1;
  const end = timeTail(text, third, true);
  if (end > third) return end;
  // `1.2.2004` alone may be a version; a date with dots counts only before a time
  return separator === "." || !isWordEnd(text, third) ? -1 : third;
}

/** `17/Jun/2005`, `17-Jun-2005`, `17 Jun 2005`, each with its time. */
function dayMonthEnd(text: string, at: number): number {
  const day = digitsEnd(text, at, 1, 2);
  if (day < 0) return -1;
  const separator = text[day];
  if (separator !== "/" && separator !== "-" && separator !== " ") return -1;
  const month = nameEnd(text, day + 1, MONTHS);
  if (month < 0 || text[month] !== separator) return -1;
  const year = yearEnd(text, month + 1);
  return year < 0 ? -1 : timeTail(text, year, true);
}

/** The end of an optional time, zone and year that follow a date; `from` when nothing does. */
function timeTail(text: string, from: number, hasYear: boolean): number {
  const c = text[from];
  const isGlued = c === "T" || c === ":" || c === "_" || c === "-";
  const start = isGlued ? from + 1 : blankEnd(text, from);
  let end = start < 0 ? -1 : timeEnd(text, start);
  if (end < 0) return from;
  end = zoneEnd(text, end);
  if (!hasYear) {
    const yearStart = blankEnd(text, end);
    const year = yearStart < 0 ? -1 : yearEnd(text, yearStart);
    if (year >= 0) end = year;
  }
  return end;
}

/** `7:07`, `07:07:00`, `07:07:00.123456`, `07:07:00,123`; −1 when there is none. */
function timeEnd(text: string, at: number): number {
  const hour = digitsEnd(text, at, 1, 2);
  if (hour < 0 || text[hour] !== ":") return -1;
  const minute = digitsEnd(text, hour + 1, 2, 2);
  if (minute < 0) return -1;
  if (text[minute] !== ":") return minute;
  const second = digitsEnd(text, minute + 1, 2, 2);
  if (second < 0) return minute;
  if (text[second] !== "." && text[second] !== ",") return second;
  const fraction = digitsEnd(text, second + 1, 1, 9);
  return fraction < 0 ? second : fraction;
}

/** The end of an optional `Z`, `UTC`, `+02:00`, `AM` after a time, glued or after a blank; `from` when there is none. */
function zoneEnd(text: string, from: number): number {
  const start = text[from] === " " ? from + 1 : from;
  const c = text[start];
  if (c === "+" || c === "-") {
    const hours = digitsEnd(text, start + 1, 2, 4);
    if (hours < 0) return from;
    const minutes = text[hours] === ":" ? digitsEnd(text, hours + 1, 2, 2) : -1;
    return minutes < 0 ? hours : minutes;
  }
  let end = start;
  while (end - start < 5 && isUpper(text, end)) end++;
  if (end === start || !isWordEnd(text, end)) return from;
  const word = text.slice(start, end);
  if (word === "AM" || word === "PM") return zoneEnd(text, end);
  return ZONES.has(word) ? end : from;
}

/** The end of a month's or weekday's name, short or long; −1 when none starts here. */
function nameEnd(text: string, at: number, names: string): number {
  const short = text.slice(at, at + 3);
  if (short.length < 3 || !isUpper(text, at)) return -1;
  const found = names.indexOf(short);
  if (found < 0 || found % 3 !== 0) return -1;
  let end = at + 3;
  while (end - at < 10 && isLower(text, end)) end++;
  return end === at + 3 || LONG_NAMES.test(text.slice(at, end)) ? end : -1;
}

function yearEnd(text: string, at: number): number {
  const isCentury = (text[at] === "1" && text[at + 1] === "9") || (text[at] === "2" && text[at + 1] === "0");
  const end = isCentury ? digitsEnd(text, at, 4, 4) : -1;
  return end < 0 || isDigit(text, end) ? -1 : end;
}

/** The end of a run of `min` to `max` digits, −1 when there are fewer or more. */
function digitsEnd(text: string, at: number, min: number, max: number): number {
  let end = at;
  while (end - at <= max && isDigit(text, end)) end++;
  return end - at < min || end - at > max ? -1 : end;
}

/** Past one or two blanks (`Jun  7`), −1 when there is none. */
function blankEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 32) return -1;
  return text.charCodeAt(at + 1) === 32 ? at + 2 : at + 1;
}

function isDigit(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c >= 48 && c <= 57;
}

function isUpper(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c >= 65 && c <= 90;
}

function isLower(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c >= 97 && c <= 122;
}

function isWordEnd(text: string, at: number): boolean {
  return !isDigit(text, at) && !isUpper(text, at) && !isLower(text, at);
}
