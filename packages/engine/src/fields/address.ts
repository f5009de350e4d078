import { COLON, DOT, ZERO, isDigit, isLetter, skipDigits } from "../header/chars.ts";

/** An IP address in a text; `text` without the IPv4-mapped prefix `::ffff:`. */
export interface FoundAddress {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Most addresses that are looked at in one text. */
const addressesMax = 16;
/** Longest IPv6 address with an IPv4 part. */
const addressLengthMax = 45;

/** Most texts have none. */
const NONE: FoundAddress[] = [];

/** IP addresses of a text from left to right. Linear: the search jumps from dot to dot and from colon to colon. */
export function addressesIn(text: string): readonly FoundAddress[] {
  let found: FoundAddress[] = NONE;
  let dot = text.indexOf(".");
  let colon = text.indexOf(":");
  let place = 0;
  while ((dot >= 0 || colon >= 0) && found.length < addressesMax) {
    const isColon = colon >= 0 && (dot < 0 || colon < dot);
    const at = isColon ? colon : dot;
    const address = isColon ? (isInV6(text, at) ? v6At(text, at, place) : null) : v4At(text, at, place);
    if (address !== null) {
      if (found === NONE) found = [address];
      else found.push(address);
    }
    place = address?.end ?? at + 1;
    if (dot >= 0 && dot < place) dot = text.indexOf(".", place);
    if (colon >= 0 && colon < place) colon = text.indexOf(":", place);
  }
  return found;
}

/** A colon of an address stands between two hex digits or beside another colon. */
function isInV6(text: string, colon: number): boolean {
  const next = text.charCodeAt(colon + 1);
  return next === COLON || (isHex(next) && isHex(text.charCodeAt(colon - 1)));
}

/** The IPv4 address whose first dot stands at `dot`. */
function v4At(text: string, dot: number, from: number): FoundAddress | null {
  if (!isDigit(text.charCodeAt(dot - 1)) || !isDigit(text.charCodeAt(dot + 1))) return null;
  let start = dot - 1;
  while (start > from && start > dot - 3 && isDigit(text.charCodeAt(start - 1))) start -= 1;
  if (start > 0 && isPartOfName(text.charCodeAt(start - 1))) return null;
  const end = v4End(text, start);
  return end < 0 ? null : { start, end, text: text.slice(start, end) };
}

/** Index after four numbers up to 255, or -1. What follows one more dot is no fifth number when it is too long for one. */
function v4End(text: string, at: number): number {
  let end = at;
  for (let group = 0; ; group += 1) {
    const start = end;
    let value = 0;
    let code = text.charCodeAt(end);
    while (isDigit(code) && end < start + 4) {
      value = value * 10 + code - ZERO;
      end += 1;
      code = text.charCodeAt(end);
    }
    if (end === start || end > start + 3 || value > 255) return -1;
    if (group < 3) {
      if (code !== DOT) return -1;
      end += 1;
      continue;
    }
    if (isLetter(code) || code === 95) return -1;
    if (code !== DOT || !isDigit(text.charCodeAt(end + 1))) return end;
    return skipDigits(text, end + 1) - end > 4 ? end : -1;
  }
}

/** The IPv6 address whose first colon stands at `colon`: eight groups, or fewer with one `::`; an IPv4 part at its end. */
function v6At(text: string, colon: number, from: number): FoundAddress | null {
  let start = colon;
  while (start > from && start > colon - 4 && isHex(text.charCodeAt(start - 1))) start -= 1;
  if (start > from && (isPartOfName(text.charCodeAt(start - 1)) || text.charCodeAt(start - 1) === COLON))
    return null;
  let end = start;
  let groups = 0;
  let hasGap = false;
  const last = Math.min(text.length, start + addressLengthMax);
  while (end < last) {
    if (text.charCodeAt(end) === COLON) {
      if (text.charCodeAt(end + 1) !== COLON) {
        if (groups === 0 || !isHex(text.charCodeAt(end + 1)) || groups === 8) break;
        end += 1;
        continue;
      }
      if (hasGap) break;
      hasGap = true;
      end += 2;
      continue;
    }
    let next = end;
    while (next < end + 5 && isHex(text.charCodeAt(next))) next += 1;
    if (next === end) break;
    if (next - end > 4) return null;
    if (text.charCodeAt(next) === DOT && groups > 0) {
      const tail = v4End(text, end);
      if (tail > 0) return address6(text, start, tail, end);
    }
    groups += 1;
    end = next;
  }
  const after = text.charCodeAt(end) === DOT ? text.charCodeAt(end + 1) : text.charCodeAt(end);
  if (isPartOfName(after) || groups > 8 || groups === 0) return null;
  if (!hasGap && groups < 8) return null;
  // `a::b` is a name in many languages; an address has a digit.
  if (!/\d/.test(text.slice(start, end))) return null;
  return { start, end, text: text.slice(start, end) };
}

function address6(text: string, start: number, end: number, tail: number): FoundAddress {
  const isMapped = text.slice(start, tail).toLowerCase() === "::ffff:";
  return { start, end, text: text.slice(isMapped ? tail : start, end) };
}

function isHex(code: number): boolean {
  const lower = code | 32;
  return isDigit(code) || (lower >= 97 && lower <= 102);
}

function isPartOfName(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === DOT || code === 95;
}
