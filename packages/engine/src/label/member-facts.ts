import { outcomeStrengths } from "../distance/outcome-block.ts";
import { COMMON_WORDS } from "../distance/lexicon/common-words.ts";
import { topicBlock } from "../distance/topic-block.ts";
import { words } from "../distance/words.ts";
import type { LogTemplate } from "../log-template.ts";

/** How often something is said in a cluster: over its leaves, and where in the line, added up. */
interface Tally {
  count: number;
  place: number;
}

/** What a label needs to know of a cluster's leaves. */
export interface MemberFacts {
  leafCount: number;
  failed: number;
  /** First line of the shortest template below it, the first in code unit order of equal ones. */
  shortest: string;
  readonly programs: Map<string, Tally>;
  readonly words: Map<string, Tally>;
  readonly topics: Map<string, Tally>;
}

const WORDS_KEPT_MAX = 400;

export function leafFacts(template: LogTemplate): MemberFacts {
  const text = words(template.text);
  const shown = new Map<string, Tally>();
  for (const [place, { whole, isWildcard, isFirstLine }] of text.entries()) {
    if (!isFirstLine) break;
    if (!isWildcard && whole.length > 1 && !COMMON_WORDS.has(whole) && !shown.has(whole)) {
      shown.set(whole, { count: 1, place });
    }
  }
  const topics = [...topicBlock(text, template.programs)].filter(([name]) => !name.startsWith("domain "));
  return {
    leafCount: 1,
    failed: outcomeStrengths(text, template.level).failed,
    shortest: template.text.split("\n", 1)[0] ?? "",
    programs: new Map(template.programs.map((program) => [program, { count: 1, place: 0 }])),
    words: shown,
    topics: new Map(topics.map(([name, strength]) => [name, { count: strength, place: 0 }])),
  };
}

function isShorter(a: string, b: string): boolean {
  return a.length < b.length || (a.length === b.length && a < b);
}

/** Both clusters' facts in one. The bigger one's tables are taken over and filled up, so neither may be used again. */
export function joinFacts(a: MemberFacts, b: MemberFacts): MemberFacts {
  const [big, small] = a.leafCount >= b.leafCount ? [a, b] : [b, a];
  big.leafCount += small.leafCount;
  big.failed += small.failed;
  if (isShorter(small.shortest, big.shortest)) big.shortest = small.shortest;
  for (const kind of ["programs", "words", "topics"] as const) {
    for (const [name, { count, place }] of small[kind]) {
      const known = big[kind].get(name);
      if (known === undefined) big[kind].set(name, { count, place });
      else {
        known.count += count;
        known.place += place;
      }
    }
  }
  // Rare words never become a label; letting them go bounds the work on a long chain of merges.
  if (big.words.size > WORDS_KEPT_MAX) {
    for (const [word, { count }] of big.words) if (count * 20 < big.leafCount) big.words.delete(word);
  }
  return big;
}
