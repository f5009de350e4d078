import { GAP, MARK, NAME, type Pieces, VALUE, WORD } from "./pieces.ts";
import { IS_IDENTIFIER } from "./point.ts";
import {
  hasWordEnding,
  IS_GRAMMAR,
  IS_KEY,
  IS_NAMED,
  IS_PREPOSITION,
  IS_STATE,
  IS_USER,
  isVerbForm,
} from "./vocabulary.ts";

/** No number of different words makes this place a wildcard. */
export const NEVER = 0;

/** How many different words must be seen at a place before it is a wildcard, by what stands before it. */
const CERTAIN = 1;
const AFTER_USER = 2;
const AFTER_NAME_KEY = 2;
const IDENTIFIER = 2;
const AFTER_THING = 3;
const IN_QUOTES = 4;
const AFTER_KEY = 4;
const AFTER_PREPOSITION = 5;
const ANYWHERE = 8;
const AT_START = 16;

/**
 * How many different words must be seen at piece `i` before the place is a wildcard, `NEVER` when it is text. The nearer the
 * words before it say that a name follows (`user alice`, `device sda`), the fewer.
 */
export function nameEvidence(text: string, pieces: Pieces, i: number, isNamed: boolean): number {
  const { kind, start } = pieces;
  const before = i === 0 ? GAP : kind[i - 1];
  if (before === MARK) {
    const at = start[i - 1] ?? 0;
    const sign = text[at];
    if (sign === "=" && (pieces.end[i - 1] ?? 0) - at === 1) return afterKey(text, pieces, i, i - 2);
    if (sign === '"' || sign === "'") return inQuotes(text, pieces, i, sign);
  } else if (before === GAP && i >= 2) {
    const user = afterUser(text, pieces, i);
    if (user !== NEVER) return user;
  }
  if (kind[i] !== NAME || !isNamed) return NEVER;
  if (i === 0) return AT_START;
  if (isWhoFromWhere(text, pieces, i)) return CERTAIN;
  const flags = pieces.flags[i] ?? 0;
  const flagsBefore = i >= 2 && before === GAP ? (pieces.flags[i - 2] ?? 0) : 0;
  if (flags & IS_IDENTIFIER) return IDENTIFIER;
  if (flagsBefore & IS_NAMED) return AFTER_THING;
  return flagsBefore & IS_PREPOSITION ? AFTER_PREPOSITION : ANYWHERE;
}

function afterUser(text: string, pieces: Pieces, i: number): number {
  const { kind, flags, start, end } = pieces;
  let clue = i - 2;
  if (kind[clue] === MARK && text[start[clue] ?? 0] === ":") clue--;
  if (clue < 0 || kind[clue] !== WORD || !((flags[clue] ?? 0) & IS_USER)) return NEVER;
  if (kind[i] !== WORD) return isAtPhraseEnd(pieces, i) ? CERTAIN : AFTER_USER;
  const flag = flags[i] ?? 0;
  const isText = flag & (IS_GRAMMAR | IS_STATE) || isVerbForm(text, start[i] ?? 0, end[i] ?? 0);
  return isText || (flag !== 0 && hasWordEnding(text, start[i] ?? 0, end[i] ?? 0)) ? NEVER : AFTER_USER;
}

/** Whether nothing, a sign or a small word (`from`, `by`) follows: then what stands here is all of the name. */
function isAtPhraseEnd(pieces: Pieces, i: number): boolean {
  if (i + 1 >= pieces.count || pieces.kind[i + 1] === MARK) return true;
  return i + 2 < pieces.count && ((pieces.flags[i + 2] ?? 0) & IS_GRAMMAR) !== 0;
}

/** `for alice from 192.0.2.7`: who, and from where. */
function isWhoFromWhere(text: string, pieces: Pieces, i: number): boolean {
  const { kind, start, end } = pieces;
  if (i < 2 || i + 4 >= pieces.count || kind[i + 4] !== VALUE || kind[i + 2] !== WORD || kind[i - 2] !== WORD)
    return false;
  const wordAt = (at: number): string => text.slice(start[at] ?? 0, end[at] ?? 0);
  return wordAt(i - 2) === "for" && wordAt(i + 2) === "from";
}

/** A single word between quotes. In `"key":"word"` and `key="word"` it is the key that counts. */
function inQuotes(text: string, pieces: Pieces, i: number, quote: string): number {
  const { kind, start } = pieces;
  if (i + 1 >= pieces.count || kind[i + 1] !== MARK || text[start[i + 1] ?? 0] !== quote) return NEVER;
  const isKey = i + 2 < pieces.count && kind[i + 2] === MARK && text[start[i + 2] ?? 0] === ":";
  if (isKey) return NEVER;
  let at = i - 2;
  if (at >= 0 && kind[at] === GAP) {
    const flags = at >= 1 ? (pieces.flags[at - 1] ?? 0) : 0;
    if (kind[at - 1] === WORD && flags & IS_USER) return AFTER_USER;
    at--;
  }
  if (at >= 1 && kind[at] === MARK) {
    const sign = text[start[at] ?? 0];
    if (sign === "=") return afterKey(text, pieces, i, at - 1);
    const isJson = sign === ":" && kind[at - 1] === MARK && text[start[at - 1] ?? 0] === '"';
    if (isJson) return afterKey(text, pieces, i, at - 2);
  }
  return IN_QUOTES;
}

function afterKey(text: string, pieces: Pieces, i: number, key: number): number {
  const { kind, flags, start, end } = pieces;
  if (key < 0 || kind[key] === GAP) return NEVER;
  const next = i + 1 < pieces.count ? text[start[i + 1] ?? 0] : " ";
  if (kind[i + 1] === MARK && i + 1 < pieces.count && (next === "(" || next === "=" || next === "["))
    return NEVER;
  const isName =
    (flags[key] ?? 0) & (IS_USER | IS_NAMED | IS_KEY) || isKeyOfName(text, start[key] ?? 0, end[key] ?? 0);
  return isName ? AFTER_NAME_KEY : AFTER_KEY;
}

/** `Name`, `userName`, `client_id`, `src_host`: keys that end in a word for a name. */
function isKeyOfName(text: string, start: number, end: number): boolean {
  return /(?:name|user|host|addr|id|path|file|mail)$/i.test(text.slice(Math.max(start, end - 8), end));
}
