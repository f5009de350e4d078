import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { BRACKET_OPEN, COLON, PAREN_OPEN, SPACE, isDigit, skipBlanks, skipWord } from "./chars.ts";
import type { Header } from "./header.ts";

/**
 * `host program[pid]: message` after the timestamp of RFC 3164, the host missing in some; `at` is the index after the time.
 */
export function readSyslogTail(text: string, at: number, reader: TimestampReader): Header {
  const timestamp = reader.iso;
  const hostAt = skipBlanks(text, at);
  const hostEnd = skipWord(text, hostAt);
  const tag = text.charCodeAt(hostEnd - 1) === COLON ? readTag(text, hostAt) : null;
  if (tag !== null)
    return {
      timestamp,
      level: null,
      message: text.slice(tag.messageAt),
      fields: tagFields(text, hostAt, tag),
      isHeaded: true,
    };
  const host = text.slice(hostAt, hostEnd);
  const programAt = skipBlanks(text, hostEnd);
  const second = readTag(text, programAt);
  if (second === null)
    return { timestamp, level: null, message: text.slice(programAt), fields: { host }, isHeaded: true };
  const program = text.slice(programAt, second.programEnd);
  const fields =
    second.pidEnd > second.pidAt
      ? { host, program, pid: text.slice(second.pidAt, second.pidEnd) }
      : { host, program };
  return { timestamp, level: null, message: text.slice(second.messageAt), fields, isHeaded: true };
}

interface Tag {
  readonly programEnd: number;
  readonly pidAt: number;
  readonly pidEnd: number;
  readonly messageAt: number;
}

function tagFields(text: string, at: number, tag: Tag): Record<string, string> {
  const program = text.slice(at, tag.programEnd);
  return tag.pidEnd > tag.pidAt ? { program, pid: text.slice(tag.pidAt, tag.pidEnd) } : { program };
}

/** `program[pid]: `, `program: `, `program 1.2: `, `program[pid] (unit[pid]): `; null when there is none. */
export function readTag(text: string, at: number): Tag | null {
  let end = at;
  for (; end < text.length && end < at + 80; end += 1) {
    const code = text.charCodeAt(end);
    if (code === SPACE || code === BRACKET_OPEN || code === COLON) {
      if (code !== COLON || isTagEnd(text, end)) break;
    }
  }
  if (end === at) return null;
  const code = text.charCodeAt(end);
  if (code === COLON) return { programEnd: end, pidAt: 0, pidEnd: 0, messageAt: skipBlank(text, end + 1) };
  if (code === SPACE) {
    // `syslogd 1.4.1: restart.`
    if (!isDigit(text.charCodeAt(end + 1))) return null;
    const versionEnd = skipWord(text, end + 1) - 1;
    if (text.charCodeAt(versionEnd) !== COLON) return null;
    return { programEnd: end, pidAt: 0, pidEnd: 0, messageAt: skipBlank(text, versionEnd + 1) };
  }
  if (code !== BRACKET_OPEN) return null;
  const pidEnd = text.indexOf("]", end);
  if (pidEnd < 0 || pidEnd > end + 40) return null;
  let next = pidEnd + 1;
  if (text.charCodeAt(next) === SPACE && text.charCodeAt(next + 1) === PAREN_OPEN) {
    const close = text.indexOf("):", next);
    if (close < 0 || close > next + 200) return null;
    next = close + 1;
  }
  if (text.charCodeAt(next) !== COLON) return null;
  return { programEnd: end, pidAt: end + 1, pidEnd, messageAt: skipBlank(text, next + 1) };
}

function isTagEnd(text: string, at: number): boolean {
  return at + 1 >= text.length || text.charCodeAt(at + 1) === SPACE;
}

function skipBlank(text: string, at: number): number {
  return text.charCodeAt(at) === SPACE ? at + 1 : at;
}
