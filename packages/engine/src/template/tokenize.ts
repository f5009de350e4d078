import {
  ALPHABETIC,
  BREAK,
  COLON,
  DIGIT,
  DOT,
  HEX_LETTER,
  IDEOGRAPH,
  LOWER,
  SIGN,
  SLASH,
  SPACE,
  UNDERSCORE,
  UPPER,
} from "./character.ts";
import { classifyWord } from "./classify-word.ts";
import { dateTimeEnd } from "./date-time.ts";
import { GAP, IS_POINT, MARK, type Message, NAME, PIECES_MAX, WORD } from "./message.ts";
import { pathEnd, requestTargetEnd, urlEnd, urlStart, userAgentEnd } from "./paths.ts";
import { pushValue } from "./push-pieces.ts";
import { splitWord } from "./split-word.ts";
import { IS_GRAMMAR, IS_METHOD, IS_TEXT, IS_USER, IS_VALUE, wordFlags } from "./vocabulary.ts";
import { hashText } from "./word-table.ts";
import { beginsForeignText, haproxyEnd } from "./written-by-others.ts";

const QUOTE = 34;
const APOSTROPHE = 39;
const DASH = 45;
const SLASH_UNIT = 47;
const COLON_UNIT = 58;
const LESS = 60;
const EQUALS = 61;
const EMPTY_HASH = hashText("");
const DASH_HASH = hashText("-");
/** Length of HAProxy's termination state. */
const STATE_LENGTH = 4;
/** A word longer than this is a value. */
const WORD_LENGTH_MAX = 200;
const LETTERS_ONLY = UPPER | LOWER | HEX_LETTER;

/**
 * Cuts the first line of a message into pieces, in one pass: blanks, signs, words, and the values that their shape gives away.
 * `message` has been read and gets the pieces.
 */
export function tokenize(message: Message): void {
  const { classes, end } = message;
  let i = 0;
  while (i < end && ((classes[i] ?? 0) & SPACE) !== 0) i++;
  while (i < end) {
    if (message.count >= PIECES_MAX - 8) {
      pushValue(message, i, end);
      return;
    }
    const c = classes[i] ?? 0;
    if ((c & SPACE) !== 0) {
      i = gap(message, i);
      if (i < end && beginsForeignText(message)) {
        pushValue(message, i, end);
        return;
      }
    } else if ((c & BREAK) !== 0) i = breakMark(message, i);
    else i = word(message, i);
  }
  if (message.isCut) pushValue(message, end, end);
}

function gap(message: Message, start: number): number {
  const { classes, end } = message;
  let i = start + 1;
  while (i < end && ((classes[i] ?? 0) & SPACE) !== 0) i++;
  message.push(GAP, start, i, 32, 0);
  return i;
}

function breakMark(message: Message, i: number): number {
  const { units, classes, text } = message;
  const unit = units[i] ?? 0;
  const next = units[i + 1] ?? 0;
  const isFree = i === 0 || ((classes[i - 1] ?? 0) & SPACE) !== 0;
  if (unit === LESS) {
    if (text.startsWith("<*>", i)) {
      pushValue(message, i, i + 3);
      return i + 3;
    }
    // `<1 sec`: less than, part of the number
    if (isFree && ((classes[i + 1] ?? 0) & DIGIT) !== 0) return word(message, i);
  }
  message.push(MARK, i, i + 1, unit, 0);
  if (unit === EQUALS) {
    const isKey = i > 0 && ((classes[i - 1] ?? 0) & (ALPHABETIC | DIGIT | UNDERSCORE)) !== 0;
    const isEmpty = ((classes[i + 1] ?? 0) & SPACE) !== 0 || next === 44 || next === 59;
    if (isKey && !isEmpty && beginsForeignText(message)) {
      pushValue(message, i + 1, message.end);
      return message.end;
    }
    if (isKey && isEmpty) message.push(NAME, i + 1, i + 1, EMPTY_HASH, IS_POINT);
    return i + 1;
  }
  const before = i === 0 ? 32 : (units[i - 1] ?? 32);
  if (!isFree && before !== EQUALS && before !== COLON_UNIT && before !== 44) return i + 1;
  if (unit === QUOTE) {
    const agent = userAgentEnd(message, i + 1);
    if (agent > 0) {
      pushValue(message, i + 1, agent);
      return agent;
    }
    if (next === DASH && units[i + 2] === QUOTE) {
      message.push(NAME, i + 1, i + 2, DASH_HASH, IS_POINT);
      return i + 2;
    }
  }
  if (isPair(unit, next)) message.push(NAME, i + 1, i + 1, EMPTY_HASH, IS_POINT);
  return i + 1;
}

function isPair(open: number, close: number): boolean {
  return (
    (open === 40 && close === 41) || (open === 91 && close === 93) || (open === QUOTE && close === QUOTE)
  );
}

