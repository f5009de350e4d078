import { contentHash } from "@deepsec/engine";
import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { Analysis, FoundFinding } from "./cycle-record.ts";
import {
  CLOSE_ENDED,
  CLOSE_OLD_NEWS,
  CLOSE_OTHER_OUTLIERS,
  SAVE_FOUND,
  SAVE_OUTLIERS,
} from "./findings.cypher.ts";

/**
 * Stores the outliers of today; what was open and is none of them is closed. The same kind and template is the same finding.
 * Attacks stay open: that one is over does not mean that it did not happen. Changes close after a week, silences when they end.
 */
export async function saveFindings(
  tx: ManagedTransaction,
  { outliers, attacks, news, endedIds }: Analysis,
  endedAt: string,
): Promise<void> {
  const findings = (outliers ?? []).map(({ templateId, kind, severity, score, reason, hosts }) => ({
    id: contentHash(JSON.stringify([kind, templateId])),
    templateId,
    kind,
    severity,
    score,
    reason,
    hosts,
  }));
  if (outliers !== null) {
    await tx.run(SAVE_OUTLIERS, { findings });
    await tx.run(CLOSE_OTHER_OUTLIERS, { ids: findings.map(({ id }) => id) });
  }
  await tx.run(CLOSE_ENDED, { ids: endedIds });
  await tx.run(CLOSE_OLD_NEWS, { endedAt });
  await saveFound(tx, [...attacks, ...news], endedAt);
}

/** Stores findings that only grow. */
export async function saveFound(
  tx: ManagedTransaction,
  found: readonly FoundFinding[],
  endedAt: string,
): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map((one) => ({ ...one, count: neo4j.int(one.count) }));
  await tx.run(SAVE_FOUND, { found: rows, endedAt });
}
