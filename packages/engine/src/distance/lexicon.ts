import { OUTCOMES } from "./lexicon/outcomes.ts";
import { TOPICS } from "./lexicon/topics.ts";

/** How strongly a word speaks for something, in (0, 1]. */
export interface Sense {
  readonly name: string;
  readonly weight: number;
}

/** Looks words up in lists like those of `TOPICS`: exact words, beginnings (`fail*`), words in a row (`not_found`). */
export class Lexicon {
  readonly #exact = new Map<string, Sense[]>();
  readonly #beginnings = new Map<string, Sense[]>();
  readonly #rowOpeners = new Set<string>();
  #beginningLengthMax = 0;

  constructor(entries: Iterable<readonly [name: string, words: string]>) {
    for (const [name, list] of entries) {
      for (const entry of list.split(" ")) this.#add(name, entry);
    }
  }

  /** What a lower-case word, or a row joined by `_`, speaks for; for each name the longest entry that fits. */
  senses(word: string): Sense[] {
    const found = [...(this.#exact.get(word) ?? [])];
    for (let length = Math.min(word.length, this.#beginningLengthMax); length >= 2; length--) {
      for (const sense of this.#beginnings.get(word.slice(0, length)) ?? []) {
        if (!found.some((known) => known.name === sense.name)) found.push(sense);
      }
    }
    return found;
  }

  /** Whether some row of words begins with this one: only then its neighbours have to be looked at. */
  opensRow(word: string): boolean {
    return this.#rowOpeners.has(word);
  }

  #add(name: string, entry: string): void {
    const [written = "", weight = "1"] = entry.split(":");
    const isBeginning = written.endsWith("*");
    const key = isBeginning ? written.slice(0, -1) : written;
    const map = isBeginning ? this.#beginnings : this.#exact;
    map.set(key, [...(map.get(key) ?? []), { name, weight: Number(weight) }]);
    if (isBeginning) this.#beginningLengthMax = Math.max(this.#beginningLengthMax, key.length);
    const [opener = "", ...rest] = key.split("_");
    if (rest.length > 0) this.#rowOpeners.add(opener);
  }
}

export const topicLexicon = new Lexicon(Object.entries(TOPICS).map(([name, topic]) => [name, topic.words]));
export const outcomeLexicon = new Lexicon(
  Object.entries(OUTCOMES).map(([name, outcome]) => [name, outcome.words]),
);
