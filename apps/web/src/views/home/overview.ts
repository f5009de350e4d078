import type { ResultOf } from "gql.tada";
import type { OVERVIEW } from "../../data/documents.ts";
import type { HourCount } from "../../chart/hour-buckets.ts";
import { HOUR_MS } from "../../scope/scope.ts";
import { toClusterRow, type ClusterRow } from "../../tree/cluster-row.ts";

export type OverviewAnswer = ResultOf<typeof OVERVIEW>;
export type FindingAnswer = OverviewAnswer["findings"][number];

/** What the first page says. */
export interface Overview {
  /** Nothing was read; the rest is then zero. */
  readonly isEmpty: boolean;
  /** Hosts whose logs cover too little yet for anything to be new there. */
  readonly learning: readonly string[];
  /** Open findings that came with the answer, highest severity first, within one the latest hour first, then the strangest. */
  readonly bySeverity: readonly { readonly severity: string; readonly findings: readonly FindingAnswer[] }[];
  /** Open findings, those that did not come along included. */
  readonly findingCount: number;
  readonly urgentCount: number;
  readonly kinds: number;
  /** Lines that belong to a kind, and lines read from the sources. */
  readonly linesInTree: number;
  readonly linesRead: number;
  /** Lines of the tree over lines read, 0 to 1; null when nothing was read. */
  readonly coverage: number | null;
  readonly events: number;
  readonly hosts: OverviewAnswer["hosts"];
  readonly troubled: OverviewAnswer["hosts"];
  readonly lastRun: OverviewAnswer["runs"][number] | null;
  readonly largest: readonly ClusterRow[];
  /** All lines of the last two days by hour. */
  readonly hours: readonly HourCount[];
}

const SEVERITIES = ["HIGH", "MEDIUM", "LOW"];
const LARGEST_MAX = 6;

export function toOverview(answer: OverviewAnswer): Overview {
  const linesInTree = Number(answer.cut.totalLines);
  const linesRead = answer.sources.reduce((sum, source) => sum + Number(source.lineCount), 0);
  const bySeverity = SEVERITIES.map((severity) => ({
    severity,
    findings: answer.findings
      .filter((finding) => finding.severity === severity)
      .toSorted((a, b) => hourOf(b) - hourOf(a) || b.score - a.score),
  }));
  return {
    isEmpty: answer.cut.leaves === 0,
    learning: answer.hosts.filter((host) => host.learning).map(({ name }) => name),
    bySeverity: bySeverity.filter(({ findings }) => findings.length > 0),
    findingCount: answer.findingsConnection.totalCount,
    urgentCount: answer.findings.filter(({ severity }) => severity !== "LOW").length,
    kinds: answer.cut.leaves,
    linesInTree,
    linesRead,
    coverage: linesRead === 0 ? null : Math.min(1, linesInTree / linesRead),
    events: Number(answer.cut.totalEvents),
    hosts: answer.hosts,
    troubled: answer.hosts.filter(
      (host) => host.phase === "failed" || host.sources.some((source) => source.phase === "failed"),
    ),
    lastRun: answer.runs[0] ?? null,
    largest: answer.cut.clusters
      .map(toClusterRow)
      .toSorted((a, b) => b.size - a.size)
      .slice(0, LARGEST_MAX),
    hours: answer.whole.clusters[0]?.hours ?? [],
  };
}

/** By the hour, so that what goes on does not change places while one reads. */
function hourOf({ lastSeen }: FindingAnswer): number {
  return Math.floor(Date.parse(lastSeen) / HOUR_MS);
}
