import {
  ALPHABETIC,
  DASH,
  DIGIT,
  DOT,
  IDEOGRAPH,
  LETTER,
  LOWER,
  SIGIL,
  SIGN,
  SLASH,
  UNDERSCORE,
} from "./character.ts";
import { isHostName } from "./host-name.ts";
import { CODED, IS_CAPITALS, IS_IDENTIFIER, type Message, NAME, WORD } from "./message.ts";
import { pushMark, pushValue } from "./push-pieces.ts";
import { IS_TEXT, IS_VALUE, wordFlags } from "./vocabulary.ts";
import { hasWordEnding } from "./word-ending.ts";
import {
  hasDigit,
  hashWithoutDigits,
  isCodeCase,
  isCoded,
  isCodedDotted,
  isHexWord,
  isTechnical,
} from "./word-shape.ts";
import { hashUnits } from "./word-table.ts";

const HASH_SIGN = 35;
const BRACKET = 40;
const COLON = 58;
const EQUALS = 61;
const AT = 64;
const SQUARE = 91;
const BACKSLASH = 92;

/**
 * Tells from its shape whether a word is text, a value or perhaps a name, and appends its pieces.
 *
 * @param bits - Classes of the characters in it, or more.
 */
export function classifyWord(message: Message, start: number, end: number, bits: number): void {
  if ((bits & SLASH) !== 0) slashed(message, start, end);
  else if ((bits & SIGIL) !== 0) atSigil(message, start, end);
  else if ((bits & DIGIT) !== 0) numbered(message, start, end, bits);
  else lettered(message, start, end, bits);
}

function classifyPart(message: Message, start: number, end: number): void {
  let bits = 0;
  for (let i = start; i < end; i++) bits |= message.classes[i] ?? 0;
  classifyWord(message, start, end, bits);
}

/** `a/b/c` is a path; `I/O` and `PS/2` are words and numbers around a slash. */
function slashed(message: Message, start: number, end: number): void {
  const { units } = message;
  let slashes = 0;
  let slash = -1;
  for (let i = start; i < end; i++) {
    if (units[i] !== 47) continue;
    if (slash < 0) slash = i;
    slashes++;
  }
  if (slashes >= 2 && !(slash === start && slashes === 2 && units[start + 1] === 47))
    return pushValue(message, start, end);
  const count = message.count;
  if (slash > start) classifyPart(message, start, slash);
  const isNamed = message.count === count + 1 && message.kind[count] === NAME;
  if (isNamed && hasDigit(message, slash + 1, end)) {
    message.count = count;
    return pushValue(message, start, end);
  }
  pushMark(message, slash, slash + 1);
  if (slash + 1 < end) classifyPart(message, slash + 1, end);
}

/** `user@host` and `package@1.2` are values; `Class@1f3c` and `CPU#0` are a word and its number. */
function atSigil(message: Message, start: number, end: number): void {
  const { units, classes } = message;
  let at = start;
  let lowers = 0;
  while (at < end && units[at] !== AT && units[at] !== HASH_SIGN) {
    if (((classes[at] ?? 0) & LOWER) !== 0) lowers++;
    at++;
  }
  const isCode = at > start && (lowers === 0 || isCodeCase(message, start, at));
  if (units[at] === AT && at > start && at < end - 1 && !(isCode && hasDigit(message, at, end))) {
    return pushValue(message, start, end);
  }
  if (at > start) classifyPart(message, start, at);
  let next = at;
  while (next < end && (units[next] === HASH_SIGN || units[next] === AT)) next++;
  pushMark(message, at, next);
  if (next < end) classifyPart(message, next, end);
}

