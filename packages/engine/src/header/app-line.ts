import type { Level } from "../event.ts";
import { levelAt, type FoundLevel } from "../levels/level-at.ts";
import { levelOfWord } from "../levels/level-word.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  MINUS,
  PIPE,
  SLASH,
  SPACE,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipWord,
} from "./chars.ts";
import { timedHeader, wholeHeader, type Fields, type Header } from "./header.ts";
import { pieceEnd, skipSeparators } from "./app-piece.ts";
import { isNameCode, readChannelLevel, readLetterLevel, readLevelAndTag } from "./app-level.ts";
import { bracketEnd, loggerEnd } from "./logger-name.ts";

/** How many bracketed groups, numbers and names may stand between a time and its level. */
const piecesMax = 5;

/**
 * What loggers write between the time and the message: numbers (process, thread), `[thread]`, a level, a logger, `-`, `|`.
 * Without a level only the separators, a second stamp and `program - ` after a bracketed time belong to the header.
 *
 * @param at - index after the timestamp.
 * @param isBracketed - whether the timestamp stands in brackets.
 */
export function readAppTail(text: string, at: number, reader: TimestampReader, isBracketed: boolean): Header {
  let timestamp = reader.iso;
  if (text.charCodeAt(at) === PIPE) {
    const piped = readPiped(text, at, timestamp);
    if (piped !== null) return piped;
  }
  let first = skipSeparators(text, at);
  const second = secondStamp(text, first, reader);
  if (second > 0) {
    timestamp = reader.iso ?? timestamp;
    first = skipSeparators(text, second);
  }
  // PHP's loggers put the time in brackets.
  const special = isBracketed
    ? readChannelLevel(text, first, timestamp)
    : readLetterLevel(text, first, timestamp);
  if (special !== null) return special;
  const fields: Fields = {};
  let place = first;
  for (let pieces = 0; pieces <= piecesMax; pieces += 1) {
    const level = levelAt(text, place);
    if (level !== null) return afterLevel(text, level, fields, timestamp);
    const next = pieceEnd(text, place, fields);
    if (next < 0) break;
    place = skipSeparators(text, next);
  }
  const tagged = readLevelAndTag(text, first, timestamp);
  if (tagged !== null) return tagged;
  if (text.startsWith("[pid ", first) && fields["pid"] !== undefined)
    return timedHeader(timestamp, text.slice(skipBlanks(text, bracketEnd(text, first))), {
      pid: fields["pid"],
    });
  const column = columnEnd(text, first);
  if (column > 0)
    return timedHeader(timestamp, text.slice(skipBlanks(text, column)), {
      program: text.slice(first, column),
    });
  const program = isBracketed ? programEnd(text, first) : -1;
  if (program < 0) return timedHeader(timestamp, text.slice(first), {});
  return timedHeader(timestamp, text.slice(program + 3), { program: text.slice(first, program) });
}

/** The rest of a header from its level on. */
export function afterLevel(
  text: string,
  found: FoundLevel,
  fields: Fields,
  timestamp: string | null,
): Header {
  const end = found.end;
  const joined = joinedNameEnd(text, end);
  if (joined > 0) {
    fields["program"] = text.slice(end + 1, joined);
    return wholeHeader(timestamp, found.level, text.slice(skipBlanks(text, joined + 1)), fields);
  }
  let place = skipProcess(text, skipSeparators(text, end), fields);
  if (text.charCodeAt(place) === BRACKET_OPEN) place = skipGroups(text, place, found.isBracketed, fields);
  // `[thread] - message`: what stands behind the dash is the message.
  const isMessage =
    text.charCodeAt(place - 2) === MINUS && text.indexOf("]", end) < place && text.indexOf("]", end) >= end;
  const name = isMessage ? place : loggerEnd(text, place, place - end > 1);
  if (name > place) {
    fields["program"] = text.slice(place, name);
    place = skipSeparators(text, name);
    if (text.charCodeAt(place) === BRACKET_OPEN) place = skipEventId(text, place, fields);
    if (isRequestGroup(text, place)) place = skipBlanks(text, Math.max(place, bracketEnd(text, place)));
  } else if (found.isBracketed) place = skipWorker(text, place, fields);
  return wholeHeader(timestamp, found.level, text.slice(place), fields);
}

/**
 * `[thread]` after a bare level; after a bracketed one only what servers write there: `[pid 12:tid 3]`, `[MY-010926] [Server]`.
 * A group that may be part of the message (`[client …]`) stays.
 */
function skipGroups(text: string, at: number, isBracketed: boolean, fields: Fields): number {
  let place = at;
  // Spring writes the application's name before the thread's.
  const isSpring = !isBracketed && fields["pid"] !== undefined && text.startsWith("--- ", at - 4);
  for (let groups = 0; groups < 3 && text.charCodeAt(place) === BRACKET_OPEN; groups += 1) {
    const end = bracketEnd(text, place);
    if (end < 0) return place;
    if (text.startsWith("pid ", place + 1)) {
      fields["pid"] = text.slice(place + 5, skipDigits(text, place + 5));
    } else if (isBracketed) {
      if (
        !text.startsWith("MY-", place + 1) &&
        !text.startsWith("Server]", place + 1) &&
        !text.startsWith("InnoDB]", place + 1)
      )
        return place;
    } else if (groups > 0 && !isSpring) return place;
    else if (text.charCodeAt(end) === COLON || text.startsWith(" - ", end)) return skipSeparators(text, end);
    place = skipSeparators(text, end);
  }
  return place;
}

