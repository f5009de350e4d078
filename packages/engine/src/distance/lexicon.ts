import { OUTCOMES } from "./lexicon/outcomes.ts";
import { TOPICS } from "./lexicon/topics.ts";

/** How strongly a word speaks for something, in (0, 1]. */
export interface Sense {
  readonly name: string;
  readonly weight: number;
}

/** Looks words up in a list like those of `TOPICS`: exact words, beginnings (`fail*`), pairs (`not_found`). */
export class Lexicon {
  readonly #exact = new Map<string, Sense[]>();
  readonly #beginnings = new Map<string, Sense[]>();

  constructor(entries: Iterable<readonly [name: string, words: string]>) {
    for (const [name, list] of entries) {
      for (const entry of list.split(" ")) {
        if (entry === "") continue;
        const [written = "", weight = "1"] = entry.split(":");
        const isBeginning = written.endsWith("*");
        const map = isBeginning ? this.#beginnings : this.#exact;
        const key = isBeginning ? written.slice(0, -1) : written;
        map.set(key, [...(map.get(key) ?? []), { name, weight: Number(weight) }]);
      }
    }
  }

  /** What a lower-case word, or two joined by `_`, speaks for; the exact word goes before a beginning, for each name. */
  senses(word: string): Sense[] {
    const found = [...(this.#exact.get(word) ?? [])];
    for (let length = word.length; length >= 2; length--) {
      for (const sense of this.#beginnings.get(word.slice(0, length)) ?? []) {
        if (!found.some((known) => known.name === sense.name)) found.push(sense);
      }
    }
    return found;
  }
}

export const topicLexicon = new Lexicon(Object.entries(TOPICS).map(([name, topic]) => [name, topic.words]));
export const outcomeLexicon = new Lexicon(
  Object.entries(OUTCOMES).map(([name, outcome]) => [name, outcome.words]),
);
