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

/** A level, then a time, then what loggers write. */
export function readLevelThenTime(
  text: string,
  at: number,
  reader: TimestampReader,
  level: Header["level"],
): Header | null {
  let start = skipBlanks(text, at);
  if (text.charCodeAt(start) === COLON) start = skipBlanks(text, start + 1);
  const isBracketed = text.charCodeAt(start) === BRACKET_OPEN;
  if (!reader.read(text, isBracketed ? start + 1 : start)) return null;
  const end = isBracketed && text.charCodeAt(reader.end) === BRACKET_CLOSE ? reader.end + 1 : reader.end;
  const tail = readAppTail(text, end, reader, false);
  return wholeHeader(tail.timestamp, tail.level ?? level, tail.message, tail.fields);
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
  if (!isDigit(code) || !isDigit(text.charCodeAt(open + 3)) || !reader.read(text, open)) return null;
  const mark = text.charCodeAt(open + 4);
  if (mark !== MINUS && mark !== SLASH) return null;
  if (open > start)
    return text.charCodeAt(reader.end) === BRACKET_CLOSE
      ? readAppTail(text, reader.end + 1, reader, true)
      : null;
  return readAppTail(text, reader.end, reader, false);
}
