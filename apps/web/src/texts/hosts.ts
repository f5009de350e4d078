import { formatCount } from "../format/numbers.ts";
import { hosts as hostsOf, lines, plural } from "./words.ts";

export const hosts = {
  title: "Hosts",
  lead: (ok: number, all: number) =>
    ok === all
      ? `All ${hostsOf(all)} read without error`
      : `${formatCount(ok)} of ${hostsOf(all)} read without error`,
  collect: "Collect now",
  collecting: "Collecting…",
  collected: (lineCount: number, newCount: number, errors: number) =>
    `${lines(lineCount)} read, ${newCount === 0 ? "no new kind" : plural(newCount, "new kind", "new kinds")}${errors === 0 ? "" : `, ${plural(errors, "source", "sources")} failed`}`,
  thisMachine: "this machine",
  hostKey: "Host key",
  lastRun: "Read",
  phases: {
    ok: "ok",
    failed: "failed",
    never: "not read yet",
    removed: "no longer in the settings",
    partial: "partly failed",
  } as Readonly<Record<string, string>>,
  columns: {
    source: "Source",
    state: "State",
    lines: "Lines",
    events: "Events",
    read: "Read",
    behind: "Behind",
    last: "Last read",
  },
  upToDate: "up to date",
  learning: "learning until",
  learningHint: "What is new there is no finding until its log covers a day",
  fix: "What to do",
  runs: "Collection cycles",
  runColumns: {
    started: "Started",
    took: "Took",
    state: "State",
    lines: "Lines",
    bytes: "Bytes",
    kinds: "New kinds",
    errors: "Failed",
  },
} as const;
