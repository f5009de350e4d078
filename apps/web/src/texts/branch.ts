import { formatCount } from "../format/numbers.ts";

export const branch = {
  title: "Branch",
  missingTitle: "Nothing is left of this branch",
  missingText: "None of its kinds of line is in the tree any more.",
  moved: "This branch has changed since the link was made; this is where its kinds of line are now.",
  onMap: "On the map",
  hours: "Lines by hour",
  hoursHint: "click an hour to count it alone",
  sides: "What tells its two sides apart",
  sidesHint: "words most lines of one side have and most of the other have not",
  hosts: "On hosts",
  noHosts: "On no host in this window.",
  kinds: "Kinds of line",
  parts: (n: number) => `Its ${formatCount(n)} parts`,
  path: "In the tree",
  kin: (height: string) => `Nearest kin, joined at ${height}`,
  query: "Show the query",
} as const;
