import {
  ALPHABETIC,
  BREAK,
  classOf,
  COLON,
  DASH,
  DIGIT,
  DOT,
  HEX_LETTER,
  IDEOGRAPH,
  LOWER,
  SIGIL,
  SIGN,
  SLASH,
  SPACE,
  UNDERSCORE,
} from "./character.ts";
import { classifyWord } from "./classify-word.ts";
import { dateTimeEnd } from "./date-time.ts";
import { GAP, MARK, NAME, type Pieces, PIECES_MAX, VALUE, WORD } from "./pieces.ts";
import { IS_POINT } from "./point.ts";
import { pathEnd, requestTargetEnd, urlStart, urlEnd } from "./paths.ts";
import { hashSpan, IS_GRAMMAR, IS_METHOD, IS_USER, wordFlags } from "./vocabulary.ts";

/**
 * Cuts the first line of a message into pieces, in one pass: blanks, signs, words, and the values that their shape gives away.
 *
 * @param pieces - Filled anew.
 * @returns Where the first line ends.
 */
export function tokenize(text: string, pieces: Pieces): number {
  pieces.count = 0;
  const end = lineEnd(text);
  let i = 0;
  while (i < end && classOf(text.charCodeAt(i)) & SPACE) i++;
  const first = i;
  while (i < end) {
    if (pieces.count >= PIECES_MAX - 8) {
      pushValue(text, i, end, pieces);
      break;
    }
    const unit = text.charCodeAt(i);
    const c = classOf(unit);
    if (c & SPACE) i = gap(text, i, end, pieces);
    else if (c & BREAK) i = breakMark(text, i, end, first, pieces);
    else i = word(text, i, end, pieces);
  }
  return end;
}

function lineEnd(text: string): number {
  const newline = text.indexOf("\n");
  let end = newline < 0 ? text.length : newline;
  while (end > 0 && classOf(text.charCodeAt(end - 1)) & SPACE) end--;
  return end;
}

function gap(text: string, start: number, end: number, pieces: Pieces): number {
  let i = start + 1;
  while (i < end && classOf(text.charCodeAt(i)) & SPACE) i++;
  pieces.push(GAP, start, i, GAP_HASH, 0);
  return i;
}

const GAP_HASH = 0x20;

function breakMark(text: string, i: number, end: number, first: number, pieces: Pieces): number {
  const char = text[i];
  const next = text[i + 1];
  const before = i === first ? " " : (text[i - 1] ?? " ");
  if (char === "<" && text.startsWith("<*>", i)) {
    pushValue(text, i, i + 3, pieces);
    return i + 3;
  }
  if (char === "<" && next !== undefined && classOf(next.charCodeAt(0)) & DIGIT && before === " ") {
    // `<1 sec`: less than, part of the number
    return word(text, i, end, pieces);
  }
  pieces.push(MARK, i, i + 1, text.charCodeAt(i), 0);
  const isFree = before === " " || before === "=" || before === ":" || before === ",";
  if (char === '"' && isFree) {
    const agent = userAgentEnd(text, i + 1, end);
    if (agent > 0) {
      pushValue(text, i + 1, agent, pieces);
      return agent;
    }
    if (next === "-" && text[i + 2] === '"') {
      pieces.push(NAME, i + 1, i + 2, hashSpan(text, i + 1, i + 2), IS_POINT);
      return i + 2;
    }
  }
  if (isFree && closes(char, next) && i + 1 < end) pieces.push(NAME, i + 1, i + 1, 1, IS_POINT);
  if (char === "=" && isKeyEnd(before) && (i + 1 >= end || next === " " || next === "," || next === ";")) {
    pieces.push(NAME, i + 1, i + 1, 1, IS_POINT);
  }
  return i + 1;
}

function closes(open: string | undefined, close: string | undefined): boolean {
  return (
    (open === "(" && close === ")") || (open === "[" && close === "]") || (open === '"' && close === '"')
  );
}

function isKeyEnd(char: string): boolean {
  return (classOf(char.charCodeAt(0)) & (ALPHABETIC | DIGIT)) !== 0 || char === "_";
}

/** The end of a quoted product with its version and comments (`Mozilla/5.0 (X11; …) …`), or −1. */
function userAgentEnd(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && i - start < 40) {
    const c = classOf(text.charCodeAt(i));
    if (c & SLASH) break;
    if (!(c & (ALPHABETIC | DIGIT)) && text[i] !== "-" && text[i] !== "_" && text[i] !== ".") return -1;
    i++;
  }
  if (i === start || text[i] !== "/" || !(classOf(text.charCodeAt(i + 1)) & DIGIT)) return -1;
  if (text.startsWith("HTTP/", start)) return -1;
  const quote = text.indexOf('"', i);
  return quote < 0 || quote > end ? -1 : quote;
}

