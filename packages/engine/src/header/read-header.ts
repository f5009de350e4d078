import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { readAccessLine } from "./access-line.ts";
import { levelAt, readAppTail } from "./app-line.ts";
import { BRACKET_OPEN, isDigit, skipBlanks } from "./chars.ts";
import type { Header } from "./header.ts";
import { readSyslogTail, readTag } from "./syslog-line.ts";

/** Finds a line's header by the line alone; a line without one is all message. */
export function readHeader(text: string, reader: TimestampReader): Header {
  const first = text.charCodeAt(0);
  if (isDigit(first) || (first | 32) > 96) {
    const access = text.includes(" [") ? readAccessLine(text, reader) : null;
    if (access !== null) return access;
  }
  const start = first === BRACKET_OPEN ? 1 : 0;
  if (reader.read(text, start)) {
    const isMonth = start === 0 && !isDigit(first);
    if (isMonth) return readSyslogTail(text, reader.end, reader);
    const host = skipBlanks(text, reader.end);
    const blank = text.indexOf(" ", host);
    if (blank > 0 && levelAt(text, host) === null && (readTag(text, blank + 1)?.pidEnd ?? 0) > 0)
      return readSyslogTail(text, reader.end, reader);
    return readAppTail(text, reader.end, reader.iso);
  }
  const level = levelAt(text, 0);
  return { timestamp: null, level: level?.level ?? null, message: text, fields: {}, isHeaded: false };
}
