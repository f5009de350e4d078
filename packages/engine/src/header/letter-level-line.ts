import type { Level } from "../event.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import {
  BRACKET_CLOSE,
  COLON,
  PAREN_CLOSE,
  SLASH,
  SPACE,
  fourDigits,
  isDigit,
  skipBlanks,
  skipDigits,
  skipWord,
  twoDigits,
} from "./chars.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";
import { readTimeOfDay } from "../timestamps/time-of-day.ts";

/** Level by its first letter, as Android, glog and Ruby write it. */
export const LEVEL_OF_LETTER: ReadonlyMap<string, Level> = new Map([
  ["V", "trace"],
  ["D", "debug"],
  ["I", "info"],
  ["W", "warn"],
  ["E", "error"],
  ["F", "fatal"],
  ["C", "fatal"],
  ["A", "fatal"],
]);

/** Longest tag of Android, longest file name of glog. */
const nameLengthMax = 120;

/** Android logcat (threadtime) after its time: `  1702  2395 D Tag: message`; null when it is something else. */
export function readLogcatTail(text: string, at: number, reader: TimestampReader): Header | null {
  const pidAt = skipBlanks(text, at);
  const pidEnd = skipDigits(text, pidAt);
  const tidAt = skipBlanks(text, pidEnd);
  const tidEnd = skipDigits(text, tidAt);
  const letterAt = skipBlanks(text, tidEnd);
  if (pidEnd === pidAt || tidEnd === tidAt || text.charCodeAt(letterAt + 1) !== SPACE) return null;
  const level = LEVEL_OF_LETTER.get(text.charAt(letterAt));
  if (level === undefined) return null;
  const tagAt = skipBlanks(text, letterAt + 1);
  const colon = tagColon(text, tagAt);
  if (colon < 0) return null;
  const fields = {
    program: text.slice(tagAt, colon).trimEnd(),
    pid: text.slice(pidAt, pidEnd),
    tid: text.slice(tidAt, tidEnd),
  };
  return wholeHeader(reader.iso, level, text.slice(skipBlanks(text, colon + 1)), fields);
}

/** Android logcat (brief, and `time` with a stamp before it): `D/Tag( 1702): message`. */
export function readLogcatBrief(text: string, at: number, timestamp: string | null): Header | null {
  const level = LEVEL_OF_LETTER.get(text.charAt(at));
  if (level === undefined || text.charCodeAt(at + 1) !== SLASH) return null;
  const open = text.indexOf("(", at);
  if (open < 0 || open > at + nameLengthMax) return null;
  const pidAt = skipBlanks(text, open + 1);
  const pidEnd = skipDigits(text, pidAt);
  if (pidEnd === pidAt || text.charCodeAt(pidEnd) !== PAREN_CLOSE || text.charCodeAt(pidEnd + 1) !== COLON)
    return null;
  const fields = { program: text.slice(at + 2, open).trimEnd(), pid: text.slice(pidAt, pidEnd) };
  return wholeHeader(timestamp, level, text.slice(skipBlanks(text, pidEnd + 2)), fields);
}

function tagColon(text: string, at: number): number {
  const colon = text.indexOf(": ", at);
  if (colon >= 0 && colon - at <= nameLengthMax) return colon;
  return text.endsWith(":") && text.length - at <= nameLengthMax ? text.length - 1 : -1;
}

/**
 * glog and klog: `I0102 15:04:05.000000 1234 file.go:12] message`, the year before the month in newer ones; CockroachDB writes its
 * last two digits, and a blank after the file.
 */
