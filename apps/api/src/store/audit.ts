import { randomUUID } from "node:crypto";
import type { ManagedTransaction } from "neo4j-driver";
import type { StoredVerdict } from "./verdict.ts";
import { APPEND_AUDIT } from "./verdicts.cypher.ts";

/** What DeepSec itself does to a verdict is in the trail too. */
export const DEEPSEC = "DeepSec";

export interface AuditRecord {
  /** accept, mute, markImportant, closeFinding, reopen, replace, expire, outgrow, inherit */
  readonly action: string;
  readonly author: string;
  readonly note: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly before: StoredVerdict | null;
  readonly after: StoredVerdict;
}

/** Adds to the audit trail. Nothing changes or deletes what stands in it. */
export async function appendAudit(tx: ManagedTransaction, record: AuditRecord): Promise<void> {
  const { before, after, ...rest } = record;
  await tx.run(APPEND_AUDIT, {
    ...rest,
    id: randomUUID(),
    subject: after.subject,
    verdictId: after.id,
    before: before === null ? null : JSON.stringify(before),
    after: JSON.stringify(after),
  });
}
