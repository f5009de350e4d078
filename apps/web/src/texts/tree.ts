import { clusters, kinds } from "./words.ts";

export const tree = {
  title: "Tree",
  lead: (shown: number, kindCount: number) => `${clusters(shown)} shown of a tree over ${kinds(kindCount)}`,
  count: "Clusters at the cut",
  cutHeight: "cut height",
  picture:
    "Dendrogram: clusters joined further to the left have less in common. The outline says the same as a table",
  pictureTitle: "By merge height",
  rows: "Rows",
  rowsReadable: "Readable",
  rowsFit: "All at once",
  outline: "Outline",
  outlineHelp: "Arrow keys move, Right opens, Left closes, Enter goes to the template.",
  columns: { cluster: "Cluster", lines: "Lines", share: "Share", kinds: "Kinds", height: "Height" },
  reset: "Back to the cut",
  selected: "Selected",
  nothingSelected:
    "Select a cluster in the picture or in the outline to see what it holds and where it belongs.",
  open: "Open",
  close: "Close",
  openAll: "Open to its kinds",
  details: "Details",
  pictureHelp: "Picture of the tree. Plus and minus zoom, 0 shows all rows, arrow keys scroll.",
  search: "Find a kind of line   /",
  searchLabel: "Find a kind of line",
  nothingFound: "Nothing has all of these words.",
  word: (own: string, other: string) => `in ${own} of the lines on this side, ${other} on the other`,
  toTemplate: "Go to the template",
  joins: (height: string) => `its two branches join at ${height}`,
  dragCut: "Cut height: drag, or use the arrow keys",
} as const;
