import { formatCount } from "../format/numbers.ts";
import { clusters, lines } from "./words.ts";

export const map = {
  title: "Map",
  lead: (clusterCount: number, lineCount: number) => `${clusters(clusterCount)} hold all ${lines(lineCount)}`,
  leadWithin: (clusterCount: number, lineCount: number, share: string) =>
    `${clusters(clusterCount)} hold the ${lines(lineCount)} of this branch, ${share} of all`,
  crumbs: "Where this branch belongs",
  all: "All lines",
  between: (n: number) => `… ${formatCount(n)} between …`,
  details: "Details",
  inTree: "In the tree",
  count: "Clusters",
  suggested: (n: number) => `Suggested: ${formatCount(n)}`,
  areaBy: "Area shows",
  byLines: "Lines",
  byKinds: "Kinds of line",
  picture: "Area picture of the clusters; the list beside it says the same in numbers",
  columns: { rank: "#", cluster: "Cluster", trend: "Trend", lines: "Lines", share: "Share", kinds: "Kinds" },
  total: "All clusters",
  colourBy: "Colour shows",
  colours: { level: "Level", change: "Change", finding: "Findings" },
  legends: {
    level: "Most severe level",
    change: "Share of all lines, against the equally long time before",
    finding: "Highest open finding",
  },
  tones: {
    level: {
      fatal: "fatal",
      error: "error",
      warn: "warn",
      info: "info",
      debug: "debug",
      none: "no level",
    } as Readonly<Record<string, string>>,
    change: {
      new: "new",
      grown: "grown",
      shrunk: "shrunk",
      gone: "gone",
      same: "about the same",
    } as Readonly<Record<string, string>>,
    finding: { HIGH: "high", MEDIUM: "medium", LOW: "low", none: "none" } as Readonly<Record<string, string>>,
  },
} as const;
