import { COMMON_WORDS } from "./lexicon/common-words.ts";
import { stem } from "./stem.ts";
import { addTo, raiseTo, type Bag } from "./vector.ts";
import { WEIGHTS } from "./weights.ts";
import { WILDCARD_WORD, type Word } from "./words.ts";

/**
 * Its words without endings, in order: single words, pairs of neighbours (wildcards too: "from *" tells what value stands
 * there), and the word that opens it. Pairs stand in for an alignment, which would cost O(length²) for each two templates.
 */
export function wordBlock(text: readonly Word[]): Bag {
  const bag: Bag = new Map();
  const { common, pair, first, laterLine } = WEIGHTS.word;
  let before = { word: "", isCommon: true, isWildcard: true };
  let isFirst = true;
  for (const { parts, isWildcard, isFirstLine } of text) {
    const line = isFirstLine ? 1 : laterLine;
    for (const part of parts) {
      const isCommon = isWildcard || COMMON_WORDS.has(part);
      const word = isWildcard ? WILDCARD_WORD : stem(part);
      if (!isWildcard) raiseTo(bag, word, (isCommon ? common : 1) * line);
      if (!isWildcard && isFirst) {
        addTo(bag, `^ ${word}`, first);
        isFirst = false;
      }
      if (!(isWildcard && before.isWildcard)) {
        const bothCommon = isCommon && before.isCommon && !isWildcard && !before.isWildcard;
        addTo(bag, `${before.word} ${word}`, pair * line * (bothCommon ? 0.3 : 1));
      }
      before = { word, isCommon, isWildcard };
    }
  }
  return bag;
}
