import { contentHash } from "@deepsec/engine";
import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { ChangedFinding } from "../change.ts";
import type { Analysis } from "./cycle-record.ts";
import {
  CHANGED_FINDINGS,
  CLOSE_OTHER_OUTLIERS,
  OPEN_FINDINGS,
  SAVE_ATTACKS,
  SAVE_OUTLIERS,
} from "./findings.cypher.ts";

const CHANGED_MAX = 100;

/**
 * Stores the outliers of today; what was open and is none of them is closed. The same kind and template is the same finding.
 * Attacks stay open: that one is over does not mean that it did not happen.
 *
 * @returns those that were not open before, and the attacks; HIGH first, then by score, at most 100
 */
export async function saveFindings(
  tx: ManagedTransaction,
  { outliers, attacks }: Pick<Analysis, "outliers" | "attacks">,
): Promise<ChangedFinding[]> {
  const findings = outliers.map(({ templateId, kind, severity, score, reason }) => ({
    id: contentHash(JSON.stringify([kind, templateId])),
    templateId,
    kind,
    severity,
    score,
    reason,
  }));
  const attackIds = attacks.map(({ id }) => id);
  const ids = [...findings.map(({ id }) => id), ...attackIds];
  const known = await tx.run<{ ids: string[] }>(OPEN_FINDINGS, { ids });
  const open = new Set(known.records[0]?.get("ids"));
  await tx.run(SAVE_OUTLIERS, { findings });
  await tx.run(CLOSE_OTHER_OUTLIERS, { ids: findings.map(({ id }) => id) });
  const rows = attacks.map((attack) => ({ ...attack, count: neo4j.int(attack.count) }));
  if (rows.length > 0) await tx.run(SAVE_ATTACKS, { attacks: rows });
  const changed = [...ids.filter((id) => !open.has(id)), ...attackIds.filter((id) => open.has(id))];
  if (changed.length === 0) return [];
  const { records } = await tx.run<Omit<ChangedFinding, "isNew">>(CHANGED_FINDINGS, {
    ids: changed,
    max: CHANGED_MAX,
  });
  return records.map((record) => {
    const finding = record.toObject();
    return { ...finding, isNew: !open.has(finding.id) };
  });
}
