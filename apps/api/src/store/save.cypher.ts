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
    s.encoding = row.encoding, s.generation = row.generation, s.parseState = row.parseState,
    s.lineCount = s.lineCount + row.lines, s.eventCount = s.eventCount + row.events
REMOVE s.lockedBy
RETURN count(s) AS moved`;

export const SAVE_VARIANTS = `
UNWIND $variants AS row
MERGE (v:TemplateVariant {id: row.id})
SET v.state = row.state`;

export const KNOWN_TEMPLATES = "MATCH (t:LogTemplate) WHERE t.id IN $ids RETURN collect(t.id) AS ids";

export const CREATE_TEMPLATES = `
UNWIND $templates AS row
CREATE (:LogTemplate {id: row.id, text: row.text, level: row.level, programs: row.programs, examples: row.examples,
                      sinceCycle: $sinceCycle, count: 0, lineCount: 0})`;

export const SAVE_TEMPLATES = `
UNWIND $templates AS row
MATCH (t:LogTemplate {id: row.id})
SET t.text = row.text, t.level = row.level, t.programs = row.programs, t.examples = row.examples`;

/** A template that is one of today again is no earlier form of another. */
export const END_LINEAGE =
  "UNWIND $templates AS row MATCH (:LogTemplate {id: row.id})-[b:BECAME]->() DELETE b";

export const ADD_TO_TEMPLATES = `
UNWIND $totals AS row
MATCH (t:LogTemplate {id: row.templateId})
SET t.count = t.count + row.count, t.lineCount = t.lineCount + row.lineCount,
    t.firstSeen = CASE WHEN t.firstSeen IS NULL OR datetime(row.firstSeen) < t.firstSeen THEN datetime(row.firstSeen) ELSE t.firstSeen END,
    t.lastSeen = CASE WHEN t.lastSeen IS NULL OR datetime(row.lastSeen) > t.lastSeen THEN datetime(row.lastSeen) ELSE t.lastSeen END`;

export const CREATE_FOUND_IN = `
UNWIND $bySource AS row
MATCH (t:LogTemplate {id: row.templateId}) MATCH (s:Source {id: row.sourceId})
CREATE (t)-[:FOUND_IN {count: row.count, lineCount: row.lineCount}]->(s)`;

export const CREATE_OCCURRED = `
UNWIND $byHour AS row
MATCH (t:LogTemplate {id: row.templateId}) MATCH (s:Source {id: row.sourceId})
CREATE (t)-[:OCCURRED {hour: datetime(row.hour), count: row.count, lineCount: row.lineCount}]->(s)`;

export const ADD_TO_FOUND_IN = `
UNWIND $bySource AS row
MATCH (t:LogTemplate {id: row.templateId}) MATCH (s:Source {id: row.sourceId})
MERGE (t)-[f:FOUND_IN]->(s)
  ON CREATE SET f.count = row.count, f.lineCount = row.lineCount
  ON MATCH SET f.count = f.count + row.count, f.lineCount = f.lineCount + row.lineCount`;

/**
 * Not MERGE on the hour: the planner then starts at the index on hours, and reads all templates of that hour for each row (3,000
 * templates in one hour took 17 s). Seconds are no indexed property, so it starts at the template. Each row has its own template,
 * source and hour, and the ledger's lock lets nobody else in between.
 */
export const ADD_TO_OCCURRED = `
UNWIND $byHour AS row
MATCH (t:LogTemplate {id: row.templateId}) MATCH (s:Source {id: row.sourceId})
WITH row, t, s, datetime(row.hour) AS hour
OPTIONAL MATCH (t)-[known:OCCURRED]->(s) WHERE known.hour.epochSeconds = hour.epochSeconds
SET known.count = known.count + row.count, known.lineCount = known.lineCount + row.lineCount
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (t)-[:OCCURRED {hour: hour, count: row.count, lineCount: row.lineCount}]->(s))`;

/** What became more general was there as early as the first of what it came from. */
export const BECOME = `
UNWIND $lineage AS row
MATCH (old:LogTemplate {id: row.fromId}) MATCH (new:LogTemplate {id: row.toId})
MERGE (old)-[b:BECAME]->(new) ON CREATE SET b.at = datetime($endedAt)
CREATE (old)-[:MOVED {cycle: $cycle}]->(new)
SET new.count = new.count + old.count, new.lineCount = new.lineCount + old.lineCount,
    new.firstSeen = CASE WHEN new.firstSeen IS NULL OR old.firstSeen < new.firstSeen THEN old.firstSeen ELSE new.firstSeen END,
    new.lastSeen = CASE WHEN new.lastSeen IS NULL OR old.lastSeen > new.lastSeen THEN old.lastSeen ELSE new.lastSeen END,
    new.sinceCycle = CASE WHEN coalesce(old.sinceCycle, 0) < new.sinceCycle THEN coalesce(old.sinceCycle, 0) ELSE new.sinceCycle END,
    old.count = 0, old.lineCount = 0`;

export const MOVE_FOUND_IN = `
UNWIND $lineage AS row
MATCH (old:LogTemplate {id: row.fromId})-[o:FOUND_IN]->(s:Source) MATCH (new:LogTemplate {id: row.toId})
WITH new, s, o, o.count AS count, o.lineCount AS lineCount
DELETE o
MERGE (new)-[f:FOUND_IN]->(s)
  ON CREATE SET f.count = count, f.lineCount = lineCount
  ON MATCH SET f.count = f.count + count, f.lineCount = f.lineCount + lineCount`;

export const MOVE_OCCURRED = `
UNWIND $lineage AS row
MATCH (old:LogTemplate {id: row.fromId})-[o:OCCURRED]->(s:Source) MATCH (new:LogTemplate {id: row.toId})
WITH new, s, o.hour AS hour, sum(o.count) AS count, sum(o.lineCount) AS lineCount, collect(o) AS moved
FOREACH (o IN moved | DELETE o)
WITH new, s, hour, count, lineCount
OPTIONAL MATCH (new)-[known:OCCURRED]->(s) WHERE known.hour.epochSeconds = hour.epochSeconds
SET known.count = known.count + count, known.lineCount = known.lineCount + lineCount
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (new)-[:OCCURRED {hour: hour, count: count, lineCount: lineCount}]->(s))`;

export const CLOSE_LEDGER = `
MATCH (l:Ledger {id: 'ledger'})
SET l.cycle = l.cycle + 1, l.runId = $runId, l.totalLines = l.totalLines + $lines, l.totalEvents = l.totalEvents + $events
REMOVE l.lockedBy`;

export const SAVE_RUN = `
MERGE (r:Run {id: $runId})
SET r.phase = $phase, r.startedAt = datetime($startedAt), r.endedAt = datetime($endedAt), r.lines = $lines, r.bytes = $bytes,
    r.events = $events, r.newTemplates = $newTemplates, r.errorCount = $errorCount
WITH r UNWIND $reads AS row
MATCH (s:Source {id: row.id})
MERGE (r)-[read:READ]->(s)
SET read.bytes = row.bytes, read.lines = row.lines`;

export const PRUNE_RUNS = `
MATCH (r:Run) WITH r ORDER BY r.startedAt DESC SKIP toInteger($keepRuns)
DETACH DELETE r`;

export const SAVE_HOSTS = `
UNWIND $hosts AS row
MATCH (h:Host {name: row.name})
SET h.phase = row.phase, h.lastRunAt = datetime($endedAt), h.errorCode = row.errorCode, h.errorMessage = row.errorMessage,
    h.errorFix = row.errorFix`;

export const SAVE_SOURCES = `
UNWIND $sources AS row
MATCH (s:Source {id: row.id})
SET s.phase = row.phase, s.lastReadAt = CASE WHEN row.phase = 'ok' THEN datetime($endedAt) ELSE s.lastReadAt END,
    s.sizeBytes = coalesce(row.sizeBytes, s.sizeBytes), s.errorCode = row.errorCode, s.errorMessage = row.errorMessage,
    s.errorFix = row.errorFix`;
