import { wordFlags } from "./vocabulary.ts";
import { hashUnits } from "./word-table.ts";

/** Endings of words that say what is done or how, by their last letter, so that one comparison turns most words away. */
const ENDINGS = [
  "ed",
  "ing",
  "tion",
  "sion",
  "tions",
  "able",
  "ible",
  "ably",
  "ally",
  "ment",
  "ments",
  "ity",
  "less",
  "ness",
  "ous",
].map((ending) => Array.from(ending, (letter) => letter.charCodeAt(0)));

/** Whether a word of at least five letters ends as verbs in a tense, adverbs and abstract nouns do. */
export function hasWordEnding(units: Uint16Array, start: number, end: number): boolean {
  if (end - start < 5) return false;
  for (const ending of ENDINGS) {
    if (end - start > ending.length + 1 && endsWith(units, end, ending)) return true;
  }
  return false;
}

function endsWith(units: Uint16Array, end: number, ending: readonly number[]): boolean {
  for (let i = 1; i <= ending.length; i++) {
    if (units[end - i] !== ending[ending.length - i]) return false;
  }
  return true;
}

/** Whether a word is `-ed` or `-ing` of a verb of the vocabulary (`logged`, `using`; not `ahmed`). */
export function isVerbForm(units: Uint16Array, start: number, end: number): boolean {
  const ending = endsWith(units, end, ED) ? 2 : endsWith(units, end, ING) ? 3 : 0;
  const stem = end - ending;
  if (ending === 0 || stem - start < 2) return false;
  const hash = hashUnits(units, start, stem);
  if (wordFlags(hash) !== 0) return true;
  if (units[stem - 1] === units[stem - 2] && wordFlags(hashUnits(units, start, stem - 1)) !== 0) return true;
  return wordFlags(Math.imul(hash ^ LETTER_E, 0x01000193)) !== 0;
}

const ED = [101, 100];
const ING = [105, 110, 103];
const LETTER_E = 101;
