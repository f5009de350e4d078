import { levelAt } from "../levels/level-at.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { afterLevel, readAppTail } from "./app-line.ts";
import {
  BRACKET_CLOSE,
  COLON,
  COMMA,
  SPACE,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipWord,
} from "./chars.ts";
import { readCsvTail } from "./csv-line.ts";
import type { Header } from "./header.ts";
import { readLogcatBrief, readLogcatTail } from "./letter-level-line.ts";
import { readHostAndDevice } from "./device-line.ts";
import { mayBeIis, readIisTail } from "./iis-line.ts";
import { readUnifiedTail } from "./unified-line.ts";
import { readSyslogTail, TagReader } from "./syslog-line.ts";

/** What may follow a timestamp: logcat, a file's access log, syslog with an ISO time, what loggers write. */
export function afterTime(text: string, at: number, reader: TimestampReader, isBracketed: boolean): Header {
  const next = text.charCodeAt(at);
  const isSpaced = next === SPACE;
  const place = isSpaced ? skipBlanks(text, at) : at;
  if (isSpaced && (reader.isWithoutYear || isDigit(text.charCodeAt(place)))) {
    const logcat = readLogcatTail(text, at, reader) ?? readLogcatBrief(text, at + 1, reader.iso);
    if (logcat !== null) return logcat;
  }
  if (isSpaced && !isBracketed) {
    // Most loggers write the level next.
    const level = levelAt(text, place);
    if (level !== null) return afterLevel(text, level, {}, reader.iso);
    const columns = readColumns(text, place, reader.iso);
    if (columns !== null) return columns;
    if (isSyslogTail(text, at, reader)) return readSyslogTail(text, at, reader);
  }
  const csv = next === COMMA ? readCsvTail(text, at, reader.iso) : null;
  return csv ?? readAppTail(text, isBracketed ? at + 1 : at, reader, isBracketed);
}

/** Lines of columns that are told by the first two. */
function readColumns(text: string, at: number, timestamp: string | null): Header | null {
  if (mayBeIis(text, at)) return readIisTail(text, at, timestamp);
  return text.startsWith("0x", at)
    ? readUnifiedTail(text, at, timestamp)
    : readHostAndDevice(text, at, timestamp);
}

const tag = new TagReader();

/**
 * `host program[pid]: ` behind a time of any shape; the pid may be missing only after a `T` time with a zone, as rsyslog writes it,
 * since two words and a colon begin many messages.
 */
function isSyslogTail(text: string, at: number, reader: TimestampReader): boolean {
  const hostAt = skipBlanks(text, at);
  const code = text.charCodeAt(hostAt);
  if (!isLetter(code) && !isDigit(code)) return false;
  const hostEnd = skipWord(text, hostAt);
  const last = text.charCodeAt(hostEnd - 1);
  if (last === COLON || last === BRACKET_CLOSE || (isDigit(code) && skipDigits(text, hostAt) === hostEnd))
    return false;
  if (!tag.read(text, skipBlanks(text, hostEnd))) return false;
  const messageStart =
    text.charCodeAt(tag.messageAt - 2) === COLON || text.charCodeAt(tag.messageAt - 1) === COLON;
  if (tag.pidEnd > 0) return messageStart && skipDigits(text, tag.pidAt) === tag.pidEnd;
  return (
    text.charCodeAt(10) === 84 &&
    reader.offset !== null &&
    isLetter(text.charCodeAt(skipBlanks(text, hostEnd)))
  );
}
