import { levelAt } from "../levels/level-at.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { afterTime } from "./after-time.ts";
import { afterLevel, readAppTail } from "./app-line.ts";
import { BRACKET_CLOSE, COMMA, SPACE, skipBlanks, skipDigits, skipWord } from "./chars.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";
import { readKernelLine } from "./kernel-line.ts";
import { readAfterWord, readLevelThenTime } from "./level-first-line.ts";
import { LEVEL_OF_LETTER, readRedisLine } from "./letter-level-line.ts";
import { bracketEnd } from "./logger-name.ts";
import { readAfterGroup } from "./stamp-inside.ts";

/** Lines that begin with a bracket: a kernel's uptime, times and levels in brackets, groups before a time. */
export function readBracketFirst(text: string, reader: TimestampReader): Header | null {
  const kernel = readKernelLine(text, 0, null, reader);
  if (kernel !== null) return kernel;
  const start = skipBlanks(text, 1);
  if (reader.read(text, start)) {
    const close = skipBlanks(text, reader.end);
    if (text.charCodeAt(close) === BRACKET_CLOSE) return afterTime(text, close, reader, true);
    // `[11:09:30 INF] …`, `[2024-01-02 03:04:05 INFO] …`
    const level = levelAt(text, close);
    if (level !== null) {
      const next = skipBlanks(text, level.end);
      if (text.charCodeAt(next) === BRACKET_CLOSE) return afterLevel(text, level, {}, reader.iso);
      // `[2026-02-03T07:01:02Z ERROR app::db] …` of Rust's env_logger.
      const nameEnd = skipWord(text, next) - 1;
      if (nameEnd > next && text.charCodeAt(nameEnd) === BRACKET_CLOSE)
        return wholeHeader(reader.iso, level.level, text.slice(skipBlanks(text, nameEnd + 1)), {
          program: text.slice(next, nameEnd),
        });
    }
    if (text.charCodeAt(reader.end) === COMMA) return readAfterComma(text, reader);
    return readAppTail(text, reader.end, reader, false);
  }
  const zoned = readZonedBracket(text, start, reader);
  if (zoned !== null) return zoned;
  const level = levelAt(text, 0);
  if (level !== null)
    return readLevelThenTime(text, level.end, reader, level.level) ?? afterLevel(text, level, {}, null);
  return (
    readRedisLine(text, reader) ??
    readPipedBracket(text, reader) ??
    readLetteredBracket(text, reader) ??
    readAfterGroup(text, reader) ??
    readAfterWord(text, reader)
  );
}

/** `[2026/02/03 07:01:02.345678,  1, pid=7] ../source/file.c:1(function)` of Samba. */
function readAfterComma(text: string, reader: TimestampReader): Header {
  const end = bracketEnd(text, 0);
  if (end < 0) return readAppTail(text, reader.end, reader, false);
  const pidAt = text.indexOf("pid=", reader.end) + 4;
  const pidEnd = skipDigits(text, pidAt);
  const fields: Fields =
    pidAt > 3 && pidEnd < end && pidEnd > pidAt ? { pid: text.slice(pidAt, pidEnd) } : {};
  return wholeHeader(reader.iso, null, text.slice(skipBlanks(text, end)), fields);
}

/** `[I 2026-02-03 07:01:02.345 app:12] …` of Tornado and Jupyter. */
function readLetteredBracket(text: string, reader: TimestampReader): Header | null {
  const level = LEVEL_OF_LETTER.get(text.charAt(1));
  const close = bracketEnd(text, 0);
  if (level === undefined || text.charCodeAt(2) !== SPACE || close < 0 || !reader.read(text, 3)) return null;
  const nameAt = skipBlanks(text, reader.end);
  const fields: Fields = nameAt < close - 1 ? { program: text.slice(nameAt, close - 1) } : {};
  return wholeHeader(reader.iso, level, text.slice(skipBlanks(text, close)), fields);
}

/** `[CEST Aug  6 10:14:52] …`: the zone before the time. */
function readZonedBracket(text: string, at: number, reader: TimestampReader): Header | null {
  const end = skipWord(text, at);
  if (end > at + 5 || end < at + 3 || text.charCodeAt(end) !== SPACE) return null;
  if (!reader.readZoned(text, at, end + 1) || text.charCodeAt(reader.end) !== BRACKET_CLOSE) return null;
  return readAppTail(text, reader.end + 1, reader, true);
}

/** `[ERROR|auth|L83] 2025-07-16T19:43:16: message`. */
function readPipedBracket(text: string, reader: TimestampReader): Header | null {
  const close = text.indexOf("] ");
  if (close < 0 || close > 80) return null;
  const bar = text.indexOf("|");
  if (bar < 0 || bar > close) return null;
  const level = levelAt(text, 1);
  return level === null ? null : readLevelThenTime(text, close + 1, reader, level.level);
}