/** `INFO:root:message` of Python, `INFO/MainProcess] message` of Celery, `notice/Timer: message` of Icinga: the end of a name that is joined to the level, or -1. */
function joinedNameEnd(text: string, at: number): number {
  const mark = text.charCodeAt(at);
  if ((mark !== COLON && mark !== SLASH) || !isLetter(text.charCodeAt(at + 1))) return -1;
  let end = at + 1;
  while (isNameCode(text.charCodeAt(end))) end += 1;
  const close = text.charCodeAt(end);
  return close === COLON || (close === BRACKET_CLOSE && mark === SLASH) ? end : -1;
}

/** `Shop.Hosting.Lifetime[14]` of .NET ends its line: the event's number, and the message is in the lines after it. */
function skipEventId(text: string, at: number, fields: Fields): number {
  const end = text.length - 1;
  if (end === at + 1 || skipDigits(text, at + 1) !== end || text.charCodeAt(end) !== BRACKET_CLOSE) return at;
  fields["event_id"] = text.slice(at + 1, end);
  return text.length;
}

/** `[req-… user project - - -]`, `[-]`, `[None req-…]` of OpenStack. */
function isRequestGroup(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== BRACKET_OPEN) return false;
  const code = text.charCodeAt(at + 1);
  return code === 114
    ? text.startsWith("req-", at + 1)
    : code === MINUS
      ? text.startsWith("-]", at + 1)
      : text.startsWith("None ", at + 1);
}

/** `812 --- [thread]` of Spring: the process and its dashes. */
function skipProcess(text: string, at: number, fields: Fields): number {
  const end = skipDigits(text, at);
  if (end === at || !text.startsWith(" --- [", end)) return at;
  fields["pid"] = text.slice(at, end);
  return end + 5;
}

/** `31#31: *1 ` of nginx, the worker and the connection. */
function skipWorker(text: string, at: number, fields: Fields): number {
  const pidEnd = skipDigits(text, at);
  if (pidEnd === at || text.charCodeAt(pidEnd) !== 35) return at;
  const tidEnd = skipDigits(text, pidEnd + 1);
  if (text.charCodeAt(tidEnd) !== COLON || text.charCodeAt(tidEnd + 1) !== SPACE) return at;
  fields["pid"] = text.slice(at, pidEnd);
  if (text.charCodeAt(tidEnd + 2) !== 42) return tidEnd + 2;
  const connectionEnd = skipDigits(text, tidEnd + 3);
  return text.charCodeAt(connectionEnd) === SPACE ? connectionEnd + 1 : tidEnd + 2;
}

/** `|level|name|number|message`, any of the three missing, no blanks in them; null when there is none. */
function readPiped(text: string, at: number, timestamp: string | null): Header | null {
  let place = at + 1;
  let level: Level | null = null;
  const fields: Fields = {};
  for (let pieces = 0; pieces < 4; pieces += 1) {
    let end = place;
    while (end < place + 60 && isNameCode(text.charCodeAt(end))) end += 1;
    if (end === place || text.charCodeAt(end) !== PIPE) break;
    const word = text.slice(place, end);
    const digitsAt = word.charCodeAt(0) === MINUS ? 1 : 0;
    const wordLevel: Level | null = level === null ? levelOfWord(word) : null;
    if (wordLevel !== null) level = wordLevel;
    else if (skipDigits(word, digitsAt) === word.length) {
      if (digitsAt === 0) fields["pid"] = word;
    } else if (fields["program"] === undefined) fields["program"] = word;
    else break;
    place = end + 1;
  }
  return place === at + 1 ? null : wholeHeader(timestamp, level, text.slice(skipBlanks(text, place)), fields);
}

/** A stamp of the program itself after that of whoever took the line: the finer one counts. Index after it, or -1. */
function secondStamp(text: string, at: number, reader: TimestampReader): number {
  const open = text.charCodeAt(at) === BRACKET_OPEN ? at + 1 : at;
  // Only dates that begin with a year: other numbers there are the message's own.
  if (!isDigit(text.charCodeAt(open)) || !isDigit(text.charCodeAt(open + 3)) || !reader.read(text, open))
    return -1;
  if (skipDigits(text, open) !== open + 4) return -1;
  if (open === at) return reader.end;
  return text.charCodeAt(reader.end) === BRACKET_CLOSE ? reader.end + 1 : -1;
}

/** Index after a word that is a column of its own, blanks up to the next: `spid9s      Starting up`; -1 when there is none. */
function columnEnd(text: string, at: number): number {
  let end = at;
  while (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end += 1;
  return end > at && isLetter(text.charCodeAt(at)) && skipBlanks(text, end) >= end + 4 ? end : -1;
}

/** Index of the ` - ` after a program's name, `chrome.exe - ` or `svchost.exe *64 - `; -1 when there is none. */
function programEnd(text: string, at: number): number {
  let end = skipWord(text, at);
  if (text.startsWith(" *64 - ", end)) end += 4;
  const isName = isLetter(text.charCodeAt(at)) || isLetter(text.charCodeAt(end - 1));
  return end > at && isName && text.startsWith(" - ", end) ? end : -1;
}
