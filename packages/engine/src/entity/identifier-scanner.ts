/** Further characters of a message are not searched. */
export const SEARCHED_CHARACTERS_MAX = 4096;
const VALUE_LENGTH_MAX = 128;
const WORD_BEFORE_LENGTH_MAX = 32;
/** A part of letters and digits mixed, so long, is drawn at random: its letters say nothing. */
const OPAQUE_LENGTH_MIN = 8;
const DIGIT_RUNS_OPAQUE_MIN = 3;

const [OTHER, LETTER, DIGIT, JOINER] = [0, 1, 2, 3];
/** What each ASCII character is to a word; a joiner holds its parts together. */
const CLASS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z]/.test(character)) return LETTER;
  if (/\d/.test(character)) return DIGIT;
  return character === "-" || character === "_" ? JOINER : OTHER;
});
const NEXT_DIGIT = /\d/g;
const UUID_LENGTH = 36;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const QUANTITY = /^#[A-Za-z]*$/;
const MONTH = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/;
const HEX = /^(?:0x)?[\da-f]+$/i;

/**
 * Takes a word that could name a thing: a block, a request, a session.
 *
 * @param shape - What the values of its kind have in common: letters stay, a run of digits is `#`, a random mixture `*`
 *   (`blk_#`, `req-uuid`, `*`). A bare number takes the word that binds it along: `session #`.
 * @param start - Where it begins in the text.
 */
export type TakeIdentifier = (shape: string, value: string, start: number) => void;

/**
 * Hands over the words of a text that could be identifiers, from left to right: those with a digit in them. Parts of
 * addresses, times, dates and decimal numbers are none, nor are numbers that no word binds. One pass, whatever the text.
 */
export function scanIdentifiers(text: string, take: TakeIdentifier): void {
  const searched = text.length > SEARCHED_CHARACTERS_MAX ? text.slice(0, SEARCHED_CHARACTERS_MAX) : text;
  let at = 0;
  for (;;) {
    // the engine's own search passes over words without a digit several times faster than a walk does
    NEXT_DIGIT.lastIndex = at;
    if (!NEXT_DIGIT.test(searched)) return;
    const digit = NEXT_DIGIT.lastIndex - 1;
    let from = digit;
    while (from > at && classAt(searched, from - 1) !== OTHER) from--;
    let isBare = from === digit;
    let to = digit + 1;
    for (let kind = classAt(searched, to); kind !== OTHER; kind = classAt(searched, ++to)) {
      if (kind !== DIGIT) isBare = false;
    }
    at = to;
    while (classAt(searched, from) === JOINER) from++;
    while (classAt(searched, to - 1) === JOINER) to--;
    if (to - from > VALUE_LENGTH_MAX || isPartOfNumber(searched, from, to)) continue;
    if (isBare) {
      const before = wordBefore(searched, from);
      if (before !== "" && !MONTH.test(before)) take(`${before} #`, searched.slice(from, to), from);
    } else {
      const word = searched.slice(from, to);
      // what is hung on to a uuid, as in `<uuid>_del`, is no part of it
      const value = isUuidAt(word, 0) ? word.slice(0, UUID_LENGTH) : word;
      const shape = shapeOf(value);
      if (shape !== "") take(shape, value, from);
    }
  }
}

/** The word that binds a value to itself, in lower case: `session 7`, `pid=7`, `sshd[7]`, `"id":"7"`. "" when there is none. */
export function wordBefore(text: string, start: number): string {
  let to = start;
  while (to > 0 && start - to < 4 && isBinder(text.charCodeAt(to - 1))) to--;
  if (to === start) return "";
  let from = to;
  while (from > 0 && to - from < WORD_BEFORE_LENGTH_MAX && isOfWord(text, from - 1)) from--;
  // a port behind the name of its host: `proxy.example.org:8080`
  if (text[to] === ":" && to + 1 === start && text[from - 1] === ".") return "";
  return text.slice(from, to).toLowerCase();
}

/** What a word with a digit looks like; `#` for a bare number, "" for what names nothing: dates, ranges, quantities (`64MB`). */
export function shapeOf(word: string): string {
  let shape = "";
  let hasText = false;
  let from = 0;
  while (from < word.length) {
    if (isUuidAt(word, from)) {
      shape += "uuid";
      hasText = true;
      from += UUID_LENGTH;
      continue;
    }
    let to = from;
    let letters = 0;
    let runs = 0;
    let last = OTHER;
    for (; to < word.length; to++) {
      const kind = classAt(word, to);
      if (kind === JOINER) break;
      if (kind === LETTER) letters++;
      else if (last !== DIGIT) runs++;
      last = kind;
    }
    if (to > from) {
      if (letters > 0) hasText = true;
      shape += partShape(word.slice(from, to), letters, runs);
    }
    // of several in a row, as in `blk_-7`, the first joins: the rest is a sign
    if (to < word.length) shape += word[to];
    while (to < word.length && classAt(word, to) === JOINER) to++;
    from = to;
  }
  if (shape === "#") return shape;
  return hasText && !QUANTITY.test(shape) ? shape : "";
}

function isUuidAt(word: string, from: number): boolean {
  return word.length - from >= UUID_LENGTH && UUID.test(word.slice(from, from + UUID_LENGTH));
}

function partShape(part: string, letters: number, digitRuns: number): string {
  if (letters === 0) return "#";
  if (digitRuns === 0) return part;
  const isOpaque =
    part.length >= OPAQUE_LENGTH_MIN
      ? digitRuns >= DIGIT_RUNS_OPAQUE_MIN || HEX.test(part)
      : part.startsWith("0x");
  return isOpaque ? "*" : part.replace(/\d+/g, "#");
}

/** Outside of the text there is nothing: an index that is none would cost more than the look. */
function classAt(text: string, at: number): number {
  if (at < 0 || at >= text.length) return OTHER;
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASS[code] ?? OTHER) : OTHER;
}

/** Whether a dot, comma or colon and a digit are next to it. */
function isPartOfNumber(text: string, from: number, to: number): boolean {
  return (
    (isNumberJoint(text.charCodeAt(from - 1)) && classAt(text, from - 2) === DIGIT) ||
    (isNumberJoint(text.charCodeAt(to)) && classAt(text, to + 1) === DIGIT)
  );
}

function isNumberJoint(code: number): boolean {
  return code === 44 || code === 46 || code === 58;
}

/** Blank, quotes, `#`, `(`, `:`, `=`, `[`. */
function isBinder(code: number): boolean {
  return (
    code === 32 ||
    code === 34 ||
    code === 35 ||
    code === 39 ||
    code === 40 ||
    code === 58 ||
    code === 61 ||
    code === 91
  );
}

function isOfWord(text: string, at: number): boolean {
  const kind = classAt(text, at);
  return kind === LETTER || text.charCodeAt(at) === 95;
}
