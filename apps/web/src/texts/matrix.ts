export const matrix = {
  title: "Hosts by branches",
  lead: "What share of each host's lines is in each branch, and which hosts say alike.",
  caption: "Branches of the tree down, hosts across; each cell is the branch's share of that host's lines",
  branch: "Branch",
  unlike: "Unlike at the top, alike below",
  tree: "Dendrogram of the hosts: those joined further down have a more similar mix of lines",
  noOdd: "No host stands apart from all others.",
  odd: (height: string, rest: string) =>
    `is the odd one out: it joins the others at ${height}, and they join one another below ${rest}.`,
} as const;
