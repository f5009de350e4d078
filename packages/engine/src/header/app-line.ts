import type { Level } from "../event.ts";
import { levelOfWord } from "../levels/level-word.ts";
import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  DOT,
  GREATER,
  LESS,
  MINUS,
  PAREN_CLOSE,
  PAREN_OPEN,
  PIPE,
  SPACE,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
} from "./chars.ts";
import type { Header } from "./header.ts";

/** How many bracketed groups and numbers may stand between a time and its level. */
const piecesMax = 6;
/** Longest bracketed group, thread or logger name that counts as header. */
const pieceLengthMax = 200;

/**
 * What loggers write between the time and the message: numbers (process, thread), `[thread]`, a level, a logger, `-`, `|`.
 * Without a level nothing but the separators belongs to the header.
 * @param at - index after the timestamp.
 */
export function readAppTail(text: string, at: number, timestamp: string | null): Header {
  const first = skipSeparators(text, at);
  let place = first;
  let pid = "";
  for (let pieces = 0; pieces <= piecesMax; pieces += 1) {
    const level = levelAt(text, place);
    if (level !== null) return afterLevel(text, level, pid, timestamp);
    const next = pieceEnd(text, place);
    if (next < 0) break;
    if (pid === "") pid = digitsIn(text, place, next);
    place = skipSeparators(text, next);
  }
  return { timestamp, level: null, message: text.slice(first), fields: {}, isHeaded: true };
}

/** A level and where it ends; the last one found by `levelAt`. */
interface FoundLevel {
  readonly level: Level;
  readonly end: number;
  readonly isBracketed: boolean;
}

/** `INFO`, `INFO:`, `[INFO ]`, `<info>`, `(info)`. */
export function levelAt(text: string, at: number): FoundLevel | null {
  const open = text.charCodeAt(at);
  const isBracketed = open === BRACKET_OPEN || open === LESS || open === PAREN_OPEN;
  let start = isBracketed ? skipBlanks(text, at + 1) : at;
  let end = start;
  while (end < start + 14 && (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end)))) end += 1;
  const level = levelOfWord(text.slice(start, end));
  if (level === null) return null;
  if (isBracketed) {
    start = skipBlanks(text, end);
    const close = text.charCodeAt(start);
    return close === BRACKET_CLOSE || close === GREATER || close === PAREN_CLOSE
      ? { level, end: start + 1, isBracketed }
      : null;
  }
  const next = text.charCodeAt(end);
  if (
    Number.isNaN(next) ||
    next === SPACE ||
    next === COLON ||
    next === COMMA ||
    next === PIPE ||
    next === BRACKET_OPEN ||
    next === 9 ||
    next === BRACKET_CLOSE
  )
    return { level, end, isBracketed };
  return null;
}

function afterLevel(text: string, found: FoundLevel, pid: string, timestamp: string | null): Header {
  const fields: Record<string, string> = pid === "" ? {} : { pid };
  let place = skipSeparators(text, found.end);
  if (!found.isBracketed && text.charCodeAt(place) === BRACKET_OPEN) {
    const end = bracketEnd(text, place);
    if (end > 0) {
      if (text.charCodeAt(end) === COLON || text.startsWith(" - ", end)) {
        place = skipSeparators(text, end);
        return { timestamp, level: found.level, message: text.slice(place), fields, isHeaded: true };
      }
      place = skipSeparators(text, end);
    }
  }
  const loggerEnd = readLogger(text, place);
  if (loggerEnd > 0) {
    fields["program"] = text.slice(place, loggerEnd);
    place = skipSeparators(text, loggerEnd);
    if (text.startsWith("[req-", place) || text.startsWith("[-]", place)) {
      const end = bracketEnd(text, place);
      if (end > 0) place = skipBlanks(text, end);
    }
  }
  return { timestamp, level: found.level, message: text.slice(place), fields, isHeaded: true };
}

/** Index after a logger's name that stands before ` : `, `: `, ` - ` or ` [`, else 0. */
function readLogger(text: string, at: number): number {
  let end = at;
  let hasDot = false;
  let capitals = 0;
  for (; end < text.length && end < at + pieceLengthMax; end += 1) {
    const code = text.charCodeAt(end);
    if (code === DOT) hasDot = true;
    else if (code >= 65 && code <= 90) capitals += 1;
    else if (code === SPACE || code === COLON) break;
    else if (!isLetter(code) && !isDigit(code) && code !== MINUS && code !== 36 && code !== 95 && code !== 64)
      return 0;
  }
  if (end === at || !isLetter(text.charCodeAt(at)) || text.charCodeAt(end - 1) === DOT) return 0;
  const isNamed = hasDot || capitals > 1;
  if (text.charCodeAt(end) === COLON)
    return isNamed && text.charCodeAt(end + 1) === SPACE && !text.endsWith("Exception", end) ? end : 0;
  const next = skipBlanks(text, end);
  const code = text.charCodeAt(next);
  const isApart = text.charCodeAt(next + 1) === SPACE;
  if (code === COLON && isApart) return end;
  if (code === MINUS && isApart && isNamed) return end;
  return code === BRACKET_OPEN && hasDot ? end : 0;
}

/** `[…]` with brackets inside, or digits as a word; the index after it, or -1. */
function pieceEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === BRACKET_OPEN) return bracketEnd(text, at);
  if (!isDigit(code)) return -1;
  const end = skipDigits(text, at);
  return text.charCodeAt(end) === SPACE ? end : -1;
}

/** Index after the bracket that closes the one at `at`, or -1. */
export function bracketEnd(text: string, at: number): number {
  let depth = 0;
  const last = Math.min(text.length, at + pieceLengthMax);
  for (let end = at; end < last; end += 1) {
    const code = text.charCodeAt(end);
    if (code === BRACKET_OPEN) depth += 1;
    else if (code === BRACKET_CLOSE) {
      depth -= 1;
      if (depth === 0) return end + 1;
    }
  }
  return -1;
}

function digitsIn(text: string, at: number, end: number): string {
  const start = text.charCodeAt(at) === BRACKET_OPEN ? at + 1 : at;
  const digitsEnd = skipDigits(text, start);
  return digitsEnd > start && digitsEnd >= end - 1 ? text.slice(start, digitsEnd) : "";
}

/** Blanks, and `-`, `|`, `:`, `,`, `]` that stand apart from the word after them. */
function skipSeparators(text: string, at: number): number {
  let end = at;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code === SPACE || code === 9 || code === BRACKET_CLOSE) end += 1;
    else if (code === COLON || code === COMMA || code === PIPE) end += 1;
    else if (code === MINUS && text.charCodeAt(end + 1) === SPACE) end += 1;
    else return end;
  }
}
