import { plural } from "./words.ts";

export const template = {
  title: "Template",
  missingTitle: "There is no template with this id",
  moved: "It has grown more general since this link was made; this is what it is now.",
  values: (n: number) =>
    n === 0 ? "no value varies" : `${plural(n, "value varies", "values vary")}, marked`,
  seen: "Seen",
  first: "First seen",
  last: "Last seen",
  programs: "Programs",
  level: "Level",
  noLevel: "says none",
  examples: "Examples",
  examplesHint: "messages as they were written",
  lineage: "Earlier forms",
  lineageHint: "links to them lead here",
  showInTree: "Show in the tree",
  findings: "Why it stands out",
  noFindings: "Nothing open about it.",
} as const;
