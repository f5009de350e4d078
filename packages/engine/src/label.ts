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
  /** The most frequent words that fewer leaves have, most frequent first. */
  readonly sampleWords: readonly NameShare[];
  /** First line of its shortest template. */
  readonly shortest: string;
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
/** Where no word is common: as many of the most frequent as this, each in at least so many of the leaves. */
const SAMPLE_WORDS_MAX = 3;
const SAMPLE_SHARE_MIN = 0.08;
const SHORTEST_LENGTH_MAX = 60;
const PACKAGE_ROOTS = new Set(["com", "org", "net", "edu", "gov", "dev", "java", "javax"]);

export function labelParts(facts: MemberFacts): LabelParts {
  const { leafCount } = facts;
  const shares = (table: MemberFacts["words"]) =>
    [...table].map(([name, { count, place }]) => ({ name, share: count / leafCount, place: place / count }));
  const wordShares = shares(facts.words);
  return {
    leafCount,
    failedShare: facts.failed / leafCount,
    programs: programFamilies(shares(facts.programs)).toSorted(byShare),
    words: wordShares
      .filter(({ share }) => share > WORD_SHARE_ABOVE)
      .toSorted((a, b) => a.place - b.place || byShare(a, b)),
    sampleWords: wordShares
      .filter(({ share }) => share <= WORD_SHARE_ABOVE && share >= SAMPLE_SHARE_MIN)
      .filter(({ share }) => share * leafCount > 1.5)
      .toSorted(byShare)
      .slice(0, 4 * SAMPLE_WORDS_MAX),
    shortest: facts.shortest,
    topics: shares(facts.topics).toSorted(byShare).slice(0, 2),
  };
}

/**
 * Programs of one family under its name: `sshd` and `sshd(pam_unix)` are sshd, `nova.compute.manager` and
 * `nova.virt.driver` are nova. A program without relatives keeps its own name, and so do few.
 */
function programFamilies(programs: readonly NameShare[]): readonly NameShare[] {
  if (programs.length <= PROGRAMS_SHOWN_MAX) return programs;
  const families = Map.groupBy(programs, ({ name }) => familyOf(name));
  return [...families].map(([family, [first, ...others]]) => ({
    name: others.length === 0 ? (first?.name ?? family) : family,
    share: Math.min(
      1,
      others.reduce((sum, { share }) => sum + share, first?.share ?? 0),
    ),
  }));
}

/** The first part of a name that says something: neither `o.e.` of an abbreviated logger nor the `com.` of a package. */
function familyOf(program: string): string {
  const parts = /^[\w.-]+/.exec(program)?.[0].split(".") ?? [];
  return parts.find((part) => part.length > 2 && !PACKAGE_ROOTS.has(part)) ?? program;
}

function byShare(a: NameShare, b: NameShare): number {
  return b.share - a.share || (a.name < b.name ? -1 : 1);
}

/**
 * A name for an inner cluster that a person recognises it by: the program that most of its leaves name (or the first
 * few), then the words that most of them share, those first that its sibling has less of; where there are too few
 * such words, the topic, and where there is none of these the words that most tell it from its sibling,
 * at the last its shortest template: "sshd: failed password", "kernel: memory", "cron, anacron and 3 more: session",
 * "election, quorum, leader", "like GET <*>".
 */
export function label(own: LabelParts, sibling: LabelParts | null): string {
  const program = programLabel(own);
  const shown = distinctive(own, sibling);
  const topic = topicLabel(own, shown);
  const said = shown.length >= 2 ? shown.join(" ") : [...shown, ...(topic === "" ? [] : [topic])].join(", ");
  const isEnough = own.programs.length > 0 ? said !== "" || own.programs.length <= 2 : shown.length >= 2;
  const more = isEnough ? [] : sample(own, sibling).filter((word) => !said.includes(word));
  const about = [said, ...more].filter((part) => part !== "").join(", ");
  return (
    [program, about].filter((part) => part !== "").join(": ") ||
    `like ${own.shortest.slice(0, SHORTEST_LENGTH_MAX)}`
  );
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

/** Words that are frequent below the cluster, though not common to it, and less so below its sibling. */
function sample(own: LabelParts, sibling: LabelParts | null): string[] {
  const siblings = new Map(
    [...(sibling?.words ?? []), ...(sibling?.sampleWords ?? [])].map(({ name, share }) => [name, share]),
  );
  return own.sampleWords
    .map(({ name, share }) => ({ name, share: share - 0.8 * (siblings.get(name) ?? 0) }))
    .toSorted(byShare)
    .slice(0, SAMPLE_WORDS_MAX)
    .map(({ name }) => name);
}

function topicLabel({ topics, failedShare }: LabelParts, shown: readonly string[]): string {
  const names = topics
    .filter(({ name, share }) => share >= TOPIC_STRENGTH_MIN && !shown.some((word) => word.startsWith(name)))
    .map(({ name }) => name);
  if (names.length === 0) return "";
  const isSaid = [...shown, ...names].some((word) => /^(?:fail|exception|error)/.test(word));
  return names.join(" and ") + (failedShare >= 0.5 && !isSaid ? " failures" : "");
}