function pushValue(text: string, start: number, end: number, pieces: Pieces): void {
  // values joined by one of `: / . # @ ,` are one value: address and port, two numbers of a ratio
  const i = pieces.count - 1;
  if (i >= 1 && pieces.kind[i] === MARK && pieces.kind[i - 1] === VALUE && pieces.end[i] === start) {
    const from = pieces.start[i] ?? 0;
    if (start - from === 1 && pieces.end[i - 1] === from && ":/.#@,".includes(text[from] ?? " ")) {
      pieces.count = i;
      pieces.end[i - 1] = end;
      return;
    }
  }
  if (i >= 0 && pieces.kind[i] === VALUE && pieces.end[i] === start) {
    pieces.end[i] = end;
    return;
  }
  pieces.push(VALUE, start, end, 1, IS_POINT);
}

/** Reads one word: what stands up to the next blank or breaking sign, where dates, paths and addresses may reach further. */
function word(text: string, start: number, end: number, pieces: Pieces): number {
  const unit = text.charCodeAt(start);
  if ((unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90)) {
    const date = dateTimeEnd(text, start);
    if (date > 0 && date <= end) {
      pushValue(text, start, date, pieces);
      return date;
    }
  }
  const method = pieces.count - 2;
  if (method >= 0 && (pieces.flags[method] ?? 0) & IS_METHOD && pieces.kind[method + 1] === GAP) {
    const target = requestTargetEnd(text, start, end);
    if (target > start) {
      pushValue(text, start, target, pieces);
      return target;
    }
  }
  if (unit === 47 || (unit === 126 && text[start + 1] === "/")) {
    const path = pathEnd(text, start, end);
    if (path > start + 1) {
      pushValue(text, start, path, pieces);
      return path;
    }
  }
  let stop = start + (unit === 60 ? 1 : 0);
  let bits = 0;
  let colons = 0;
  const isIdeographic = (classOf(unit) & IDEOGRAPH) !== 0;
  for (; stop < end; stop++) {
    const c = classOf(text.charCodeAt(stop));
    if (c & (SPACE | BREAK)) {
      if (!isApostrophe(text, stop)) break;
      continue;
    }
    if (((c & IDEOGRAPH) !== 0) !== isIdeographic) break;
    bits |= c;
    if (c & COLON) colons++;
  }
  if (bits & COLON && bits & (SLASH | SIGN)) {
    const url = urlStart(text, start, stop);
    if (url >= 0) {
      if (url > start) parts(text, start, url, bits, colons, pieces);
      const to = urlEnd(text, url, end);
      pushValue(text, url, to, pieces);
      return to;
    }
  }
  if (text[stop] === "=" && bits & COLON && bits & DOT) {
    const property = propertyStart(text, start, stop);
    if (property > 0) {
      parts(text, start, property, bits, colons, pieces);
      pushValue(text, property, end, pieces);
      return end;
    }
  }
  parts(text, start, stop, bits, colons, pieces);
  return stop;
}

/** Where the dotted key begins in `environment:java.home=/usr/lib/jvm`: a dump of properties, one a line; −1 when it is none. */
function propertyStart(text: string, start: number, stop: number): number {
  const colon = text.lastIndexOf(":", stop - 1);
  if (colon <= start) return -1;
  let bits = 0;
  for (let i = colon + 1; i < stop; i++) bits |= classOf(text.charCodeAt(i));
  return bits & DOT && !(bits & ~(ALPHABETIC | HEX_LETTER | DOT | DIGIT | UNDERSCORE)) ? colon + 1 : -1;
}

function isApostrophe(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (c !== 39 && c !== 0x2019) return false;
  return (
    (classOf(text.charCodeAt(at - 1)) & classOf(text.charCodeAt(at + 1)) & ALPHABETIC) !== 0 ||
    isContraction(text, at)
  );
}

function isContraction(text: string, at: number): boolean {
  const before = classOf(text.charCodeAt(at - 1)) & ALPHABETIC;
  const after = at + 1 < text.length ? classOf(text.charCodeAt(at + 1)) & ALPHABETIC : 0;
  return before !== 0 && after !== 0;
}

/** Takes off the signs around a word and splits it at colons. */
function parts(
  text: string,
  start: number,
  stop: number,
  bits: number,
  colons: number,
  pieces: Pieces,
): void {
  if (colons >= 2 && isColonNumber(text, start, stop)) {
    let to = stop;
    while (to > start && (text[to - 1] === ":" || text[to - 1] === ".") && text[to - 2] !== ":") to--;
    pushValue(text, start, to, pieces);
    if (to < stop) mark(text, to, stop, pieces);
    return;
  }
  let from = start;
  while (from < stop && isLeadingSign(text, from, stop)) from++;
  let to = stop;
  while (to > from && isTrailingSign(text, to - 1)) to--;
  if (from > start) mark(text, start, from, pieces);
  if (to > from) {
    if (bits & COLON) splitAtColons(text, from, to, pieces);
    else one(text, from, to, pieces);
  }
  if (to < stop) mark(text, to, stop, pieces);
}

