import type { MemberFacts } from "./label/member-facts.ts";

/** What a label is made of, taken from a cluster before it is joined to another. */
export interface LabelParts {
  readonly leafCount: number;
  /** Share of the leaves that tell of a failure. */
  readonly failedShare: number;
  /** Most frequent first. */
  readonly programs: readonly NameShare[];
  /** In more than half of the leaves, in the order they stand in a line. */
  readonly words: readonly NameShare[];
  /** Strongest first. */
  readonly topics: readonly NameShare[];
}

interface NameShare {
  readonly name: string;
  /** Of the leaves, in [0, 1]. */
  readonly share: number;
}

/** A word stands for the cluster when more than half of its leaves have it, a program when three in four do. */
const WORD_SHARE_ABOVE = 0.5;
const PROGRAM_SHARE_MIN = 0.75;
const TOPIC_STRENGTH_MIN = 0.25;
const WORDS_SHOWN_MAX = 4;
const PROGRAMS_SHOWN_MAX = 3;

export function labelParts(facts: MemberFacts): LabelParts {
  const { leafCount } = facts;
  const shares = (table: MemberFacts["words"]) =>
    [...table].map(([name, { count, place }]) => ({ name, share: count / leafCount, place: place / count }));
  return {
    leafCount,
    failedShare: facts.failed / leafCount,
    programs: shares(facts.programs).toSorted(byShare),
    words: shares(facts.words)
      .filter(({ share }) => share > WORD_SHARE_ABOVE)
      .toSorted((a, b) => a.place - b.place || byShare(a, b)),
    topics: shares(facts.topics).toSorted(byShare).slice(0, 2),
  };
}

function byShare(a: NameShare, b: NameShare): number {
  return b.share - a.share || (a.name < b.name ? -1 : 1);
}

/**
 * A name for an inner cluster that a person recognises it by: the program that most of its leaves name (or the first
 * few), then the words that most of them share, those first that its sibling has less of; where there are too few
 * such words, the topic: "sshd: failed password", "kernel: memory", "cron, anacron and 3 more".
 */
export function label(own: LabelParts, sibling: LabelParts | null): string {
  const program = programLabel(own);
  const shown = distinctive(own, sibling);
  const topic = topicLabel(own, shown);
  const about = shown.length >= 2 ? shown.join(" ") : [...shown, ...(topic === "" ? [] : [topic])].join(", ");
  return [program, about].filter((part) => part !== "").join(": ") || `${own.leafCount} kinds of line`;
}

function programLabel({ programs }: LabelParts): string {
  const main = programs.filter(({ share }) => share >= PROGRAM_SHARE_MIN);
  if (main.length > 0)
    return main
      .slice(0, 2)
      .map(({ name }) => name)
      .join(", ");
  const more = programs.length - PROGRAMS_SHOWN_MAX;
  const first = programs
    .slice(0, PROGRAMS_SHOWN_MAX)
    .map(({ name }) => name)
    .join(", ");
  return more > 0 ? `${first} and ${more} more` : first;
}

function distinctive(own: LabelParts, sibling: LabelParts | null): string[] {
  const siblings = new Map(sibling?.words.map(({ name, share }) => [name, share]));
  const programs = new Set(own.programs.map(({ name }) => name.toLowerCase()));
  return own.words
    .filter(({ name }) => !programs.has(name))
    .map(({ name, share }, place) => ({ name, place, lead: share - 0.8 * (siblings.get(name) ?? 0) }))
    .toSorted((a, b) => b.lead - a.lead || a.place - b.place)
    .slice(0, WORDS_SHOWN_MAX)
    .toSorted((a, b) => a.place - b.place)
    .map(({ name }) => name);
}

function topicLabel({ topics, failedShare }: LabelParts, shown: readonly string[]): string {
  const names = topics
    .filter(({ name, share }) => share >= TOPIC_STRENGTH_MIN && !shown.some((word) => word.startsWith(name)))
    .map(({ name }) => name);
  if (names.length === 0) return "";
  const isSaid = shown.some((word) => word.startsWith("fail"));
  return names.join(" and ") + (failedShare >= 0.5 && !isSaid ? " failures" : "");
}
