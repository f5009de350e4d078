import type { ManagedTransaction } from "neo4j-driver";
import type { ChangedFinding } from "../change.ts";
import { CHANGED_FINDINGS, OPEN_FINDINGS } from "./findings.cypher.ts";

const CHANGED_MAX = 100;

/** Ids of the findings that are open. */
export async function openFindings(tx: ManagedTransaction): Promise<ReadonlySet<string>> {
  const { records } = await tx.run<{ ids: string[] }>(OPEN_FINDINGS);
  return new Set(records[0]?.get("ids"));
}

/**
 * What is worth telling of: findings that are open now and were not before, and attacks of which more was seen.
 *
 * @param seenIds - Attacks that this cycle's events are of.
 * @returns HIGH first, then by score, at most 100
 */
export async function changedFindings(
  tx: ManagedTransaction,
  before: ReadonlySet<string>,
  seenIds: readonly string[],
): Promise<ChangedFinding[]> {
  const open = await openFindings(tx);
  const seen = new Set(seenIds);
  const ids = [...open].filter((id) => !before.has(id) || seen.has(id));
  if (ids.length === 0) return [];
  const { records } = await tx.run<Omit<ChangedFinding, "isNew">>(CHANGED_FINDINGS, {
    ids,
    max: CHANGED_MAX,
  });
  return records.map((record) => {
    const finding = record.toObject();
    return { ...finding, isNew: !before.has(finding.id) };
  });
}
