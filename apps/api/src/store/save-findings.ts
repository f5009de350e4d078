import { contentHash, type OutlierScore } from "@deepsec/engine";
import type { ManagedTransaction } from "neo4j-driver";
import { CLOSE_OTHER_FINDINGS, SAVE_FINDINGS } from "./findings.cypher.ts";

/** Stores the outliers of today; what was open and is none of them is closed. The same kind and template is the same finding. */
export async function saveFindings(tx: ManagedTransaction, outliers: readonly OutlierScore[]): Promise<void> {
  const findings = outliers.map(({ templateId, kind, severity, score, reason }) => ({
    id: contentHash(JSON.stringify([kind, templateId])),
    templateId,
    kind,
    severity,
    score,
    reason,
  }));
  await tx.run(SAVE_FINDINGS, { findings });
  await tx.run(CLOSE_OTHER_FINDINGS, { ids: findings.map(({ id }) => id) });
}
