import { REDACTION_KINDS, type RedactionKind } from "./kinds.ts";
import { LITERALS } from "./literals.ts";

const WINDOW = 4;
const MOVE = 3;
/** Both characters may be of a card number. */
const DIGIT_PAIR = 4;
/** A card number has 13 digits or more: windows that move by three or less end on four pairs of them at least. */
const DIGIT_PAIRS_MIN = 4;
/** As cards print it: in one, by fours, or four and six first. */
const CARD_LIKE = /(?<![\w.-])(?:\d{13}|\d{4}[ -]\d{4}[ -]\d{4}|\d{4}[ -]\d{6}[ -]\d{4})/;

/** Literals by their first four characters. */
const BY_HEAD = new Map<number, { readonly literal: string; readonly bit: number }[]>();
/** By the last two characters of the window: how far it may move on, 0 where a literal may be in it; and DIGIT_PAIR. */
const PAIRS = new Uint8Array(1 << 14).fill(MOVE);

for (const kind of REDACTION_KINDS) {
  for (const literal of LITERALS[kind] ?? []) {
    const head = headAt(literal, WINDOW - 1);
    BY_HEAD.set(head, [...(BY_HEAD.get(head) ?? []), { literal, bit: bitOf(kind) }]);
    for (let at = 1; at < WINDOW; at++) {
      const pair = pairAt(literal, at);
      PAIRS[pair] = Math.min(PAIRS[pair] ?? 0, WINDOW - 1 - at);
    }
  }
}
const NUMBER = [..."0123456789 -"];
for (const text of NUMBER.flatMap((a) => NUMBER.map((b) => a + b))) {
  const pair = pairAt(text, 1);
  if (/\d/.test(text)) PAIRS[pair] = (PAIRS[pair] ?? 0) | DIGIT_PAIR;
}

/** The bit of a kind in what `triggersOf` gives. */
export function bitOf(kind: RedactionKind): number {
  return 1 << REDACTION_KINDS.indexOf(kind);
}

const CARD = bitOf("card");
const OPENAI = bitOf("openai");

/**
 * Kinds that may be in a text, as bits: where a kind's bit is not set, its finder finds nothing. E-mail is not looked for.
 *
 * Most lines have none, and each line is looked at: so only every third character or so is (Wu and Manber, "A fast algorithm for
 * multi-pattern searching", 1994).
 */
export function triggersOf(text: string): number {
  // Its literals begin with what stands before it.
  let kinds = /^sk-/i.test(text) ? OPENAI : 0;
  let digitPairs = 0;
  for (let at = WINDOW - 1; at < text.length;) {
    const pair = PAIRS[pairAt(text, at)] ?? 0;
    const move = pair & MOVE;
    if (move === 0) kinds |= kindsAt(text, at);
    at += move === 0 ? 1 : move;
    if ((pair & DIGIT_PAIR) === 0) digitPairs = 0;
    else if (++digitPairs === DIGIT_PAIRS_MIN) {
      const end = numberEnd(text, at - move);
      if (CARD_LIKE.test(text.slice(Math.max(0, numberStart(text, at - move) - 1), end))) kinds |= CARD;
      at = Math.max(at, end);
      // What follows is a number of its own, whatever stands between: only its characters' lower bits are compared.
      digitPairs = 0;
    }
  }
  return kinds;
}

/** Kinds whose literals begin where the window does that ends at `at`. */
function kindsAt(text: string, at: number): number {
  const from = at - WINDOW + 1;
  let kinds = 0;
  for (const { literal, bit } of BY_HEAD.get(headAt(text, at)) ?? []) {
    if (text.slice(from, from + literal.length).toLowerCase() !== literal) continue;
    // Addresses are common, and few have a user.
    if (!literal.endsWith("://") || text.includes("@", at)) kinds |= bit;
  }
  return kinds;
}

/** Where the run of digits begins that holds `at`; single blanks and dashes between digits are of it. */
function numberStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && isOfNumber(text, start - 1, start)) start -= 1;
  return start;
}

function numberEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isOfNumber(text, end, end - 1)) end += 1;
  return end;
}

function isOfNumber(text: string, at: number, beside: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== 32 && code !== 45) return isDigit(code);
  return isDigit(text.charCodeAt(beside));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** The two characters that end at `at`, upper and lower case the same. */
function pairAt(text: string, at: number): number {
  return (((text.charCodeAt(at - 1) | 32) & 127) << 7) | ((text.charCodeAt(at) | 32) & 127);
}

function headAt(text: string, at: number): number {
  return (pairAt(text, at - 2) << 14) | pairAt(text, at);
}
