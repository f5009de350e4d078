import { matrix } from "./matrix.ts";
import { kinds, lines } from "./words.ts";

export const compare = {
  title: "Compare",
  leads: {
    time: "What changed against the time before: the largest branches whose kinds of line all changed alike.",
    hosts: "How a host differs from others: the largest branches whose kinds of line all differ alike.",
    all: matrix.lead,
  },
  what: "Compare",
  byTime: "Times",
  byHosts: "Hosts",
  byAll: "All hosts",
  window: "Last",
  windows: { "1h": "hour", "24h": "24 hours", "7d": "7 days" },
  last: (window: string) => `Last ${window}`,
  before: "Before",
  host: "Host",
  against: "against",
  allOthers: "all others",
  nothingToCompare: "There is one host only, so there is none to compare it with.",
  cluster: "Branch",
  side: (name: string, lineCount: number, kindCount: number) =>
    `${name}: ${lines(lineCount)} of ${kinds(kindCount)}.`,
  changes: (n: string) => `Changed branches: ${n}.`,
  nowColumn: "Now",
  byTimePanels: {
    new: { title: "New", hint: "not there before", none: "Nothing is new." },
    gone: { title: "Gone", hint: "not there any more", none: "Nothing is gone." },
    grown: { title: "Grown", hint: "at least twice its share", none: "Nothing has grown." },
    shrunk: { title: "Shrunk", hint: "at most half its share", none: "Nothing has shrunk." },
  },
  byHostsPanels: (host: string, others: string) => ({
    new: { title: `Only on ${host}`, hint: `not on ${others}`, none: "There is no such branch." },
    gone: { title: `Only on ${others}`, hint: `not on ${host}`, none: "There is no such branch." },
    grown: { title: `More on ${host}`, hint: "at least twice its share", none: "There is no such branch." },
    shrunk: { title: `Less on ${host}`, hint: "at most half its share", none: "There is no such branch." },
  }),
} as const;
