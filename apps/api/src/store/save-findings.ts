import { contentHash } from "@deepsec/engine";
import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { Analysis } from "./cycle-record.ts";
import { CLOSE_OTHER_OUTLIERS, SAVE_ATTACKS, SAVE_OUTLIERS } from "./findings.cypher.ts";

/**
 * Stores the outliers of today; what was open and is none of them is closed. The same kind and template is the same finding.
 * Attacks stay open: that one is over does not mean that it did not happen.
 */
export async function saveFindings(
  tx: ManagedTransaction,
  { outliers, attacks }: Pick<Analysis, "outliers" | "attacks">,
): Promise<void> {
  const findings = outliers.map(({ templateId, kind, severity, score, reason }) => ({
    id: contentHash(JSON.stringify([kind, templateId])),
    templateId,
    kind,
    severity,
    score,
    reason,
  }));
  await tx.run(SAVE_OUTLIERS, { findings });
  await tx.run(CLOSE_OTHER_OUTLIERS, { ids: findings.map(({ id }) => id) });
  const rows = attacks.map((attack) => ({ ...attack, count: neo4j.int(attack.count) }));
  if (rows.length > 0) await tx.run(SAVE_ATTACKS, { attacks: rows });
}
