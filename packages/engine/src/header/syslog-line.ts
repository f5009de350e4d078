import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  GREATER,
  LESS,
  PAREN_OPEN,
  SPACE,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipWord,
} from "./chars.ts";
import { timedHeader, type Header } from "./header.ts";

/** Longest program name. */
const programLengthMax = 80;

/**
 * `host program[pid]: message` after the timestamp of RFC 3164, host or program missing in some.
 * @param at - index after the timestamp.
 */
export function readSyslogTail(text: string, at: number, reader: TimestampReader): Header {
  const timestamp = reader.iso;
  const hostAt = skipBlanks(text, at);
  const hostEnd = skipWord(text, hostAt);
  const last = text.charCodeAt(hostEnd - 1);
  // `sshd[12]: …` where the host should stand: the line has none.
  if (last === COLON && tag.read(text, hostAt) && (tag.pidEnd > 0 || hostEnd > hostAt + 1)) {
    const program = text.slice(hostAt, tag.programEnd);
    return timedHeader(timestamp, text.slice(tag.messageAt), programFields(text, program));
  }
  // `05[IKE] …` of strongSwan's own file: a thread and its subsystem, and no host.
  if (last === BRACKET_CLOSE && isDigit(text.charCodeAt(hostAt)))
    return timedHeader(timestamp, text.slice(hostAt), {});
  const next = skipBlanks(text, hostEnd);
  const pidEnd = text.charCodeAt(next) === BRACKET_OPEN ? skipDigits(text, next + 1) : next;
  // `sogod [268]: …`: the program where the host should stand.
  if (pidEnd > next + 1 && text.startsWith("]: ", pidEnd))
    return timedHeader(timestamp, text.slice(pidEnd + 3), {
      program: text.slice(hostAt, hostEnd),
      pid: text.slice(next + 1, pidEnd),
    });
  // `login` writes dashes before its name.
  const programAt = text.startsWith("-- ", next) ? next + 3 : next;
  const host = text.slice(hostAt, hostEnd);
  if (!tag.read(text, programAt)) return timedHeader(timestamp, text.slice(programAt), { host });
  const program = text.slice(programAt, tag.programEnd);
  const message = text.slice(tag.messageAt);
  return timedHeader(
    timestamp,
    message,
    tag.pidEnd > 0 ? { host, program, pid: text.slice(tag.pidAt, tag.pidEnd) } : { host, program },
  );
}

/**
 * `program[pid]: message` with no time before it, a host before it in some, as relays that stamp lines themselves hand them on.
 * The process must be a number, since a word and a colon begin many messages. Null for other lines.
 */
export function readTagLine(text: string): Header | null {
  const wordEnd = skipWord(text, 0);
  const tagAt = text.charCodeAt(wordEnd - 1) === COLON ? 0 : skipBlanks(text, wordEnd);
  if (!isLetter(text.charCodeAt(tagAt)) || !tag.read(text, tagAt) || tag.pidEnd === 0) return null;
  if (tag.messageAt !== tag.pidEnd + 3 || skipDigits(text, tag.pidAt) !== tag.pidEnd) return null;
  const fields = programFields(text, text.slice(tagAt, tag.programEnd));
  return timedHeader(
    null,
    text.slice(tag.messageAt),
    tagAt === 0 ? fields : { host: text.slice(0, wordEnd), ...fields },
  );
}

function programFields(text: string, program: string): Record<string, string> {
  return tag.pidEnd > 0 ? { program, pid: text.slice(tag.pidAt, tag.pidEnd) } : { program };
}

/**
 * `program[pid]: `, `program: `, `program 1.2: `, `program[pid] (unit[pid]): `, `program(module)[pid]: `, `program[pid] server: `.
 * One reader for all lines: after `read` says true its indexes are those of the tag.
 */
export class TagReader {
  programEnd = 0;
  pidAt = 0;
  /** 0 where there is no pid. */
  pidEnd = 0;
  messageAt = 0;

  read(text: string, at: number): boolean {
    const last = Math.min(text.length, at + programLengthMax);
    let end = at;
    let code = 0;
    for (; end < last; end += 1) {
      code = text.charCodeAt(end);
      if (code === SPACE || code === BRACKET_OPEN || (code === COLON && isTagEnd(text, end))) break;
    }
    if (end === at || end >= last) return false;
    this.programEnd = end;
    this.pidEnd = 0;
    if (code === COLON) return this.#finish(text, end);
    if (code === BRACKET_OPEN) return this.#readPid(text, end);
    // `syslogd 1.4.1: restart.`
    if (!isDigit(text.charCodeAt(end + 1))) return this.#readWords(text, at, end);
    const versionEnd = skipWord(text, end + 1) - 1;
    return text.charCodeAt(versionEnd) === COLON && this.#finish(text, versionEnd);
  }

  /** `Microsoft Word[14463]: `: names of applications have blanks, and then always a process. */
  #readWords(text: string, at: number, blank: number): boolean {
    if (!isLetter(text.charCodeAt(at))) return false;
    const last = Math.min(text.length, at + programLengthMax);
    let open = blank;
    while (open < last && isNameCode(text.charCodeAt(open))) open += 1;
    if (
      text.charCodeAt(open) !== BRACKET_OPEN ||
      text.charCodeAt(open - 1) === SPACE ||
      !isDigit(text.charCodeAt(open + 1))
    )
      return false;
    this.programEnd = open;
    return this.#readPid(text, open) && text.charCodeAt(this.pidEnd + 1) !== SPACE;
  }

  #readPid(text: string, open: number): boolean {
    let close = open + 1;
    const last = Math.min(text.length, open + 40);
    while (close < last && text.charCodeAt(close) !== BRACKET_CLOSE && text.charCodeAt(close) !== SPACE)
      close += 1;
    if (text.charCodeAt(close) !== BRACKET_CLOSE || close === open + 1) return false;
    this.pidAt = open + 1;
    this.pidEnd = close;
    const next = close + 1;
    if (text.charCodeAt(next) === COLON) return this.#finish(text, next);
    if (text.charCodeAt(next) !== SPACE) return false;
    const after = text.charCodeAt(next + 1);
    if (after === PAREN_OPEN || after === LESS) {
      // `launchd[1] (com.apple.x[92]): `, `daemon[3] <Notice>: `
      const closing = text.indexOf(after === PAREN_OPEN ? "):" : ">:", next);
      return closing > 0 && closing < next + 200 && this.#finish(text, closing + 1);
    }
    const nameEnd = skipWord(text, next + 1);
    if (isLetter(after) && text.charCodeAt(nameEnd - 1) === COLON) return this.#finish(text, nameEnd - 1);
    this.messageAt = next + 1;
    return skipDigits(text, open + 1) === close;
  }

  #finish(text: string, colon: number): boolean {
    this.messageAt = text.charCodeAt(colon + 1) === SPACE ? colon + 2 : colon + 1;
    return true;
  }
}

const tag = new TagReader();

function isNameCode(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === SPACE || code === 46 || code === 45 || code === 95;
}

/** A colon within a name (`a::b`, `pam_unix(cron:session)`) does not end it. */
function isTagEnd(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return Number.isNaN(next) || next === SPACE;
}

/** `<34>` at the head of a line: the priority, with the index after it; null for anything else. */
export function readPriority(text: string): { readonly priority: number; readonly end: number } | null {
  if (text.charCodeAt(0) !== LESS) return null;
  const end = skipDigits(text, 1);
  if (end === 1 || end > 4 || text.charCodeAt(end) !== GREATER) return null;
  return { priority: Number(text.slice(1, end)), end: end + 1 };
}
