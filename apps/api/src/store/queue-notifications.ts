import { contentHash } from "@deepsec/engine";
import type { ManagedTransaction } from "neo4j-driver";
import type { OpenedFinding } from "./changed-findings.ts";
import { QUEUE_NOTIFICATIONS } from "./outbox.cypher.ts";
import { slices } from "./slices.ts";

/** Which findings a target is told of. */
export interface NotificationFilter {
  readonly name: string;
  /** The least severity. */
  readonly severity: string;
  /** Null: all. */
  readonly hosts: readonly string[] | null;
  /** Kinds or rules; null: all. */
  readonly kinds: readonly string[] | null;
}

const RANKS = ["LOW", "MEDIUM", "HIGH"];

/**
 * Puts a notification a target and finding into the outbox, in the transaction that stores the finding. The same opening of the
 * same finding is the same notification, whatever more is seen of it; a second one comes when it becomes HIGH.
 */
export async function queueNotifications(
  tx: ManagedTransaction,
  findings: readonly OpenedFinding[],
  targets: readonly NotificationFilter[],
  at: string,
): Promise<void> {
  const rows = targets.flatMap((target) =>
    findings
      .filter((finding) => passes(finding, target))
      .map(({ openedAt, isNew: _isNew, ...finding }) => ({
        id: contentHash(
          JSON.stringify(["notification", target.name, finding.id, openedAt, finding.severity === "HIGH"]),
        ),
        target: target.name,
        findingId: finding.id,
        severity: finding.severity,
        reason: finding.reason,
        finding: JSON.stringify(finding),
      })),
  );
  for (const slice of slices(rows)) await tx.run(QUEUE_NOTIFICATIONS, { rows: slice, at });
}

function passes({ severity, hosts, kind, rule }: OpenedFinding, target: NotificationFilter): boolean {
  return (
    RANKS.indexOf(severity) >= RANKS.indexOf(target.severity) &&
    (target.hosts === null || hosts.some((host) => target.hosts?.includes(host))) &&
    (target.kinds === null || target.kinds.includes(kind) || (rule !== null && target.kinds.includes(rule)))
  );
}
