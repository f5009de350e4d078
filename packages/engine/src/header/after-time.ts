import { levelAt } from "../levels/level-at.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { afterLevel, readAppTail } from "./app-line.ts";
import { BRACKET_CLOSE, COLON, SPACE, isDigit, isLetter, skipBlanks, skipDigits, skipWord } from "./chars.ts";
import type { Header } from "./header.ts";
import { readLogcatBrief, readLogcatTail } from "./letter-level-line.ts";
import { readSyslogTail, TagReader } from "./syslog-line.ts";

/** What may follow a timestamp: logcat, a file's access log, syslog with an ISO time, what loggers write. */
export function afterTime(text: string, at: number, reader: TimestampReader, isBracketed: boolean): Header {
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
