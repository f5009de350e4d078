import { APOSTROPHE, EQUALS, QUOTE, SPACE, TAB, isDigit, isLetter } from "./chars.ts";

/** What separates pairs: blank and tab; for auditd also the group separator 0x1D. */
export const BLANKS_OF_AUDIT: ReadonlySet<number> = new Set([SPACE, TAB, 0x1d]);
const BLANKS: ReadonlySet<number> = new Set([SPACE, TAB]);

/** Most pairs that one line may give. */
const pairsMax = 100;

/** One pair and where its key and value stand in the text; the value with its quotes and escapes taken off. */
export type Pair = readonly [key: string, value: string, keyAt: number, end: number];

/**
 * `key=value` pairs from the left on, words between them passed over. Values may stand in quotes, with `\"` inside.
 * Linear in the length of the text.
 */
export function readPairs(text: string, blanks: ReadonlySet<number> = BLANKS): Pair[] {
  const pairs: Pair[] = [];
  let place = 0;
  while (place < text.length && pairs.length < pairsMax) {
    const keyEnd = keyEndAt(text, place);
    if (text.charCodeAt(keyEnd) !== EQUALS || keyEnd === place) {
      place = wordEnd(text, Math.max(keyEnd, place), blanks) + 1;
      continue;
    }
    const key = text.slice(place, keyEnd);
    const open = text.charCodeAt(keyEnd + 1);
    if (open === QUOTE || open === APOSTROPHE) {
      const close = closingQuote(text, keyEnd + 2, open);
      pairs.push([key, unquote(text.slice(keyEnd + 2, close)), place, Math.min(close + 1, text.length)]);
      place = close + 1;
      if (isSeparator(text, place, blanks)) place += 1;
    } else {
      const end = wordEnd(text, keyEnd + 1, blanks);
      pairs.push([key, withoutComma(text.slice(keyEnd + 1, end)), place, end]);
      place = end + 1;
    }
  }
  return pairs;
}

/** Index after the name of a key at `at`: letters, digits, `_ . - @ / : #`. */
export function keyEndAt(text: string, at: number): number {
  let end = at;
  while (isKeyCode(text.charCodeAt(end))) end += 1;
  return end;
}

function isKeyCode(code: number): boolean {
  return (
    isLetter(code) || isDigit(code) || code === 95 || code === 46 || code === 45 || code === 64 || code === 47
  );
}

function isSeparator(text: string, at: number, blanks: ReadonlySet<number>): boolean {
  const code = text.charCodeAt(at);
  return blanks.has(code) || code === 44 || code === 59;
}

function wordEnd(text: string, at: number, blanks: ReadonlySet<number>): number {
  let end = at;
  while (end < text.length && !blanks.has(text.charCodeAt(end))) end += 1;
  return end;
}

function closingQuote(text: string, at: number, quote: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) !== quote) end += text.charCodeAt(end) === 92 ? 2 : 1;
  return Math.min(end, text.length);
}

function unquote(value: string): string {
  return value.includes("\\")
    ? value.replace(/\\(.)/g, (_, code: string) => (code === "n" ? "\n" : code === "t" ? "\t" : code))
    : value;
}

function withoutComma(value: string): string {
  return value.endsWith(",") || value.endsWith(";") ? value.slice(0, -1) : value;
}
