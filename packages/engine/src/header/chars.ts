/** Character codes and small scanners that the header readers share. All are linear and never look behind. */
export const TAB = 9;
export const SPACE = 32;
export const QUOTE = 34;
export const APOSTROPHE = 39;
export const PAREN_OPEN = 40;
export const PAREN_CLOSE = 41;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const SLASH = 47;
export const ZERO = 48;
const NINE = 57;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const BRACKET_OPEN = 91;
export const BRACKET_CLOSE = 93;
export const BRACE_OPEN = 123;
export const PIPE = 124;

export function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

export function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** The two digits at `at` as a number, or -1. */
export function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** The four digits at `at` as a number, or -1. */
export function fourDigits(text: string, at: number): number {
  const high = twoDigits(text, at);
  const low = twoDigits(text, at + 2);
  return high < 0 || low < 0 ? -1 : high * 100 + low;
}

/** First index from `at` on that is no digit. */
export function skipDigits(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** First index from `at` on that is neither blank nor tab. */
export function skipBlanks(text: string, at: number): number {
  let end = at;
  while (isBlank(text.charCodeAt(end))) end += 1;
  return end;
}

/** First index from `at` on that is a blank, a tab or the end of the text. */
export function skipWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isBlank(text.charCodeAt(end))) end += 1;
  return end;
}
