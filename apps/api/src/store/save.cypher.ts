/** Takes the write lock first and reads after it: Neo4j is read-committed, a value read before the lock may be old. */
export const LOCK_LEDGER = `
MATCH (l:Ledger {id: 'ledger'}) SET l.lockedBy = $runId
WITH l RETURN l.cycle AS cycle, l.runId AS runId`;

/** The sources that still stand where this cycle read from, and are moved to where it read to. */
export const MOVE_CHECKPOINTS = `
UNWIND $sources AS row
MATCH (s:Source {id: row.id}) SET s.lockedBy = $runId
WITH s, row
WHERE s.offsetBytes = row.from.offsetBytes AND coalesce(s.head, '') = row.from.head AND coalesce(s.anchor, '') = row.from.anchor
SET s.inode = row.to.inode, s.offsetBytes = row.to.offsetBytes, s.head = row.to.head, s.anchor = row.to.anchor,
    s.modifiedAtMs = row.to.modifiedAtMs, s.cursor = row.to.cursor, s.encoding = row.encoding, s.generation = row.generation,
    s.parseState = row.parseState, s.lineCount = s.lineCount + row.lines, s.eventCount = s.eventCount + row.events,
    s.partialLineCount = coalesce(s.partialLineCount, 0) + row.partialLines, s.redactedKinds = row.redactedKinds,
    s.redactedCounts = row.redactedCounts
REMOVE s.lockedBy
RETURN count(s) AS moved`;

export const CLOSE_LEDGER = `
MATCH (l:Ledger {id: 'ledger'})
SET l.cycle = l.cycle + 1, l.runId = $runId, l.totalLines = l.totalLines + $lines, l.totalEvents = l.totalEvents + $events
REMOVE l.lockedBy`;

/** A run may be of several cycles: what each brought is added. */
export const SAVE_RUN = `
MERGE (r:Run {id: $runId})
  ON CREATE SET r.startedAt = datetime($startedAt), r.lines = 0, r.bytes = 0, r.events = 0, r.newTemplates = 0
WITH r, r.endedAt IS NULL AS isNew
SET r.phase = $phase, r.endedAt = datetime($endedAt), r.lines = r.lines + $lines, r.bytes = r.bytes + $bytes,
    r.events = r.events + $events, r.newTemplates = r.newTemplates + $newTemplates, r.errorCount = $errorCount
WITH r, isNew
CALL (r) {
  UNWIND $reads AS row
  MATCH (s:Source {id: row.id})
  MERGE (r)-[read:READ]->(s) ON CREATE SET read.bytes = 0, read.lines = 0
  SET read.bytes = read.bytes + row.bytes, read.lines = read.lines + row.lines
}
RETURN isNew`;

export const PRUNE_RUNS = `
MATCH (r:Run) WITH r ORDER BY r.startedAt DESC SKIP toInteger($keepRuns)
DETACH DELETE r`;

/** A host that was paused or removed while it was read stays so. */
export const SAVE_HOSTS = `
UNWIND $hosts AS row
MATCH (h:Host {name: row.name}) WHERE NOT h.phase IN ['paused', 'removed']
SET h.phase = row.phase, h.lastRunAt = datetime($endedAt), h.errorCode = row.errorCode, h.errorMessage = row.errorMessage,
    h.errorFix = row.errorFix, h.clockSkewMs = coalesce(row.clockSkewMs, h.clockSkewMs), h.warningCode = row.warningCode,
    h.warningMessage = row.warningMessage, h.warningFix = row.warningFix`;

export const SAVE_SOURCES = `
UNWIND $sources AS row
MATCH (h:Host)-[:HAS_SOURCE]->(s:Source {id: row.id}) WHERE h.phase <> 'removed'
SET s.phase = row.phase, s.lastReadAt = CASE WHEN row.phase = 'ok' THEN datetime($endedAt) ELSE s.lastReadAt END,
    s.sizeBytes = coalesce(row.sizeBytes, s.sizeBytes), s.errorCode = row.errorCode, s.errorMessage = row.errorMessage,
    s.errorFix = row.errorFix`;