export function readGlogLine(text: string, at: number, reader: TimestampReader): Header | null {
  const level = LEVEL_OF_LETTER.get(text.charAt(at));
  if (level === undefined || !isDigit(text.charCodeAt(at + 1))) return null;
  const digitsEnd = skipDigits(text, at + 1);
  const length = digitsEnd - at - 1;
  if ((length !== 4 && length !== 6 && length !== 8) || text.charCodeAt(digitsEnd) !== SPACE) return null;
  const timeEnd = readTimeOfDay(reader, text, digitsEnd + 1);
  if (timeEnd < 0 || text.charCodeAt(timeEnd) !== SPACE) return null;
  const month = twoDigits(text, digitsEnd - 4);
  const day = twoDigits(text, digitsEnd - 2);
  reader.offset = null;
  if (length === 6) reader.finish(2000 + twoDigits(text, at + 1), month, day, timeEnd);
  else if (length === 8) reader.finish(fourDigits(text, at + 1), month, day, timeEnd);
  else reader.finishWithoutYear(month, day, timeEnd);
  const tidAt = skipBlanks(text, timeEnd);
  const tidEnd = skipDigits(text, tidAt);
  const close = length === 6 ? skipWord(text, skipBlanks(text, tidEnd)) : text.indexOf("]", tidEnd);
  if (tidEnd === tidAt || close < 0 || close > tidEnd + nameLengthMax) return null;
  const fields: Fields = {
    pid: text.slice(tidAt, tidEnd),
    file: text.slice(skipBlanks(text, tidEnd), close),
  };
  return wholeHeader(reader.iso, level, text.slice(skipBlanks(text, close + 1)), fields);
}

/** Ruby's Logger: `I, [2010-12-29T11:15:32.321744 #11479]  INFO -- program: message`. */
export function readRubyLine(text: string, reader: TimestampReader): Header | null {
  const level = LEVEL_OF_LETTER.get(text.charAt(0));
  if (
    level === undefined ||
    !text.startsWith(", [", 1) ||
    !reader.read(text, 4) ||
    !text.startsWith(" #", reader.end)
  )
    return null;
  const pidEnd = skipDigits(text, reader.end + 2);
  const dashes = text.indexOf("-- ", pidEnd);
  if (text.charCodeAt(pidEnd) !== BRACKET_CLOSE || dashes < 0 || dashes > pidEnd + 20) return null;
  const fields: Fields = { pid: text.slice(reader.end + 2, pidEnd) };
  const colon = text.indexOf(": ", dashes);
  if (colon < 0 || colon > dashes + nameLengthMax)
    return wholeHeader(reader.iso, level, text.slice(dashes + 3), fields);
  if (colon > dashes + 3) fields["program"] = text.slice(dashes + 3, colon);
  return wholeHeader(reader.iso, level, text.slice(colon + 2), fields);
}

/** Redis: `1234:M 25 Apr 2024 05:32:35.018 * message`; before version 3 `[1234] 25 Apr 05:32:35.018 * message`. */
export function readRedisLine(text: string, reader: TimestampReader): Header | null {
  const pidAt = text.charCodeAt(0) === 91 ? 1 : 0;
  const pidEnd = skipDigits(text, pidAt);
  const timeAt = pidAt === 1 ? pidEnd + 2 : pidEnd + 3;
  if (pidEnd === pidAt || text.charCodeAt(timeAt - 1) !== SPACE || !reader.read(text, timeAt)) return null;
  if (pidAt === 0 && (text.charCodeAt(pidEnd) !== COLON || !"CSMX".includes(text.charAt(pidEnd + 1))))
    return null;
  const level = REDIS_LEVELS.get(text.charAt(reader.end + 1));
  if (
    level === undefined ||
    text.charCodeAt(reader.end) !== SPACE ||
    text.charCodeAt(reader.end + 2) !== SPACE
  )
    return null;
  return wholeHeader(reader.iso, level, text.slice(reader.end + 3), {
    program: "redis",
    pid: text.slice(pidAt, pidEnd),
  });
}

/** Redis writes debug, verbose, notice and warning as marks. */
const REDIS_LEVELS: ReadonlyMap<string, Level> = new Map([
  [".", "debug"],
  ["-", "info"],
  ["*", "info"],
  ["#", "warn"],
]);
