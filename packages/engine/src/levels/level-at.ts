import type { Level } from "../event.ts";
import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  GREATER,
  LESS,
  MINUS,
  PAREN_CLOSE,
  PAREN_OPEN,
  PIPE,
  SLASH,
  SPACE,
  TAB,
  isDigit,
  isLetter,
  skipBlanks,
} from "../header/chars.ts";
import { levelOfSureWordAt, levelOfWordAt } from "./level-word.ts";

/** A level found in a line, with the index after it. */
export interface FoundLevel {
  readonly level: Level;
  readonly end: number;
  readonly isBracketed: boolean;
}

/** Longest module name in `[module:level]`. */
const moduleLengthMax = 40;

/**
 * The level that a logger wrote at `at`: `INFO`, `[warn]`, `<info>`, `(error)`, `[core:error]`, `error:`, `info` before two blanks
 * or another piece of a header. A word in small letters that a single blank follows may begin a sentence, so it is none.
 */
export function levelAt(text: string, at: number): FoundLevel | null {
  const open = text.charCodeAt(at);
  if (open === BRACKET_OPEN || open === LESS || open === PAREN_OPEN) return bracketedLevel(text, at + 1);
  if (!isLetter(open)) return null;
  const end = wordEnd(text, at);
  if (end - at < 3 || end - at > 13) return null;
  const next = text.charCodeAt(end);
  if (!isLevelEnd(text, end, next)) return null;
  const level =
    isUpper(text, at) || next !== SPACE ? levelOfWordAt(text, at, end) : levelOfSureWordAt(text, at, end);
  if (level === null || !isSure(text, at, end, next)) return null;
  if (next === SPACE ? isOutcome(text, at, end) : isCategory(text, at, end, next)) return null;
  return { level, end, isBracketed: false };
}

/** `FAIL LOGIN`, `Success rate`: how something ended, and the first word of the message. */
function isOutcome(text: string, at: number, end: number): boolean {
  const first = text.charCodeAt(at) | 32;
  return (
    (first === 102 || first === 115) &&
    text.charCodeAt(end + 1) !== SPACE &&
    OUTCOMES.has(text.slice(at, end).toLowerCase())
  );
}

const OUTCOMES = new Set(["fail", "failure", "success"]);

/** `security: error: …` of BIND: the level follows the name of a category. */
function isCategory(text: string, at: number, end: number, next: number): boolean {
  if (next !== COLON || text.charCodeAt(end + 1) !== SPACE || levelOfSureWordAt(text, at, end) !== null)
    return false;
  const after = wordEnd(text, end + 2);
  return text.charCodeAt(after) === COLON && levelOfSureWordAt(text, end + 2, after) !== null;
}

/** A level that the text of a message begins with: `error: …`, `WARNING …`, `[warn] …`; null where it may be a word of a sentence. */
export function levelOfMessage(message: string, at = 0): Level | null {
  const open = message.charCodeAt(at);
  if (open === BRACKET_OPEN || open === LESS) return bracketedLevel(message, at + 1)?.level ?? null;
  if (!isLetter(open)) return null;
  const end = wordEnd(message, at);
  if (end - at < 3 || end - at > 13) return null;
  const next = message.charCodeAt(end);
  if (next !== COLON && !(next === SPACE && isUpper(message, at) && isUpper(message, end - 1))) return null;
  return levelOfSureWordAt(message, at, end);
}

function bracketedLevel(text: string, at: number): FoundLevel | null {
  const start = skipBlanks(text, at);
  let end = wordEnd(text, start);
  let wordAt = start;
  if (end < start + moduleLengthMax && (text.charCodeAt(end) === COLON || text.charCodeAt(end) === 95)) {
    // `[php7:notice]`, `[:error]`, `[mod_ssl:warn]`: Apache names the module first.
    let colon = end;
    while (
      colon < start + moduleLengthMax &&
      (isWordCode(text.charCodeAt(colon)) || text.charCodeAt(colon) === 95)
    )
      colon += 1;
    if (text.charCodeAt(colon) !== COLON) return null;
    wordAt = colon + 1;
    end = wordEnd(text, wordAt);
  }
  const next = text.charCodeAt(end);
  const close = next === SPACE ? text.charCodeAt(skipBlanks(text, end)) : next;
  if (close !== BRACKET_CLOSE && close !== GREATER && close !== PAREN_CLOSE) return null;
  // MySQL's `[System]` is a notice.
  const level =
    levelOfWordAt(text, wordAt, end) ??
    (end === wordAt + 6 && text.startsWith("System", wordAt) ? "info" : null);
  return level === null ? null : { level, end: skipBlanks(text, end) + 1, isBracketed: true };
}

function isLevelEnd(text: string, end: number, next: number): boolean {
  if (Number.isNaN(next) || next === SPACE || next === TAB || next === COLON || next === COMMA) return true;
  return (
    next === PIPE ||
    next === BRACKET_OPEN ||
    next === BRACKET_CLOSE ||
    next === SLASH ||
    (next === MINUS && text.charCodeAt(end + 1) === SPACE)
  );
}

/** Capitals are sure; else it must be told from a sentence by what follows. */
function isSure(text: string, at: number, end: number, next: number): boolean {
  if (isUpper(text, at) && isUpper(text, at + 1)) return true;
  if (next !== SPACE) return true;
  const after = text.charCodeAt(end + 1);
  return (
    after === SPACE ||
    after === BRACKET_OPEN ||
    after === MINUS ||
    after === COLON ||
    after === PIPE ||
    after === LESS
  );
}

function isUpper(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < at + moduleLengthMax && isWordCode(text.charCodeAt(end))) end += 1;
  return end;
}

function isWordCode(code: number): boolean {
  return isLetter(code) || isDigit(code);
}
