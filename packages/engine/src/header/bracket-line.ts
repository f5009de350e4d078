import { levelAt } from "../levels/level-at.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { afterTime } from "./after-time.ts";
import { afterLevel, readAppTail } from "./app-line.ts";
import { BRACKET_CLOSE, SPACE, skipBlanks, skipWord } from "./chars.ts";
import type { Header } from "./header.ts";
import { readKernelLine } from "./kernel-line.ts";
import { readAfterWord, readLevelThenTime } from "./level-first-line.ts";
import { readRedisLine } from "./letter-level-line.ts";

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
    if (level !== null && text.charCodeAt(skipBlanks(text, level.end)) === BRACKET_CLOSE)
      return afterLevel(text, level, {}, reader.iso);
    return readAppTail(text, reader.end, reader, false);
  }
  const zoned = readZonedBracket(text, start, reader);
  if (zoned !== null) return zoned;
  const level = levelAt(text, 0);
  if (level !== null)
    return readLevelThenTime(text, level.end, reader, level.level) ?? afterLevel(text, level, {}, null);
  return readRedisLine(text, reader) ?? readPipedBracket(text, reader) ?? readAfterWord(text, reader);
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
