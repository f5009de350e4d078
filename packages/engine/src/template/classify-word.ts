import {
  ALPHABETIC,
  classOf,
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
import { CODED, MARK, NAME, type Pieces, WORD } from "./pieces.ts";
import { IS_CAPITALS, IS_IDENTIFIER } from "./point.ts";
import { hashSpan, hasWordEnding, IS_TEXT, IS_VALUE, wordFlags } from "./vocabulary.ts";
import { hasDigit, isCodeCase, isCoded, isCodedDotted, isHexWord, isHostName } from "./word-shape.ts";

type PushValue = (text: string, start: number, end: number, pieces: Pieces) => void;

/** Tells from its shape whether a word is text, a value or perhaps a name, and appends its pieces. */
export function classifyWord(
  text: string,
  start: number,
  end: number,
  pieces: Pieces,
  pushValue: PushValue,
): void {
  let bits = 0;
  let slashes = 0;
  for (let i = start; i < end; i++) {
    const c = classOf(text.charCodeAt(i));
    bits |= c;
    if (c & SLASH) slashes++;
  }
  if (bits & SLASH) return slashed(text, start, end, slashes, pieces, pushValue);
  if (bits & SIGIL) return atSigil(text, start, end, pieces, pushValue);
  if (bits & DIGIT) numbered(text, start, end, bits, pieces, pushValue);
  else lettered(text, start, end, bits, pieces, pushValue);
}

/** `a/b/c` is a path; `I/O` and `PS/2` are words and numbers around a slash. */
function slashed(
  text: string,
  start: number,
  end: number,
  slashes: number,
  pieces: Pieces,
  pushValue: PushValue,
): void {
  const isPath = slashes >= 2 && text[start] !== "/" ? !text.startsWith("//", start) : slashes >= 2;
  if (isPath) return pushValue(text, start, end, pieces);
  const slash = text.indexOf("/", start);
  if (slash === start || slash === end - 1) {
    if (slash > start) classifyWord(text, start, slash, pieces, pushValue);
    pieces.push(MARK, slash, slash + 1, 47, 0);
    if (slash < end - 1) classifyWord(text, slash + 1, end, pieces, pushValue);
    return;
  }
  const count = pieces.count;
  classifyWord(text, start, slash, pieces, pushValue);
  const isNamed = pieces.count === count + 1 && pieces.kind[count] === NAME;
  if (isNamed && hasDigit(text, slash + 1, end)) {
    pieces.count = count;
    return pushValue(text, start, end, pieces);
  }
  pieces.push(MARK, slash, slash + 1, 47, 0);
  classifyWord(text, slash + 1, end, pieces, pushValue);
}

/** `user@host` and `package@1.2` are values; `Class@1f3c` and `CPU#0` are a word and its number. */
function atSigil(text: string, start: number, end: number, pieces: Pieces, pushValue: PushValue): void {
  let at = start;
  while (at < end && text[at] !== "@" && text[at] !== "#") at++;
  const isCode = at > start && (isCodeCase(text, start, at) || !/[a-z]/.test(text.slice(start, at)));
  if (text[at] === "@" && at > start && at < end - 1 && (!isCode || !hasDigit(text, at, end))) {
    return pushValue(text, start, end, pieces);
  }
  if (at > start) classifyWord(text, start, at, pieces, pushValue);
  let next = at;
  while (next < end && (text[next] === "#" || text[next] === "@")) next++;
  pieces.push(MARK, at, next, hashSpan(text, at, next), 0);
  if (next < end) classifyWord(text, next, end, pieces, pushValue);
}

function numbered(
  text: string,
  start: number,
  end: number,
  bits: number,
  pieces: Pieces,
  pushValue: PushValue,
): void {
  const isLetterFirst = (classOf(text.charCodeAt(start)) & ALPHABETIC) !== 0;
  const isCode =
    isLetterFirst && (text[end] === "(" || text.startsWith("::", end) || text.startsWith("::", start - 2));
  const isKey = text[end] === "=" && isLetterFirst;
  let isWord = false;
  if (bits & (SIGN | LETTER)) isWord = false;
  else if (bits & DOT) isWord = !isHostName(text, start, end) && isCodedDotted(text, start, end);
  else if (bits & DASH) isWord = isCodedDashed(text, start, end);
  else isWord = isCode || isCoded(text, start, end) || (isKey && end - start <= 3);
  if (isWord) pieces.push(CODED, start, end, hashWithoutDigits(text, start, end), 0);
  else pushValue(text, start, end, pieces);
}

/** `BIOS-e820`, `UTF-8`: words of the trade; any other hyphenated word with a number is an identifier. */
function isCodedDashed(text: string, start: number, end: number): boolean {
  if (isCoded(text, start, end) && !hasDashedNumber(text, start, end)) return true;
  const dash = text.lastIndexOf("-", end - 1);
  return (
    dash > start &&
    end - dash - 1 > 2 &&
    isCoded(text, dash + 1, end) &&
    !hasDigit(text, start, dash) &&
    isTechnical(text, dash + 1, end)
  );
}

function isTechnical(text: string, start: number, end: number): boolean {
  return isCoded(text, start, end) && end - start >= 3 && /^[a-z]\d{3}$/.test(text.slice(start, end));
}

function hasDashedNumber(text: string, start: number, end: number): boolean {
  return (
    text.slice(start, end).includes("-") && !/^(?:sha|utf|iso|SHA|UTF|ISO)-/.test(text.slice(start, end))
  );
}

function lettered(
  text: string,
  start: number,
  end: number,
  bits: number,
  pieces: Pieces,
  pushValue: PushValue,
): void {
  if (bits & SIGN) {
    // `DOMAIN\user`
    if (text.indexOf("\\", start) > start && text.indexOf("\\", start) < end)
      return pushValue(text, start, end, pieces);
    pieces.push(WORD, start, end, hashSpan(text, start, end), 0);
    return;
  }
  if (bits & DOT) {
    if (isHostName(text, start, end)) return pushValue(text, start, end, pieces);
    pieces.push(WORD, start, end, hashSpan(text, start, end), 0);
    return;
  }
  const hash = hashSpan(text, start, end);
  let flags = wordFlags(hash);
  if (flags & IS_VALUE && text[end] !== "=") return pushValue(text, start, end, pieces);
  if (flags === 0 && text[end - 1] === "s") flags = wordFlags(hashSpan(text, start, end - 1)) & IS_TEXT;
  if (flags !== 0 || bits & IDEOGRAPH) {
    pieces.push(WORD, start, end, hash, flags);
    return;
  }
  if (isHexWord(text, start, end)) return pushValue(text, start, end, pieces);
  const isName =
    end - start > 1 &&
    text[end] !== "(" &&
    text[end] !== "=" &&
    text[end] !== ":" &&
    text[end] !== "[" &&
    !isCodeCase(text, start, end) &&
    !(bits & (DASH | UNDERSCORE) ? isAllText(text, start, end) : hasWordEnding(text, start, end));
  const isCapitals = (bits & LOWER) === 0 ? IS_CAPITALS : 0;
  pieces.push(
    isName ? NAME : WORD,
    start,
    end,
    hash,
    (bits & (DASH | UNDERSCORE) ? IS_IDENTIFIER : 0) | isCapitals,
  );
}

/** Whether each part of a hyphenated word is of the vocabulary (`read-only`). */
function isAllText(text: string, start: number, end: number): boolean {
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && text[i] !== "-" && text[i] !== "_") continue;
    if (i > from && wordFlags(hashSpan(text, from, i)) === 0 && !hasWordEnding(text, from, i)) return false;
    from = i + 1;
  }
  return true;
}

/** Hash of a word with each run of digits taken as one sign. */
function hashWithoutDigits(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  let wasDigit = false;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const isDigit = unit >= 48 && unit <= 57;
    if (!isDigit || !wasDigit) hash = Math.imul(hash ^ (isDigit ? 35 : unit), 0x01000193);
    wasDigit = isDigit;
  }
  return hash === 0 ? 1 : hash;
}
