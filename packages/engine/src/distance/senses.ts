import { words, type Word } from "./words.ts";
import type { Lexicon, Sense } from "./lexicon.ts";

/**
 * What the words of a text speak for, each distinct word once: single words, runs of two and three neighbours, and names
 * written together. Names of values (`delay=<*>`) are left out where `withKeys` is false: they say nothing of how it went.
 */
export function sensesOf(text: readonly Word[], lexicon: Lexicon, withKeys: boolean): Sense[] {
  const found: Sense[] = [];
  const seen = new Set<string>();
  const look = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    found.push(...lexicon.senses(key));
  };
  let before = "";
  let beforeThat = "";
  for (const word of text) {
    if (word.isWildcard || (word.isKey && !withKeys)) continue;
    for (const part of word.parts) {
      look(part);
      if (lexicon.opensRow(before)) look(`${before}_${part}`);
      if (lexicon.opensRow(beforeThat)) look(`${beforeThat}_${before}_${part}`);
      beforeThat = before;
      before = part;
    }
    if (word.parts.length > 1) look(word.whole);
  }
  return found;
}

/** The words of several names, as of one text each. */
export function sensesOfNames(names: readonly string[], lexicon: Lexicon): Sense[] {
  return names.flatMap((name) => sensesOf(words(name), lexicon, true));
}
