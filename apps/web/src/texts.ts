import { archive } from "./texts/archive.ts";
import { branch } from "./texts/branch.ts";
import { compare } from "./texts/compare.ts";
import { home } from "./texts/home.ts";
import { hosts } from "./texts/hosts.ts";
import { map } from "./texts/map.ts";
import { matrix } from "./texts/matrix.ts";
import { settings } from "./texts/settings.ts";
import { state } from "./texts/state.ts";
import { template } from "./texts/template.ts";
import { tree } from "./texts/tree.ts";
import { value } from "./texts/value.ts";
import { verdicts } from "./texts/verdicts.ts";
import { clusters, kinds, lines, plural } from "./texts/words.ts";

/** Every word the pages say, so that they can be read, mended and translated in one place: here and in texts/. */
export const texts = {
  product: "DeepSec",
  description: "The kinds of line in your logs, how many there are, and which need a look.",
  skipToContent: "Skip to content",
  navigation: "Pages",
  pages: {
    home: "Overview",
    clusters: "Map",
    tree: "Tree",
    compare: "Compare",
    hosts: "Hosts",
    verdicts: "Verdicts",
    settings: "Settings",
  },
  theme: { label: "Colours", system: "System", light: "Light", dark: "Dark" },
  lines,
  kinds,
  clusters,
  events: (n: number) => plural(n, "event", "events"),
  templates: (n: number) => plural(n, "template", "templates"),
  sources: (n: number) => plural(n, "source", "sources"),
  none: "–",
  copy: { copy: "Copy", copied: "Copied" },
  exports: { label: "Export", busy: "Exporting…" },
  scope: {
    window: "Time",
    all: "All",
    windows: { "1h": "1 h", "24h": "24 h", "7d": "7 d" },
    clear: "Count all times again",
    since: (time: string) => `since ${time}`,
    until: (time: string) => `until ${time}`,
    allHosts: "All hosts",
    hosts: (names: readonly string[]) => names.join(", "),
    only: "only",
  },
  chart: {
    most: (most: number, hoursEach: number) =>
      `most: ${lines(most)} in ${hoursEach === 1 ? "an hour" : `${hoursEach} hours`}`,
    summary: (total: number, span: string, most: number, mostSpan: string) =>
      `${lines(total)}, ${span}; most in ${mostSpan}: ${lines(most)}`,
  },
  levels: {
    fatal: "fatal",
    error: "error",
    warn: "warn",
    info: "info",
    debug: "debug",
    trace: "trace",
    none: "no level",
  } as Readonly<Record<string, string>>,
  severities: { HIGH: "High", MEDIUM: "Medium", LOW: "Low" } as Readonly<Record<string, string>>,
  archive,
  branch,
  compare,
  home,
  hosts,
  map,
  matrix,
  settings,
  state,
  template,
  tree,
  value,
  verdicts,
} as const;
