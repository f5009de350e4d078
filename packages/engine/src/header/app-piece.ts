import { levelAt, type FoundLevel } from "../levels/level-at.ts";
import { levelOfSureWordAt } from "../levels/level-word.ts";
import {
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  LESS,
  MINUS,
  PIPE,
  SPACE,
  TAB,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipWord,
} from "./chars.ts";
import type { Fields } from "./header.ts";
import { bracketEnd } from "./logger-name.ts";

/** Longest name, request id or list of names and values between a time and its level. */
const pieceLengthMax = 200;

/**
 * A piece between time and level: `[…]`, `{…}`, `<…>`, digits, `user@database`, `user=ann,db=shop`, `name[12]:`, a request's id. What it
 * says goes into the fields.
 * @returns the index after it, or -1.
 */
export function pieceEnd(text: string, at: number, fields: Fields): number {
  const code = text.charCodeAt(at);
  if (code === BRACKET_OPEN) return groupEnd(text, at, fields);
  if (isDigit(code)) {
    const end = skipDigits(text, at);
    const next = text.charCodeAt(end);
    if (next === SPACE || next === TAB) {
      if (fields["pid"] === undefined) fields["pid"] = text.slice(at, end);
      return end;
    }
  } else if (!isLetter(code) && code !== LESS && code !== BRACE_OPEN) return -1;
  const end = skipWord(text, at);
  if (end - at > pieceLengthMax) return -1;
  const after = skipBlanks(text, end);
  // A name belongs to the header only where the level stands right behind it.
  const pidAt = text.charCodeAt(end - 1) === COLON ? text.lastIndexOf("[", end) : -1;
  if (after > end && text.charCodeAt(after) === BRACKET_OPEN && skipDigits(text, after + 1) > after + 1)
    return nameAndPid(text, at, end, after, fields);
  if (pidAt > at) return nameAndPid(text, at, pidAt, pidAt, fields);
  if (sureLevelAt(text, skipSeparators(text, end)) === null) return -1;
  if (isLetter(code)) addName(fields, text.slice(at, text.charCodeAt(end - 1) === COLON ? end - 1 : end));
  return end;
}

/** A level that is none of the words that may as well be part of a title, as in `SERVICE ALERT: web`. */
function sureLevelAt(text: string, at: number): FoundLevel | null {
  const found = levelAt(text, at);
  return found === null || found.isBracketed || levelOfSureWordAt(text, at, found.end) !== null
    ? found
    : null;
}

function groupEnd(text: string, at: number, fields: Fields): number {
  const end = bracketEnd(text, at);
  if (end < 0 || fields["pid"] !== undefined) return end;
  const pidAt = text.startsWith("pid ", at + 1) ? at + 5 : at + 1;
  if (skipDigits(text, pidAt) === end - 1) fields["pid"] = text.slice(pidAt, end - 1);
  return end;
}

/** `user@database`, `user=ann,db=shop,client=192.0.2.9`, or the name of a program. */
function addName(fields: Fields, name: string): void {
  const slot = name.indexOf("@");
  if (name.indexOf("=") > 0) addNamedValues(fields, name);
  else if (slot > 0) fields["user"] = name.slice(0, slot);
  else if (!isRequestId(name)) fields["program"] = name;
}

function addNamedValues(fields: Fields, list: string): void {
  for (const pair of list.split(",")) {
    const equals = pair.indexOf("=");
    const value = pair.slice(equals + 1);
    if (equals <= 0 || value === "") continue;
    const key = pair.slice(0, equals);
    fields[key === "client" ? "src" : key] ??= value;
  }
}

function isRequestId(name: string): boolean {
  return name.length === 36 && name.charCodeAt(8) === MINUS && name.charCodeAt(13) === MINUS;
}

/** `fail2ban.actions        [1665]: NOTICE`. */
function nameAndPid(text: string, at: number, nameEnd: number, open: number, fields: Fields): number {
  const close = skipDigits(text, open + 1);
  if (text.charCodeAt(close) !== BRACKET_CLOSE || levelAt(text, skipSeparators(text, close + 1)) === null)
    return -1;
  fields["program"] = text.slice(at, nameEnd);
  fields["pid"] = text.slice(open + 1, close);
  return close + 1;
}

/** Blanks, and the marks that stand between the pieces of a header. */
export function skipSeparators(text: string, at: number): number {
  let end = at;
  for (;;) {
    const code = text.charCodeAt(end);
    if (
      code === SPACE ||
      code === TAB ||
      code === COLON ||
      code === COMMA ||
      code === PIPE ||
      code === BRACKET_CLOSE
    )
      end += 1;
    else if (code === MINUS && text.charCodeAt(end + 1) === SPACE) end += 1;
    else return end;
  }
}
