/** Classes of characters that the tokenizer tells apart; a character has one or more of them. */
export const SPACE = 1;
export const DIGIT = 2;
export const UPPER = 4;
export const LOWER = 8;
/** a–f and A–F. */
export const HEX_LETTER = 16;
/** Ends a word wherever it stands: brackets, quotes, `=`, `,`, `;`, `|`. */
export const BREAK = 32;
export const COLON = 64;
export const DOT = 128;
export const DASH = 256;
export const UNDERSCORE = 512;
export const SLASH = 1024;
/** `@` and `#`. */
export const SIGIL = 2048;
/** Any other ASCII sign that may stand in a word: `* + $ % & ~ ! ? ^ \`. */
export const SIGN = 4096;
/** Letters outside ASCII that are written with blanks between words. */
export const LETTER = 8192;
/** Scripts written without blanks (Han, kana, Thai …): a change to or from them ends a word. */
export const IDEOGRAPH = 16384;

export const ALPHABETIC = UPPER | LOWER | LETTER;

const ASCII = new Uint16Array(128);
for (let c = 0; c < 128; c++) ASCII[c] = asciiClass(c);

function asciiClass(c: number): number {
  const char = String.fromCharCode(c);
  if (c <= 32 || c === 127) return SPACE;
  if (c >= 48 && c <= 57) return DIGIT;
  if (c >= 65 && c <= 90) return c <= 70 ? UPPER | HEX_LETTER : UPPER;
  if (c >= 97 && c <= 122) return c <= 102 ? LOWER | HEX_LETTER : LOWER;
  if ("()[]{}<>\"'`=,;|".includes(char)) return BREAK;
  if (char === ":") return COLON;
  if (char === ".") return DOT;
  if (char === "-") return DASH;
  if (char === "_") return UNDERSCORE;
  if (char === "/") return SLASH;
  if (char === "@" || char === "#") return SIGIL;
  return SIGN;
}

/** Reads the units of a text and their classes, with a blank behind the last. */
export function readUnits(text: string, end: number, units: Uint16Array, classes: Uint16Array): void {
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    units[i] = unit;
    classes[i] = unit < 128 ? (ASCII[unit] ?? SIGN) : classOf(unit);
  }
  units[end] = 32;
  classes[end] = SPACE;
  units[end + 1] = 32;
  classes[end + 1] = SPACE;
}

/** The classes of a UTF-16 unit. */
export function classOf(unit: number): number {
  if (unit < 128) return ASCII[unit] ?? SIGN;
  if (unit === 0xa0 || unit === 0x3000 || unit === 0xfeff || (unit >= 0x2000 && unit <= 0x200f)) return SPACE;
  if (unit >= 0x2010 && unit <= 0x206f) return BREAK;
  if (unit >= 0x3001 && unit <= 0x303f) return BREAK;
  if (unit >= 0xff00 && unit <= 0xffef) return fullWidthClass(unit);
  if (unit >= 0x2e80 || (unit >= 0x0e00 && unit <= 0x0eff))
    return unit >= 0xd800 && unit <= 0xdfff ? LETTER : IDEOGRAPH;
  return unit < 0xc0 ? SIGN : LETTER;
}

function fullWidthClass(unit: number): number {
  if (unit >= 0xff10 && unit <= 0xff19) return DIGIT;
  if ((unit >= 0xff21 && unit <= 0xff3a) || (unit >= 0xff41 && unit <= 0xff5a) || unit >= 0xff66)
    return LETTER;
  return BREAK;
}
