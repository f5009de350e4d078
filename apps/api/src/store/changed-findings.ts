import type { ManagedTransaction } from "neo4j-driver";
import type { ChangedFinding } from "../change.ts";
import { CHANGED_FINDINGS, MARK_OPENED, OPEN_FINDINGS } from "./findings.cypher.ts";

/** A changed finding, and when it was opened last. */
export interface OpenedFinding extends ChangedFinding {
  readonly openedAt: string;
}

/** Ids of the findings that are open. */
export async function openFindings(tx: ManagedTransaction): Promise<ReadonlySet<string>> {
  const { records } = await tx.run<{ ids: string[] }>(OPEN_FINDINGS);
  return new Set(records[0]?.get("ids"));
}

/**
 * What is worth telling of: findings that are open now and were not before, and attacks of which more was seen.
 *
 * @param seenIds - Attacks that this cycle's events are of.
 * @returns HIGH first, then by score
 */
export async function changedFindings(
  tx: ManagedTransaction,
  before: ReadonlySet<string>,
  seenIds: readonly string[],
  at: string,
): Promise<OpenedFinding[]> {
  const open = await openFindings(tx);
  const seen = new Set(seenIds);
  const ids = [...open].filter((id) => !before.has(id) || seen.has(id));
  if (ids.length === 0) return [];
  await tx.run(MARK_OPENED, { ids: ids.filter((id) => !before.has(id)), at });
  const { records } = await tx.run<Omit<OpenedFinding, "isNew">>(CHANGED_FINDINGS, { ids });
  return records.map((record) => {
    const finding = record.toObject();
    return { ...finding, isNew: !before.has(finding.id) };
  });
}
