import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { levelOfPriority } from "../levels/syslog-priority.ts";
import { readAccessLine } from "./access-line.ts";
import { afterTime } from "./after-time.ts";
import { readAuditLine } from "./audit-line.ts";
import { readBracketFirst } from "./bracket-line.ts";
import { readBuildLine } from "./build-line.ts";
import {
  BRACE_OPEN,
  BRACKET_OPEN,
  COLON,
  EQUALS,
  LESS,
  MINUS,
  SPACE,
  TAB,
  isDigit,
  isLetter,
  skipBlanks,
  skipWord,
} from "./chars.ts";
import { readHaproxyLine } from "./haproxy-line.ts";
import { plainHeader, type Header } from "./header.ts";
import { readJsonLine } from "./json-line.ts";
import { keyEndAt } from "./key-value.ts";
import { readKernelLine } from "./kernel-line.ts";
import { readAfterWord, readLevelFirst } from "./level-first-line.ts";
import { readGlogLine, readLogcatBrief, readRedisLine, readRubyLine } from "./letter-level-line.ts";
import { readLogfmt } from "./logfmt-line.ts";
import { readRfc5424 } from "./rfc5424-line.ts";
import { readLabelledLine, readRecordLine } from "./supercomputer-line.ts";
import { readPriority, readSyslogTail } from "./syslog-line.ts";
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
