import { formatCount } from "../format/numbers.ts";
import { plural } from "./words.ts";

export const archive = {
  title: "Lines",
  order: "Order",
  newest: "Newest first",
  oldest: "Oldest first",
  list: "Lines. Arrow keys move, Enter opens one",
  none: "No line of it is kept.",
  missing: (n: number) => `${formatCount(n)} of them ${n === 1 ? "is" : "are"} not kept`,
  keptFrom: (time: string) => `all from ${time} on are`,
  newer: (n: number) => `Show ${plural(n, "newer line", "newer lines")}`,
  exported: (max: number) => `An export has the first ${formatCount(max)} of them`,
  context: "The line and those around it",
  moreAround: "Show more around it",
  number: (n: number) => `line ${formatCount(n)}`,
  observed: "the time it was read, as it says none",
  redacted: "secrets replaced",
  cut: "cut at 64 KiB",
  raw: "Raw",
  close: "Close",
} as const;
