/** A kind of line, or what some have in common, and how many lines it stands for. */
export interface SideText {
  readonly text: string;
  readonly size: number;
}

/** A word and the share of lines on each side whose kind has it, 0 to 1. */
export interface TellingWord {
  readonly word: string;
  readonly own: number;
  readonly other: number;
}

const WORDS_MAX = 4;
/** A word that is not this much more frequent on one side tells nothing. */
const DIFFERENCE_MIN = 0.3;
const WORD = /[\p{L}_][\p{L}\p{N}_.-]{1,63}/gu;
const WORD_END = /[_.-]{1,63}$/;

/**
 * The words that tell two siblings apart: those whose share of lines differs most, the greatest difference first, ties by word.
 *
 * @returns at most four for each side; none when nothing tells them apart.
 */
export function distinguish(
  left: readonly SideText[],
  right: readonly SideText[],
): { readonly left: TellingWord[]; readonly right: TellingWord[] } {
  const [ofLeft, ofRight] = [wordShares(left), wordShares(right)];
  return { left: telling(ofLeft, ofRight), right: telling(ofRight, ofLeft) };
}

function telling(own: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): TellingWord[] {
  return [...own]
    .map(([word, share]) => ({ word, own: share, other: other.get(word) ?? 0 }))
    .filter((word) => word.own - word.other >= DIFFERENCE_MIN)
    .toSorted((a, b) => b.own - b.other - (a.own - a.other) || (a.word < b.word ? -1 : 1))
    .slice(0, WORDS_MAX);
}

function wordShares(texts: readonly SideText[]): Map<string, number> {
  // A kind without a line in the window counts a little, so that an empty window still tells sides apart.
  const weights = texts.map(({ size }) => size + 1e-3);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = new Map<string, number>();
  texts.forEach(({ text }, i) => {
    const words = text.toLowerCase().match(WORD) ?? [];
    for (const word of new Set(words.map((match) => match.replace(WORD_END, "")))) {
      shares.set(word, (shares.get(word) ?? 0) + (weights[i] ?? 0) / total);
    }
  });
  return shares;
}
