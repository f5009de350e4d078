import type { WatchFinding } from "@deepsec/engine";
import type { FoundFinding } from "../store/cycle-record.ts";
import { severityScore } from "./severity-score.ts";

/** A finding of change or value as the graph keeps it. */
export function foundFinding(finding: WatchFinding): FoundFinding {
  const { id, rule, kind, severity, title, reason, count, firstMs, lastMs } = finding;
  const { hosts, templateIds, values, sources } = finding;
  return {
    id,
    rule,
    kind,
    severity,
    score: severityScore(severity, count),
    reason: `${title}: ${reason}`,
    count,
    firstSeen: new Date(firstMs).toISOString(),
    lastSeen: new Date(lastMs).toISOString(),
    hosts,
    templateIds,
    values,
    sourceIds: sources,
  };
}
