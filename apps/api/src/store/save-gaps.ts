import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { CycleRecord } from "./cycle-record.ts";

/** What was seen of the source last is still there: its time, and how much of it had not been read. */
const SAVE_GAPS = `
UNWIND $gaps AS row
MATCH (s:Source {id: row.sourceId})
MERGE (g:Gap {id: row.id})
SET g.kind = row.kind, g.path = row.path, g.offsetBytes = row.offsetBytes, g.detectedAt = datetime($endedAt),
    g.lastReadAt = s.lastReadAt,
    g.missingBytes = CASE WHEN row.kind IN ['PACKED', 'CURSOR_LOST'] OR s.sizeBytes < row.offsetBytes THEN null
                          ELSE s.sizeBytes - row.offsetBytes END
MERGE (s)-[:HAS_GAP]->(g)`;

/** Lines that were lost before what this cycle read. Called before the cycle's outcome is stored. */
export async function saveGaps(
  tx: ManagedTransaction,
  { runId, endedAt, advances }: CycleRecord,
): Promise<void> {
  const gaps = advances.flatMap(({ id, gap }) =>
    gap === null
      ? []
      : [{ ...gap, id: `${runId}:${id}`, sourceId: id, offsetBytes: neo4j.int(gap.offsetBytes) }],
  );
  if (gaps.length > 0) await tx.run(SAVE_GAPS, { gaps, endedAt });
}
