import { topicLexicon } from "./lexicon.ts";
import { TOPICS } from "./lexicon/topics.ts";
import { sensesOf, sensesOfNames } from "./senses.ts";
import { addTo, raiseTo, saturate, type Bag } from "./vector.ts";
import { WEIGHTS } from "./weights.ts";
import type { Word } from "./words.ts";

/** What it is about: topics by the words of the text and of the programs' names, and the domains these belong to. */
export function topicBlock(text: readonly Word[], programs: readonly string[]): Bag {
  const evidence: Bag = new Map();
  for (const { name, weight } of sensesOf(text, topicLexicon, true)) addTo(evidence, name, weight);
  for (const { name, weight } of sensesOfNames(programs, topicLexicon)) {
    addTo(evidence, name, (weight * WEIGHTS.topic.programWord) / programs.length);
  }
  const bag: Bag = new Map();
  for (const [name, sum] of evidence) {
    const strength = saturate(sum, WEIGHTS.topic.half);
    bag.set(name, strength);
    raiseTo(bag, `domain ${TOPICS[name]?.domain ?? ""}`, strength * WEIGHTS.topic.domain);
  }
  return bag;
}