function numbered(message: Message, start: number, end: number, bits: number): void {
  const { units, classes } = message;
  const isLetterFirst = ((classes[start] ?? 0) & ALPHABETIC) !== 0;
  let isWord = false;
  if (!isLetterFirst || (bits & (SIGN | LETTER)) !== 0) isWord = false;
  else if ((bits & DOT) !== 0)
    isWord = !isHostName(message, start, end) && isCodedDotted(message, start, end);
  else if ((bits & DASH) !== 0) isWord = isCodedDashed(message, start, end);
  else {
    const isCall = units[end] === BRACKET || (units[end] === COLON && units[end + 1] === COLON);
    const isMember = start >= 2 && units[start - 1] === COLON && units[start - 2] === COLON;
    const isKey = units[end] === EQUALS && end - start <= 3;
    isWord = isCall || isMember || isKey || isCoded(message, start, end);
  }
  if (isWord) message.push(CODED, start, end, hashWithoutDigits(message, start, end), 0);
  else pushValue(message, start, end);
}

/** `BIOS-e820`, `UTF-8`: words of the trade; any other hyphenated word with a number is an identifier. */
function isCodedDashed(message: Message, start: number, end: number): boolean {
  if (isTechnical(message, start, end)) return true;
  let dash = end - 1;
  while (dash > start && ((message.classes[dash] ?? 0) & DASH) === 0) dash--;
  return isTechnical(message, dash + 1, end) && !hasDigit(message, start, dash);
}

function lettered(message: Message, start: number, end: number, bits: number): void {
  const { units } = message;
  if ((bits & (SIGN | DOT)) !== 0) {
    const isValue = (bits & SIGN) !== 0 ? isDomainUser(units, start, end) : isHostName(message, start, end);
    if (isValue) return pushValue(message, start, end);
    const kind = isQualifiedName(message, start, end) ? NAME : WORD;
    return message.push(kind, start, end, hashUnits(units, start, end), 0);
  }
  const hash = hashUnits(units, start, end);
  const next = units[end];
  let flags = wordFlags(hash);
  if ((flags & IS_VALUE) !== 0 && next !== EQUALS) return pushValue(message, start, end);
  if (flags === 0 && units[end - 1] === LETTER_S)
    flags = wordFlags(hashUnits(units, start, end - 1)) & IS_TEXT;
  if (flags !== 0 || (bits & IDEOGRAPH) !== 0) return message.push(WORD, start, end, hash, flags);
  if (isHexWord(message, start, end)) return pushValue(message, start, end);
  const isKeyOrCall = next === BRACKET || next === EQUALS || next === COLON || next === SQUARE;
  const isIdentifier = (bits & (DASH | UNDERSCORE)) !== 0;
  const isText =
    isKeyOrCall ||
    end - start === 1 ||
    isCodeCase(message, start, end) ||
    (isIdentifier ? isAllText(message, start, end) : hasWordEnding(units, start, end));
  const isCapitals = (bits & LOWER) === 0 ? IS_CAPITALS : 0;
  message.push(isText ? WORD : NAME, start, end, hash, (isIdentifier ? IS_IDENTIFIER : 0) | isCapitals);
}

const LETTER_S = 115;

/** `org.example.shop.Cart`, `system.power.show`: three parts or more, and no key, call or prefix. */
function isQualifiedName({ units, classes }: Message, start: number, end: number): boolean {
  const next = units[end];
  if (next === BRACKET || next === EQUALS || next === COLON || next === SQUARE) return false;
  let dots = 0;
  for (let i = start; i < end; i++) {
    const c = classes[i] ?? 0;
    if ((c & DOT) !== 0 && i > start && i < end - 1) dots++;
    else if ((c & (ALPHABETIC | UNDERSCORE)) === 0) return false;
  }
  return dots >= 2;
}

/** `DOMAIN\user`. */
function isDomainUser(units: Uint16Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end - 1; i++) if (units[i] === BACKSLASH) return true;
  return false;
}

/** Whether each part of a hyphenated word is of the vocabulary (`read-only`). */
function isAllText({ units, classes }: Message, start: number, end: number): boolean {
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && ((classes[i] ?? 0) & (DASH | UNDERSCORE)) === 0) continue;
    if (i > from && wordFlags(hashUnits(units, from, i)) === 0 && !hasWordEnding(units, from, i))
      return false;
    from = i + 1;
  }
  return true;
}
