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
  COMMA,
  DOT,
  EQUALS,
  LESS,
  MINUS,
  PAREN_OPEN,
  PIPE,
  QUOTE,
  SPACE,
  TAB,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipWord,
} from "./chars.ts";
import { readAngledLine } from "./angled-line.ts";
import { readNumberedCsv } from "./csv-line.ts";
import { readDeviceLine } from "./device-line.ts";
import { readElementLine } from "./element-line.ts";
import { readExtensionLine } from "./extension-line.ts";
import { readFlowLine } from "./flow-line.ts";
import { readHaproxyLine } from "./haproxy-line.ts";
import { plainHeader, timedHeader, type Header } from "./header.ts";
import { readJsonLine } from "./json-line.ts";
import { keyEndAt } from "./key-value.ts";
import { readKernelLine } from "./kernel-line.ts";
import { readAfterWord, readLeadingLevel, readLevelFirst } from "./level-first-line.ts";
import { readGlogLine, readLogcatBrief, readRedisLine, readRubyLine } from "./letter-level-line.ts";
import { readLogfmt } from "./logfmt-line.ts";
import { readProcessLine, readReportLine } from "./report-line.ts";
import { readRfc5424 } from "./rfc5424-line.ts";
import { readAfterGroup, readStampInside } from "./stamp-inside.ts";
import { readLabelledLine, readRecordLine } from "./supercomputer-line.ts";
import { readPriority, readSyslogTail, readTagLine } from "./syslog-line.ts";
import { readWindowsEvent } from "./windows-event.ts";

const HASH = 35;
const PERCENT = 37;
const STAR = 42;
const AT_SIGN = 64;
const UNDERSCORE = 95;

/**
 * Finds a line's header by the line alone, whatever stands in other lines; a line without one is all message. The first
 * character decides which formats are tried:
 *
 * | first character | formats |
 * |---|---|
 * | digit | timestamps, access log, Redis, job records, HAProxy, network devices, flow records of a cloud |
 * | letter | CEF and LEEF, syslog, other times, glog, Ruby, logcat, auditd, logfmt, access log of a virtual host, labels of large machines, a file's name before a time, levels, build tools |
 * | `[` | kernel uptime, times and levels in brackets |
 * | `{` | JSON |
 * | `<` | syslog priority, Windows events, XML elements, WebLogic, a letter for a level |
 * | others | labels of large machines (`-`), IPv6 clients of an access log, network devices (`%`, `*`), TAI64N (`@`), reports of Erlang (`=`), indented times |
 *
 * A date in brackets further in is looked for last.
 */
export function readHeader(text: string, reader: TimestampReader): Header {
  const first = text.charCodeAt(0);
  const found = isDigit(first)
    ? readDigitFirst(text, reader)
    : isLetter(first)
      ? readLetterFirst(text, first, reader)
      : readMarkFirst(text, first, reader);
  return found ?? readStampInside(text, reader) ?? readBuildLine(text) ?? plainHeader(null, text);
}

function readDigitFirst(text: string, reader: TimestampReader): Header | null {
  if (reader.read(text, 0)) return afterTime(text, reader.end, reader, false);
  const mark = text.charCodeAt(skipDigits(text, 0));
  if (mark === PIPE) return readExtensionLine(text, reader);
  if (mark === COMMA) return readNumberedCsv(text, reader);
  return (
    readAccessLine(text, reader) ??
    readHaproxyLine(text, reader) ??
    readRedisLine(text, reader) ??
    (mark === COLON ? readDeviceLine(text, reader) : null) ??
    readRecordLine(text, reader) ??
    readFlowLine(text, reader) ??
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
    if (text.startsWith("CEF:") || text.startsWith("LEEF:")) return readExtensionLine(text, reader);
    const lettered =
      readGlogLine(text, 0, reader) ??
      readRubyLine(text, reader) ??
      readLogcatBrief(text, 0, null) ??
      readProcessLine(text);
    if (lettered !== null) return lettered;
  } else if (text.charCodeAt(3) === SPACE && reader.read(text, 0)) {
    return afterTime(text, reader.end, reader, false);
  }
  const keyEnd = keyEndAt(text, 0);
  if (text.charCodeAt(keyEnd) === EQUALS) return readAuditLine(text, reader) ?? readLogfmt(text, reader);
  // What stands behind the first word tells the rest apart.
  const next = text.charCodeAt(skipWord(text, keyEnd) + 1);
  if (isDigit(next))
    return (
      readLeadingLevel(text, reader) ??
      readAfterWord(text, reader) ??
      readLabelledLine(text, reader) ??
      readAccessLine(text, reader) ??
      readLevelFirst(text, reader)
    );
  if (next === MINUS || next === COLON || isLetter(next))
    return readLevelFirst(text, reader) ?? readAccessLine(text, reader) ?? readTagLine(text);
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
      return readPrioritized(text, reader) ?? readAngleFirst(text, reader);
    case MINUS:
      return readLabelledLine(text, reader) ?? readAccessLine(text, reader);
    case PERCENT:
    case STAR:
    case DOT:
      return readDeviceLine(text, reader) ?? readAfterWord(text, reader);
    case HASH:
      return readAngledLine(text, reader) ?? readSlowQueryTime(text, reader) ?? readAfterWord(text, reader);
    case PAREN_OPEN:
      return readAfterGroup(text, reader) ?? readAfterWord(text, reader);
    case QUOTE:
      return readQuotedFirst(text, reader);
    case AT_SIGN:
      return reader.read(text, 0) ? afterTime(text, reader.end, reader, false) : readLogfmt(text, reader);
    case UNDERSCORE:
      return readLogfmt(text, reader);
    case EQUALS:
      return readReportLine(text, reader);
    case COLON:
      return readAccessLine(text, reader) ?? readHaproxyLine(text, reader);
    case SPACE:
    case TAB:
      return readIndented(text, reader);
    default:
      return readAfterWord(text, reader);
  }
}

/** A time in quotes as the first column of a table. */
function readQuotedFirst(text: string, reader: TimestampReader): Header | null {
  if (!isDigit(text.charCodeAt(1)) || !reader.read(text, 1) || text.charCodeAt(reader.end) !== QUOTE)
    return null;
  return timedHeader(reader.iso, text.slice(reader.end + 1).replace(/^[\s,;]/, ""), {});
}

/** `# Time: …` of MySQL's log of slow queries; the query stands in the lines after it. */
function readSlowQueryTime(text: string, reader: TimestampReader): Header | null {
  if (!text.startsWith("# Time: ") || !reader.read(text, 8)) return null;
  return timedHeader(reader.iso, text.slice(reader.end).trim(), {});
}

function readAngleFirst(text: string, reader: TimestampReader): Header | null {
  return text.startsWith("<Event")
    ? readWindowsEvent(text, reader)
    : (readAngledLine(text, reader) ?? readElementLine(text, reader));
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
  if (!rest.isHeaded) {
    // Network devices may write their name first, and a number behind it.
    const hostEnd = skipWord(text, start);
    const device = readDeviceLine(text.slice(skipBlanks(text, hostEnd)), reader);
    if (device !== null)
      return {
        ...device,
        level: device.level ?? level,
        fields: { ...device.fields, host: text.slice(start, hostEnd) },
      };
  }
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
