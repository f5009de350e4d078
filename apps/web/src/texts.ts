import { formatCount, formatShare } from "./format/numbers.ts";

const plural = (n: number, one: string, many: string) => `${formatCount(n)} ${n === 1 ? one : many}`;
const lines = (n: number) => plural(n, "line", "lines");
const kinds = (n: number) => plural(n, "kind of line", "kinds of line");
const clusters = (n: number) => plural(n, "cluster", "clusters");
const hosts = (n: number) => plural(n, "host", "hosts");

/** Every word the pages say, so that they can be read, mended and translated in one place. */
export const texts = {
  product: "DeepSec",
  description: "The kinds of line in your logs, how many there are, and which need a look.",
  skipToContent: "Skip to content",
  navigation: "Pages",
  pages: { home: "Overview", clusters: "Map", tree: "Tree", compare: "Compare", hosts: "Hosts" },
  theme: { label: "Colours", system: "System", light: "Light", dark: "Dark" },
  lines,
  kinds,
  events: (n: number) => plural(n, "event", "events"),
  templates: (n: number) => plural(n, "template", "templates"),
  sources: (n: number) => plural(n, "source", "sources"),
  none: "–",
  state: {
    loading: "Reading…",
    awayTitle: "The DeepSec API does not answer",
    awayText:
      "Nothing is lost: collection goes on from where it stopped. Start everything in the project folder with",
    awayCommand: "npm start",
    awayAgain: "This page asks again by itself.",
    refusedTitle: "The API could not answer this",
    stale: "The API does not answer; this page asks again by itself. Last answer:",
    staleRefused: "The API could not answer the last question. Last answer:",
    emptyTitle: "No lines read yet",
    emptyHosts: "No host is set up. Name one in deepsec.yaml, in the project folder, then start again:",
    emptyHostsExample: `hosts:
  - name: web1
    address: 192.0.2.10
    user: deepsec
    identityFile: ~/.ssh/id_ed25519
    sources: [/var/log/auth.log, /var/log/syslog]`,
    emptyWaiting:
      "Hosts are set up, but nothing has been read from them. The next collection cycle reads them, or start one on the page",
    notFoundTitle: "There is no such page",
    notFoundBack: "Back to the overview",
    brokenTitle: "This page broke",
    brokenAgain: "Try again",
  },
  home: {
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
    learningText: (runs: string) =>
      `Only ${runs} so far. Rare and odd kinds of line show already; what is new or gone can be said once there is a past to compare with.`,
    runs: (n: number) => plural(n, "collection cycle", "collection cycles"),
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
  },
  map: {
    title: "Map",
    lead: (clusterCount: number, lineCount: number) =>
      `${clusters(clusterCount)} hold all ${lines(lineCount)}`,
    count: "Clusters",
    suggested: (n: number) => `Suggested: ${formatCount(n)}`,
    areaBy: "Area shows",
    byLines: "Lines",
    byKinds: "Kinds of line",
    picture: "Area picture of the clusters; the list beside it says the same in numbers",
    columns: { rank: "#", cluster: "Cluster", lines: "Lines", share: "Share", kinds: "Kinds" },
    total: "All clusters",
    levels: "Most severe level",
    clusters,
    openInTree: (label: string) => `Open ${label} in the tree`,
  },
  tree: {
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
    toTemplate: "Go to the template",
    joins: (height: string) => `its two branches join at ${height}`,
    dragCut: "Cut height: drag, or use the arrow keys",
  },
  compare: {
    title: "Compare",
    byTimeLead:
      "What changed against the time before: the largest branches whose kinds of line all changed alike.",
    byHostsLead: "How a host differs from others: the largest branches whose kinds of line all differ alike.",
    what: "Compare",
    byTime: "Times",
    byHosts: "Hosts",
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
    kinds: {
      new: { title: "New", hint: "not there before", none: "Nothing is new." },
      gone: { title: "Gone", hint: "not there any more", none: "Nothing is gone." },
      grown: { title: "Grown", hint: "at least twice its share", none: "Nothing has grown." },
      shrunk: { title: "Shrunk", hint: "at most half its share", none: "Nothing has shrunk." },
    },
  },
  template: {
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
    where: "On hosts",
    path: "In the tree",
    showInTree: "Show in the tree",
    findings: "Why it stands out",
    noFindings: "Nothing open about it.",
  },
  hosts: {
    title: "Hosts",
    lead: (ok: number, all: number) =>
      ok === all
        ? `All ${hosts(all)} read without error`
        : `${formatCount(ok)} of ${hosts(all)} read without error`,
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
  },
  copy: { copy: "Copy", copied: "Copied" },
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
} as const;
