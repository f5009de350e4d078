/** Stands for a wildcard among the words of a text. */
export const WILDCARD_WORD = "*";

/** A word as it stands in a line, and the parts it is written together of (itself, when it is of one). */
export interface Word {
  /** Lower case. */
  readonly whole: string;
  readonly parts: readonly string[];
  readonly isWildcard: boolean;
  /** Whether it names a value: `delay=<*>`. */
  readonly isKey: boolean;
  readonly isFirstLine: boolean;
}

// Enough for any message; a stack trace of thousands of frames says no more than its beginning.
const WORD_COUNT_MAX = 300;

// A newline, a wildcard, or letters and digits that begin with a letter; an apostrophe holds "can't" together.
const PIECE = /\n|<\*>|\p{L}[\p{L}\p{M}\p{N}]*(?:'\p{L}+)?=?/gu;
// Parts of a name in camel case: "DataXceiver", "HTTPServer", "getaddrinfo2".
const PART = /\p{Lu}+(?!\p{Ll})\p{N}*|\p{Lu}?[\p{Ll}\p{M}]+\p{N}*|[^\p{Lu}\p{Ll}]+|\p{Lu}/gu;
const CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The first 300 words and wildcards of a text, in order. Writing without spaces gives pairs of characters. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  let isFirstLine = true;
  for (const [match] of text.matchAll(PIECE)) {
    if (found.length >= WORD_COUNT_MAX) break;
    const isKey = match.endsWith("=");
    const piece = isKey ? match.slice(0, -1) : match;
    const add = (parts: readonly string[], whole: string, isWildcard = false): void => {
      found.push({ whole, parts, isWildcard, isKey, isFirstLine });
    };
    if (match === "\n") isFirstLine = false;
    else if (match === "<*>") add([WILDCARD_WORD], WILDCARD_WORD, true);
    else if (CJK.test(piece)) for (const pair of characterPairs(piece)) add([pair], pair);
    else add(nameParts(piece), piece.toLowerCase());
  }
  return found;
}

function nameParts(piece: string): string[] {
  const parts = piece.match(PART) ?? [];
  return parts.length > 1 ? parts.map((part) => part.toLowerCase()) : [piece.toLowerCase()];
}

function characterPairs(piece: string): string[] {
  const characters = [...piece];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => (characters[i] ?? "") + character);
}