/** Reads one word: what stands up to the next blank or breaking sign, where dates, paths and addresses may reach further. */
function word(message: Message, start: number): number {
  const { units, classes, end } = message;
  const first = classes[start] ?? 0;
  if ((first & (DIGIT | UPPER)) !== 0) {
    const date = dateTimeEnd(units, start);
    if (date > 0 && date <= end) {
      pushValue(message, start, date);
      return date;
    }
  }
  const method = message.count - 2;
  if (method >= 0 && ((message.flags[method] ?? 0) & IS_METHOD) !== 0 && message.kind[method + 1] === GAP) {
    const target = requestTargetEnd(message, start);
    if (target > start) {
      pushValue(message, start, target);
      return target;
    }
  }
  if (units[start] === SLASH_UNIT || (units[start] === 126 && units[start + 1] === SLASH_UNIT)) {
    const path = pathEnd(message, start);
    if (path > start + 1) {
      pushValue(message, start, path);
      return path;
    }
  }
  let stop = start + (units[start] === LESS ? 1 : 0);
  let bits = 0;
  let colons = 0;
  let hash = 0x811c9dc5 | 0;
  const isIdeographic = (first & IDEOGRAPH) !== 0;
  for (; ; stop++) {
    const c = classes[stop] ?? SPACE;
    if ((c & (SPACE | BREAK)) !== 0) {
      if (stop >= end || !isApostrophe(message, stop)) break;
      continue;
    }
    if (((c & IDEOGRAPH) !== 0) !== isIdeographic) break;
    bits |= c;
    if ((c & COLON) !== 0) colons++;
    hash = Math.imul(hash ^ (units[stop] ?? 0), 0x01000193);
  }
  if (stop > end) stop = end;
  if (stop - start === STATE_LENGTH && ((classes[stop + 1] ?? 0) & DIGIT) !== 0) {
    const tail = haproxyEnd(message, start);
    if (tail > 0) return tail;
  }
  if ((bits & ~LETTERS_ONLY) === 0) {
    const flags = wordFlags(hash);
    if ((flags & (IS_TEXT | IS_VALUE)) === IS_TEXT) pushWord(message, start, stop, hash, flags);
    else classifyWord(message, start, stop, bits);
    return stop;
  }
  if (stop - start > WORD_LENGTH_MAX) {
    pushValue(message, start, stop);
    return stop;
  }
  if ((bits & COLON) !== 0) {
    if ((bits & (SLASH | SIGN)) !== 0) {
      const url = urlStart(message, start, stop);
      if (url >= 0) {
        if (url > start) splitWord(message, start, url, bits, colons);
        const to = urlEnd(message, url);
        pushValue(message, url, to);
        return to;
      }
    }
    if ((bits & DOT) !== 0 && units[stop] === EQUALS) {
      const property = propertyStart(message, start, stop);
      if (property > 0) {
        splitWord(message, start, property, bits, colons);
        pushValue(message, property, end);
        return end;
      }
    }
  }
  splitWord(message, start, stop, bits, colons);
  return stop;
}

/** Appends a word of the vocabulary. `Invalid user  from`: a name that is empty still has its place before a small word. */
function pushWord(message: Message, start: number, stop: number, hash: number, flags: number): void {
  const gapPiece = message.count - 1;
  if ((flags & IS_GRAMMAR) !== 0 && gapPiece >= 1 && message.kind[gapPiece] === GAP) {
    const gapStart = message.start[gapPiece] ?? 0;
    const isAfterUser =
      message.kind[gapPiece - 1] === WORD && ((message.flags[gapPiece - 1] ?? 0) & IS_USER) !== 0;
    if (isAfterUser && start - gapStart >= 2) {
      message.stop[gapPiece] = gapStart + 1;
      message.push(NAME, gapStart + 1, gapStart + 1, EMPTY_HASH, IS_POINT);
      message.push(GAP, gapStart + 1, start, 32, 0);
    }
  }
  message.push(WORD, start, stop, hash, flags);
}

/** An apostrophe inside a word (`can't`) belongs to it. */
function isApostrophe({ units, classes }: Message, at: number): boolean {
  if (units[at] !== APOSTROPHE && units[at] !== 0x2019) return false;
  return at > 0 && ((classes[at - 1] ?? 0) & ALPHABETIC) !== 0 && ((classes[at + 1] ?? 0) & ALPHABETIC) !== 0;
}

/** Where the dotted key begins in `environment:java.home=/usr/lib/jvm`: a dump of properties, one a line; −1 when it is none. */
function propertyStart({ units, classes }: Message, start: number, stop: number): number {
  let colon = stop - 1;
  let bits = 0;
  while (colon > start && units[colon] !== COLON_UNIT) bits |= classes[colon--] ?? 0;
  if (colon <= start) return -1;
  return (bits & DOT) !== 0 && (bits & ~(ALPHABETIC | HEX_LETTER | DOT | DIGIT | UNDERSCORE)) === 0
    ? colon + 1
    : -1;
}
