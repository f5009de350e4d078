import type { Level } from "../event.ts";
import { outcomeLexicon } from "./lexicon.ts";
import { OUTCOMES } from "./lexicon/outcomes.ts";
import { sensesOf } from "./senses.ts";
import { addTo, saturate, type Bag } from "./vector.ts";
import { WEIGHTS } from "./weights.ts";
import type { Word } from "./words.ts";

/** How it turned out, each in [0, 1]. */
export interface OutcomeStrengths {
  readonly failed: number;
  readonly succeeded: number;
  readonly began: number;
  readonly ended: number;
  readonly went: number;
  /** The kinds of failure: refused, missing, exhausted … */
  readonly kinds: Bag;
}

const LEVEL_EVIDENCE: Readonly<Record<Level, number>> = {
  trace: 0,
  debug: 0,
  info: 0,
  warn: 0.7,
  error: 1,
  fatal: 1,
};

/** Reads the outcome from words and level. A failure outweighs all else: "connection established, then lost" is one. */
export function outcomeStrengths(text: readonly Word[], level: Level | null): OutcomeStrengths {
  const evidence: Bag = new Map();
  const kinds: Bag = new Map();
  if (level !== null) addTo(evidence, "failed", LEVEL_EVIDENCE[level]);
  for (const { name, weight } of sensesOf(text, outcomeLexicon, false)) {
    const isFailure = OUTCOMES[name]?.sign === -1;
    addTo(evidence, isFailure ? "failed" : name, weight);
    if (isFailure) addTo(kinds, name, weight);
  }
  const { half } = WEIGHTS.outcome;
  const strength = (name: string): number => saturate(evidence.get(name) ?? 0, half);
  const failed = strength("failed");
  for (const [name, sum] of kinds) kinds.set(name, saturate(sum, half));
  return {
    failed,
    succeeded: strength("succeeded") * (1 - failed),
    began: strength("began") * (1 - 0.7 * failed),
    ended: strength("ended") * (1 - 0.7 * failed),
    went: saturate((evidence.get("went") ?? 0) + 0.2, half) * (1 - failed),
    kinds,
  };
}

/** How it turned out. What began and what ended are kin: both tell of a life's ends. */
export function outcomeBlock(outcome: OutcomeStrengths): Bag {
  const bag: Bag = new Map([
    ["failed", outcome.failed * 1.4],
    ["succeeded", outcome.succeeded],
    ["began", outcome.began * 0.5],
    ["ended", outcome.ended * 0.5],
    ["began or ended", Math.max(outcome.began, outcome.ended) * 0.5],
    ["went", outcome.went * 0.6],
  ]);
  for (const [name, strength] of outcome.kinds) bag.set(`by ${name}`, strength * WEIGHTS.outcome.kind);
  return bag;
}

/** What it is about, coloured by how it turned out: a failed login and a refused login meet, a failed backup stays away. */
export function topicOutcomeBlock(topics: Bag, outcome: OutcomeStrengths): Bag {
  const signs = {
    failed: outcome.failed * WEIGHTS.topicOutcome.failed,
    well: Math.max(outcome.succeeded, outcome.began, outcome.ended),
    neutral: WEIGHTS.topicOutcome.neutral * (1 - outcome.failed),
  };
  const bag: Bag = new Map();
  for (const [topic, strength] of topics) {
    for (const [sign, share] of Object.entries(signs)) bag.set(`${topic}, ${sign}`, strength * share);
  }
  return bag;
}
