import type { LogTemplate } from "../log-template.ts";
import { formBlock } from "./form-block.ts";
import { outcomeBlock, outcomeStrengths, topicOutcomeBlock } from "./outcome-block.ts";
import { programBlock } from "./program-block.ts";
import { topicBlock } from "./topic-block.ts";
import { joinBlocks, type FeatureVector } from "./vector.ts";
import { WEIGHTS } from "./weights.ts";
import { wordBlock } from "./word-block.ts";
import { words } from "./words.ts";

/**
 * A template as a vector of length 1, in blocks: manner of software, program, topic, outcome, topic by outcome, level,
 * words. A function of the template's text, level and programs alone.
 */
export function features(template: LogTemplate): FeatureVector {
  const { level, programs } = template;
  const text = words(template.text);
  const topics = topicBlock(text, programs);
  const outcome = outcomeStrengths(text, level);
  const { block } = WEIGHTS;
  return joinBlocks([
    { prefix: "form", weight: block.form, bag: formBlock(template) },
    { prefix: "program", weight: block.program, bag: programBlock(programs) },
    { prefix: "topic", weight: block.topic, bag: topics },
    { prefix: "outcome", weight: block.outcome, bag: outcomeBlock(outcome) },
    { prefix: "topic outcome", weight: block.topicOutcome, bag: topicOutcomeBlock(topics, outcome) },
    { prefix: "level", weight: block.level, bag: new Map(level === null ? [] : [[level, 1]]) },
    { prefix: "words", weight: block.words, bag: wordBlock(text) },
  ]);
}
