/**
 * How much each kind of evidence counts. Set by hand and then by random search on related and unrelated pairs of lines
 * from many domains and on the purity of the tree of mixed logs (tests/bench/clustering); round numbers, because the
 * result hardly moves when one of them changes by a fifth.
 */
export const WEIGHTS = {
  /** Shares of the blocks. */
  block: { form: 1.15, program: 0.25, topic: 0.9, outcome: 0.5, topicOutcome: 0.9, level: 0.1, words: 1.15 },
  /** A name's parts beside the whole name: the first, any other. */
  programPart: { first: 0.6, other: 0.4 },
  /** A topic's domain beside the topic itself; a program's word beside one of the text; evidence that makes one half. */
  topic: { domain: 0.5, programWord: 0.6, half: 1 },
  /** What kind of failure it was beside that it was one; evidence that makes one half. */
  outcome: { kind: 0.25, half: 0.5 },
  /** Outcome signs as they colour a topic. */
  topicOutcome: { failed: 1.6, neutral: 0.4 },
  /** Words that nearly every line has; pairs of neighbours; the word that opens the message; lines after the first. */
  word: { common: 0.5, pair: 0.5, first: 0.25, laterLine: 0.4 },
} as const;
