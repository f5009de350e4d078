import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { levelAt } from "../levels/level-at.ts";
import { levelOfPriority } from "../levels/syslog-priority.ts";
import { readAccessLine } from "./access-line.ts";
import { afterLevel, readAppTail } from "./app-line.ts";
import { readAuditLine } from "./audit-line.ts";
import { readBuildLine } from "./build-line.ts";
import {
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  EQUALS,
  LESS,
  MINUS,
  SLASH,
  SPACE,
  TAB,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipWord,
} from "./chars.ts";
import { readHaproxyLine } from "./haproxy-line.ts";
import { plainHeader, wholeHeader, type Header } from "./header.ts";
import { readJsonLine } from "./json-line.ts";
import { keyEndAt } from "./key-value.ts";
import { readKernelLine } from "./kernel-line.ts";
import {
  readGlogLine,
  readLogcatBrief,
  readLogcatTail,
  readRedisLine,
  readRubyLine,
} from "./letter-level-line.ts";
import { readLogfmt } from "./logfmt-line.ts";
import { readRfc5424 } from "./rfc5424-line.ts";
import { readLabelledLine, readRecordLine } from "./supercomputer-line.ts";
import { readPriority, readSyslogTail, TagReader } from "./syslog-line.ts";
import { readWindowsEvent } from "./windows-event.ts";

/**
 * Finds a line's header by the line alone, whatever stands in other lines; a line without one is all message. The first
 * character decides which formats are tried:
 *
 * | first character | formats |
 * |---|---|
 * | digit | timestamps, access log, Redis, job records, HAProxy |
 * | letter | syslog, other times, glog, Ruby, logcat, auditd, logfmt, access log of a virtual host, labels of large machines, a file's name before a time, levels, build tools |
 * | `[` | kernel uptime, times and levels in brackets |
 * | `{` | JSON |
 * | `<` | syslog priority, Windows events |
 * | others | labels of large machines (`-`), IPv6 clients of an access log, indented times |
 */
export function readHeader(text: string, reader: TimestampReader): Header {
  const first = text.charCodeAt(0);
  const found = isDigit(first)
    ? readDigitFirst(text, reader)
    : isLetter(first)
      ? readLetterFirst(text, first, reader)
      : readMarkFirst(text, first, reader);
  return found ?? readBuildLine(text) ?? plainHeader(null, text);
}

function readDigitFirst(text: string, reader: TimestampReader): Header | null {
  if (reader.read(text, 0)) return afterTime(text, reader.end, reader, false);
  return (
    readAccessLine(text, reader) ??
    readHaproxyLine(text, reader) ??
    readRedisLine(text, reader) ??
    readRecordLine(text, reader) ??
    readAfterWord(text, reader)
  );
}

function readLetterFirst(text: string, first: number, reader: TimestampReader): Header | null {
  if (first < 97) {
    if (reader.read(text, 0)) {
      // `Jan  2 15:04:05` with no weekday and no year is syslog's.
      return reader.isSyslog
        ? readSyslogTail(text, reader.end, reader)
        : afterTime(text, reader.end, reader, false);
    }
    const lettered =
      readGlogLine(text, 0, reader) ?? readRubyLine(text, reader) ?? readLogcatBrief(text, 0, null);
    if (lettered !== null) return lettered;
  }
  const keyEnd = keyEndAt(text, 0);
  if (text.charCodeAt(keyEnd) === EQUALS) return readAuditLine(text, reader) ?? readLogfmt(text, reader);
  // What stands behind the first word tells the rest apart.
  const next = text.charCodeAt(skipWord(text, keyEnd) + 1);
  if (isDigit(next))
    return (
      readAfterWord(text, reader) ??
      readLabelledLine(text, reader) ??
      readAccessLine(text, reader) ??
      readLevelFirst(text, reader)
    );
  if (next === MINUS || next === COLON || isLetter(next))
    return readLevelFirst(text, reader) ?? readAccessLine(text, reader);
  if (next === BRACKET_OPEN)
    return readHaproxyLine(text, reader) ?? readLevelFirst(text, reader) ?? readAfterWord(text, reader);
  return readLevelFirst(text, reader) ?? readAfterWord(text, reader);
}

function readMarkFirst(text: string, first: number, reader: TimestampReader): Header | null {
  switch (first) {
    case BRACKET_OPEN:
      return readBracketFirst(text, reader);
    case BRACE_OPEN:
      return readJsonLine(text, reader)?.[0] ?? null;
    case LESS:
      return (
        readPrioritized(text, reader) ?? (text.startsWith("<Event") ? readWindowsEvent(text, reader) : null)
      );
    case MINUS:
      return readLabelledLine(text, reader);
    case COLON:
      return readAccessLine(text, reader) ?? readHaproxyLine(text, reader);
    case SPACE:
    case TAB:
      return readIndented(text, reader);
    default:
      return readAfterWord(text, reader);
  }
}

/** What may follow a timestamp: logcat, a file's access log, syslog with an ISO time, what loggers write. */
function afterTime(text: string, at: number, reader: TimestampReader, isBracketed: boolean): Header {
  const next = text.charCodeAt(at);
  const isSpaced = next === SPACE;
  if (isSpaced && reader.isWithoutYear) {
    const logcat = readLogcatTail(text, at, reader) ?? readLogcatBrief(text, at + 1, reader.iso);
    if (logcat !== null) return logcat;
  }
  if (isSpaced && !isBracketed) {
    // Most loggers write the level next.
    const level = levelAt(text, at + 1);
    if (level !== null) return afterLevel(text, level, {}, reader.iso);
    if (isSyslogTail(text, at, reader)) return readSyslogTail(text, at, reader);
  }
  return readAppTail(text, isBracketed ? at + 1 : at, reader, isBracketed);
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

function readBracketFirst(text: string, reader: TimestampReader): Header | null {
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

/** A level, then a time, then what loggers write. */
function readLevelThenTime(
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

function readLevelFirst(text: string, reader: TimestampReader): Header | null {
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
function readAfterWord(text: string, reader: TimestampReader): Header | null {
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

/** `<34>` and what follows it: RFC 5424, RFC 3164, the kernel's ring buffer, or text. */
function readPrioritized(text: string, reader: TimestampReader): Header | null {
  const found = readPriority(text);
  if (found === null) return null;
  const level = levelOfPriority(found.priority);
  if (text.startsWith("1 ", found.end)) {
    const header = readRfc5424(text, found.end, level, reader);
    if (header !== null) return header;
  }
  const kernel = readKernelLine(text, found.end, level, reader);
  if (kernel !== null) return kernel;
  const start = skipBlanks(text, found.end);
  const rest = readHeader(text.slice(start), reader);
  return { ...rest, level: rest.level ?? level, isHeaded: true };
}

/** A header behind blanks counts only where it is a sure one: indented lines mostly go on with the entry before them. */
function readIndented(text: string, reader: TimestampReader): Header | null {
  const start = skipBlanks(text, 0);
  if (start > 8 || start === text.length) return null;
  const code = text.charCodeAt(start);
  if (!isDigit(code) && !(code >= 65 && code <= 90) && code !== BRACKET_OPEN) return null;
  const header =
    isDigit(code) || code === BRACKET_OPEN
      ? readTimedOnly(text.slice(start), reader)
      : readGlogLine(text, start, reader);
  return header !== null && header.isWhole && header.timestamp !== null ? header : null;
}

function readTimedOnly(text: string, reader: TimestampReader): Header | null {
  return isDigit(text.charCodeAt(0)) ? readDigitFirst(text, reader) : readBracketFirst(text, reader);
}
