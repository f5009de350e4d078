import { formatCount, formatShare } from "../format/numbers.ts";
import { hosts, kinds, lines } from "./words.ts";

export const home = {
  quietTitle: "All quiet",
  quietText: (shown: string) =>
    `No finding is open. Every one of the ${shown} belongs to a kind that fits in.`,
  needTitle: (n: number) => (n === 1 ? "1 finding needs a look" : `${formatCount(n)} findings need a look`),
  lowOnlyTitle: "Nothing urgent",
  troubleTitle: (n: number) => `${hosts(n)} cannot be read in full:`,
  facts: (kindCount: number, lineCount: number, hostCount: number) =>
    `${kinds(kindCount)} in ${lines(lineCount)} from ${hosts(hostCount)}`,
  lastRun: "last read",
  learningTitle: "Still learning",
  learningText: (names: readonly string[]) =>
    `What is rare, odd or an attack shows from the first line on. What is new is no finding yet on ${names.join(", ")}: their logs must cover a day first.`,
  timeline: "The last two days",
  timelineHint: "lines by hour, and when findings began",
  timelineMarks: "Findings by the time they began",
  moreKinds: (n: number) => `and ${kinds(n)} more`,
  findings: "Findings",
  more: (shown: number, total: number) =>
    `The ${formatCount(shown)} strangest of ${formatCount(total)} are shown.`,
  show: (n: number) => `Show ${formatCount(n)} more`,
  severityHint: {
    HIGH: "look at these first",
    MEDIUM: "worth a look today",
    LOW: "odd, probably harmless",
  } as Readonly<Record<string, string>>,
  seenOn: "on",
  coverage: "Coverage",
  coverageText: (share: number) => `${formatShare(share)} of the lines read belong to a kind`,
  coverageSum: (inTree: number, read: number) => `${lines(inTree)} in the tree, ${formatCount(read)} read`,
  totals: "Totals",
  totalLines: "Lines read",
  totalEvents: "Events",
  totalKinds: "Kinds of line",
  totalHosts: "Hosts read",
  hostsOf: (ok: number, all: number) => `${formatCount(ok)} of ${formatCount(all)}`,
  newTemplates: "New kinds, last cycle",
  trouble: "Cannot be read",
  toHosts: "Reasons and what to type",
  largest: "Largest clusters",
  toMap: "All on the map",
} as const;
