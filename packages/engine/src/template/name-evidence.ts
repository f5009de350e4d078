import { GAP, IS_IDENTIFIER, MARK, type Message, NAME, WORD } from "./message.ts";
import { IS_GRAMMAR, IS_KEY, IS_NAMED, IS_PREPOSITION, IS_STATE, IS_USER } from "./vocabulary.ts";
import { isWho } from "./who.ts";
import { hasWordEnding, isVerbForm } from "./word-ending.ts";

/** No number of different words makes this place a wildcard. */
export const NEVER = 0;
/** A place that needs no more different words than this is one for names: how they are written says nothing there. */
export const NAME_PLACE = 2;

/** How many different words must be seen at a place before it is a wildcard, by what stands around it. */
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

const QUOTE = 34;
const APOSTROPHE = 39;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;

/**
 * How many different words must be seen at piece `i` before the place is a wildcard, `NEVER` when it is text. The nearer the
 * words around it say that a name stands there (`user alice`, `device sda`), the fewer.
 *
 * @param clue - The piece before the last gap, −1 when there is none or a value stands there: what is no text gives no clue,
 *   or the evidence would depend on it.
 * @param isNamed - Whether the message has enough known words for its unknown ones to be taken for names.
 */
export function nameEvidence(message: Message, i: number, clue: number, isNamed: boolean): number {
  const { kind, flags } = message;
  const before = i === 0 ? GAP : kind[i - 1];
  if (before === MARK) {
    if (message.isSign(i - 1, EQUALS)) return afterKey(message, i, i - 2);
    if (message.isSign(i - 1, LESS) && message.isSign(i - 2, EQUALS)) return afterKey(message, i, i - 3);
    if (message.isSign(i - 1, QUOTE)) return inQuotes(message, i, QUOTE);
    if (message.isSign(i - 1, APOSTROPHE)) return inQuotes(message, i, APOSTROPHE);
  } else if (clue >= 0) {
    const user = afterUser(message, i, clue);
    if (user !== NEVER) return user;
  }
  if (isWho(message, i)) return kind[i] === WORD ? ANYWHERE : i === 0 ? AFTER_USER : CERTAIN;
  if (kind[i] !== NAME || !isNamed) return NEVER;
  if (i === 0) return AT_START;
  if (((flags[i] ?? 0) & IS_IDENTIFIER) !== 0) return IDENTIFIER;
  const flagsBefore = clue >= 0 ? (flags[clue] ?? 0) : 0;
  if ((flagsBefore & IS_NAMED) !== 0) return AFTER_THING;
  return (flagsBefore & IS_PREPOSITION) !== 0 ? AFTER_PREPOSITION : ANYWHERE;
}

/** `user alice`, `user: alice`. */
function afterUser(message: Message, i: number, clue: number): number {
  const { kind, flags, units, start, stop } = message;
  const user = message.isSign(clue, COLON) ? clue - 1 : clue;
  if (user < 0 || kind[user] !== WORD || ((flags[user] ?? 0) & IS_USER) === 0) return NEVER;
  if (kind[i] !== WORD) return isAtPhraseEnd(message, i) ? CERTAIN : AFTER_USER;
  const flag = flags[i] ?? 0;
  const from = start[i] ?? 0;
  const to = stop[i] ?? 0;
  const isText =
    (flag & (IS_GRAMMAR | IS_STATE)) !== 0 ||
    isVerbForm(units, from, to) ||
    (flag !== 0 && hasWordEnding(units, from, to));
  return isText ? NEVER : AFTER_USER;
}

/** Whether nothing, a sign or a small word (`from`, `by`) follows: then what stands here is all of the name. */
function isAtPhraseEnd({ kind, flags, count }: Message, i: number): boolean {
  if (i + 1 >= count || kind[i + 1] === MARK) return true;
  return i + 2 < count && ((flags[i + 2] ?? 0) & IS_GRAMMAR) !== 0;
}

/** A single word between quotes. In `"key":"word"` and `key="word"` it is the key that counts. */
function inQuotes(message: Message, i: number, quote: number): number {
  const { kind, flags } = message;
  if (i + 1 >= message.count || !message.isSign(i + 1, quote)) return NEVER;
  if (i + 2 < message.count && message.isSign(i + 2, COLON)) return NEVER;
  let at = i - 2;
  if (at >= 1 && kind[at] === GAP) {
    if (kind[at - 1] === WORD && ((flags[at - 1] ?? 0) & IS_USER) !== 0) return AFTER_USER;
    at--;
  }
  if (at >= 1 && message.isSign(at, EQUALS)) return afterKey(message, i, at - 1);
  if (at >= 2 && message.isSign(at, COLON) && message.isSign(at - 1, QUOTE))
    return afterKey(message, i, at - 2);
  return IN_QUOTES;
}

/**
 * Several words between quotes behind a key (`tag="View Lock"`) are one value of it as one word would be: the piece of the
 * closing quote, −1 when something else begins at piece `i`.
 */
export function quotedWordsEnd(message: Message, i: number): number {
  const { kind, count } = message;
  if (i < 3 || !message.isSign(i - 1, QUOTE) || !message.isSign(i - 2, EQUALS) || kind[i - 3] === GAP)
    return -1;
  let to = i;
  while (to < count && (kind[to] === WORD || kind[to] === NAME || kind[to] === GAP)) to++;
  return to > i + 1 && message.isSign(to, QUOTE) ? to : -1;
}

/** How many different texts between quotes must be seen behind the key before piece `i`, that they begin with. */
export function quotedWordsEvidence(message: Message, i: number): number {
  return afterKey(message, i, i - 3);
}

function afterKey(message: Message, i: number, key: number): number {
  const { kind, flags, units, start, stop } = message;
  if (key < 0 || kind[key] === GAP) return NEVER;
  if (i + 1 < message.count && kind[i + 1] === MARK) {
    const next = units[start[i + 1] ?? 0];
    if (next === 40 || next === EQUALS || next === 91) return NEVER;
  }
  const isName =
    ((flags[key] ?? 0) & (IS_USER | IS_NAMED | IS_KEY)) !== 0 ||
    endsInName(units, start[key] ?? 0, stop[key] ?? 0);
  return isName ? AFTER_NAME_KEY : AFTER_KEY;
}

const NAME_ENDINGS = ["name", "user", "host", "addr", "id", "path", "file", "mail"].map((ending) =>
  Array.from(ending, (letter) => letter.charCodeAt(0)),
);

/** `Name`, `userName`, `client_id`, `src_host`: keys that end in a word for a name. */
function endsInName(units: Uint16Array, start: number, end: number): boolean {
  return NAME_ENDINGS.some((ending) => {
    if (end - start < ending.length) return false;
    // 32 is what tells a capital from a small letter
    return ending.every((letter, i) => ((units[end - ending.length + i] ?? 0) | 32) === letter);
  });
}
