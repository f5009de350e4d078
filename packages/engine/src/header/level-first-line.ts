import { levelAt } from "../levels/level-at.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { afterLevel, readAppTail } from "./app-line.ts";
import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  MINUS,
  SLASH,
  SPACE,
  TAB,
  isDigit,
  skipBlanks,
  skipWord,
} from "./chars.ts";
import { wholeHeader, type Header } from "./header.ts";
import { LEVEL_OF_LETTER } from "./letter-level-line.ts";
import { bracketEnd } from "./logger-name.ts";

/** A level, then a time, then what loggers write. */
export function readLevelThenTime(
  text: string,
  at: number,
  reader: TimestampReader,
  level: Header["level"],
): Header | null {
  let start = skipBlanks(text, at);
  if (text.charCodeAt(start) === COLON) start = skipBlanks(text, start + 1);
  // `INFO  [main] 2026-02-03 07:01:02,345 …` of Cassandra: the thread between them.
  const groupEnd = text.charCodeAt(start) === BRACKET_OPEN ? bracketEnd(text, start) : -1;
  if (groupEnd > 0 && isDigit(text.charCodeAt(groupEnd + 1)) && reader.read(text, groupEnd + 1))
    start = groupEnd + 1;
  const isBracketed = text.charCodeAt(start) === BRACKET_OPEN;
  if (!reader.read(text, isBracketed ? start + 1 : start)) return null;
  const end = isBracketed && text.charCodeAt(reader.end) === BRACKET_CLOSE ? reader.end + 1 : reader.end;
  const tail = readAppTail(text, end, reader, false);
  return wholeHeader(tail.timestamp, tail.level ?? level, tail.message, tail.fields);
}

/** The same where a digit follows the first word: a level is one there only when a time follows it. */
export function readLeadingLevel(text: string, reader: TimestampReader): Header | null {
  const level = levelAt(text, 0);
  return level === null ? null : readLevelThenTime(text, level.end, reader, level.level);
}

export function readLevelFirst(text: string, reader: TimestampReader): Header | null {
  const level = levelAt(text, 0);
  if (level === null) return null;
  const timed = readLevelThenTime(text, level.end, reader, level.level);
  if (timed !== null) return timed;
  // `INFO: text` and `INFO  text` have a level for a header; `error: text` is how compilers and people write too.
  const next = text.charCodeAt(level.end);
  const isHeader =
    next === COLON ||
    next === TAB ||
    next === BRACKET_OPEN ||
    text.charCodeAt(level.end + 1) === SPACE ||
    isUpperWord(text, level.end);
  return isHeader ? afterLevel(text, level, {}, null) : null;
}

function isUpperWord(text: string, end: number): boolean {
  return text.charCodeAt(end - 1) < 91;
}

/** A word before the time: a file's name (`nova-api.log.1 2017-05-16 …`), a container's (`web-1  | 2024-…`), `[GIN] 2022/02/07 - …`. */
export function readAfterWord(text: string, reader: TimestampReader): Header | null {
  const end = skipWord(text, 0);
  if (end > 120 || end === text.length) return null;
  let start = skipBlanks(text, end);
  if (text.charCodeAt(start) === 124) start = skipBlanks(text, start + 1);
  const open = text.charCodeAt(start) === BRACKET_OPEN ? start + 1 : start;
  const code = text.charCodeAt(open);
  // One letter may be a level, and is no beginning of a sentence: then dates of any shape count.
  if (end === 1) return readAfterLetter(text, start, reader);
  if (!isDigit(code) || !isDigit(text.charCodeAt(open + 3)) || !reader.read(text, open)) return null;
  const mark = text.charCodeAt(open + 4);
  if (mark !== MINUS && mark !== SLASH) return null;
  if (open > start)
    return text.charCodeAt(reader.end) === BRACKET_CLOSE
      ? readAppTail(text, reader.end + 1, reader, true)
      : null;
  return readAppTail(text, reader.end, reader, false);
}

/** `E 2026-02-03 07:01:02 …`, `L 02/03/2026 - 07:01:02: …`. */
function readAfterLetter(text: string, at: number, reader: TimestampReader): Header | null {
  if (!isDigit(text.charCodeAt(at)) || !reader.read(text, at) || reader.iso === null || reader.isWithoutYear)
    return null;
  const level = LEVEL_OF_LETTER.get(text.charAt(0)) ?? null;
  const tail = readAppTail(text, reader.end, reader, false);
  return level === null ? tail : wholeHeader(tail.timestamp, tail.level ?? level, tail.message, tail.fields);
}