function splitAtColons(text: string, from: number, to: number, pieces: Pieces): void {
  let at = from;
  while (at < to) {
    let colon = text.indexOf(":", at);
    if (colon < 0 || colon > to) colon = to;
    const port = colon > at && colon < to ? hostWithPortEnd(text, at, colon, to, pieces) : -1;
    if (port > 0) {
      pushValue(text, at, port, pieces);
      at = port;
      continue;
    }
    if (colon > at) one(text, at, colon, pieces);
    let next = colon;
    while (next < to && text[next] === ":") next++;
    if (next > colon) mark(text, colon, next, pieces);
    at = next;
  }
}

/**
 * The end of `name:port` or `file.c:line`, −1 when it is a key and its value. A name without dots counts only where a message
 * begins: elsewhere `uid:1000` is more likely.
 */
function hostWithPortEnd(text: string, from: number, colon: number, to: number, pieces: Pieces): number {
  let port = colon + 1;
  while (port < to && classOf(text.charCodeAt(port)) & DIGIT) port++;
  if (port - colon < 3 || port - colon > 6 || (port < to && text[port] !== ":")) return -1;
  let bits = 0;
  for (let i = from; i < colon; i++) bits |= classOf(text.charCodeAt(i));
  if (bits & ~(LOWER | HEX_LETTER | DIGIT | DASH | UNDERSCORE | DOT)) return -1;
  const isHost = bits & DOT || (pieces.count === 0 && wordFlags(hashSpan(text, from, colon)) === 0);
  return isHost ? port : -1;
}

function one(text: string, from: number, to: number, pieces: Pieces): void {
  classifyWord(text, from, to, pieces, pushValue);
  const i = pieces.count - 1;
  // `Invalid user  from`: a name that is empty still has its place
  if (
    pieces.kind[i] === WORD &&
    (pieces.flags[i] ?? 0) & IS_GRAMMAR &&
    i >= 2 &&
    pieces.kind[i - 1] === GAP
  ) {
    const gapStart = pieces.start[i - 1] ?? 0;
    const isWide = (pieces.end[i - 1] ?? 0) - gapStart >= 2;
    if (isWide && pieces.kind[i - 2] === WORD && (pieces.flags[i - 2] ?? 0) & IS_USER) {
      const hash = pieces.hash[i] ?? 0;
      const flags = pieces.flags[i] ?? 0;
      pieces.count = i;
      pieces.end[i - 1] = gapStart + 1;
      pieces.push(NAME, gapStart + 1, gapStart + 1, 1, IS_POINT);
      pieces.push(GAP, gapStart + 1, from, GAP_HASH, 0);
      pieces.push(WORD, from, to, hash, flags);
    }
  }
}

function mark(text: string, from: number, to: number, pieces: Pieces): void {
  pieces.push(MARK, from, to, hashSpan(text, from, to), 0);
}

/** Hexadecimal groups between colons, with at least one digit: IPv6 and MAC addresses, PCI places, times. */
function isColonNumber(text: string, start: number, stop: number): boolean {
  let digits = 0;
  for (let i = start; i < stop; i++) {
    const c = classOf(text.charCodeAt(i));
    if (c & DIGIT) digits++;
    else if (!(c & (HEX_LETTER | COLON)) && text[i] !== "." && text[i] !== "/" && text[i] !== "%")
      return false;
  }
  return digits > 0;
}

function isLeadingSign(text: string, at: number, stop: number): boolean {
  const c = classOf(text.charCodeAt(at));
  if (c & (ALPHABETIC | DIGIT | IDEOGRAPH)) return false;
  const char = text[at];
  if (char === "_" || char === "/" || char === "\\" || char === "<") return false;
  const isNumberSign = char === "-" || char === "+" || char === ".";
  return !(isNumberSign && at + 1 < stop && classOf(text.charCodeAt(at + 1)) & DIGIT);
}

function isTrailingSign(text: string, at: number): boolean {
  const c = classOf(text.charCodeAt(at));
  return (
    (c & (ALPHABETIC | DIGIT | IDEOGRAPH)) === 0 &&
    text[at] !== "_" &&
    text[at] !== "/" &&
    text[at] !== "\\" &&
    !(c & SIGIL && text[at] !== "#" && text[at] !== "@")
  );
}
