export const SAVE_OUTLIERS = `
UNWIND $findings AS row
MATCH (t:LogTemplate {id: row.templateId})
MERGE (f:Finding {id: row.id})
SET f.kind = row.kind, f.severity = row.severity, f.score = row.score, f.reason = row.reason, f.phase = 'open', f.count = 1,
    f.firstSeen = t.firstSeen, f.lastSeen = t.lastSeen
MERGE (f)-[:ABOUT]->(t)
WITH f, row
UNWIND row.hosts AS name
MATCH (h:Host {name: name})
MERGE (f)-[:ON]->(h)`;

export const CLOSE_OTHER_OUTLIERS = `
MATCH (f:Finding) WHERE f.phase <> 'closed' AND f.kind STARTS WITH 'isolated' AND NOT f.id IN $ids
SET f.phase = 'closed'`;

/** Of changes, news of a week ago is none. */
export const CLOSE_OLD_NEWS = `
MATCH (f:Finding {phase: 'open'})
WHERE f.kind IN ['new template', 'new on host', 'rate spike', 'rate drop', 'gone silent'] AND f.foundAt < datetime($endedAt) - duration('P7D')
SET f.phase = 'closed'`;

export const CLOSE_ENDED = "MATCH (f:Finding) WHERE f.id IN $ids SET f.phase = 'closed'";

/** The first time stays, the last time moves on; what it is about and where only grows. */
export const SAVE_FOUND = `
UNWIND $found AS row
MERGE (f:Finding {id: row.id})
ON CREATE SET f.firstSeen = datetime(row.firstSeen), f.lastSeen = datetime(row.lastSeen)
SET f.rule = row.rule, f.kind = row.kind, f.severity = row.severity, f.score = row.score, f.reason = row.reason,
    f.phase = 'open', f.count = row.count, f.foundAt = datetime($endedAt),
    f.lastSeen = CASE WHEN datetime(row.lastSeen) > f.lastSeen THEN datetime(row.lastSeen) ELSE f.lastSeen END
WITH f, row
CALL (f, row) {
  UNWIND row.templateIds AS templateId
  MATCH (t:LogTemplate {id: templateId})
  MERGE (f)-[:ABOUT]->(t)
}
CALL (f, row) {
  UNWIND row.hosts AS name
  MATCH (h:Host {name: name})
  MERGE (f)-[:ON]->(h)
}
CALL (f, row) {
  UNWIND row.sourceIds AS sourceId
  MATCH (s:Source {id: sourceId})
  MERGE (f)-[:ABOUT]->(s)
}
CALL (f, row) {
  UNWIND row.values AS value
  MERGE (v:Value {kind: value.kind, text: value.text})
  MERGE (f)-[:ABOUT]->(v)
}`;

export const OPEN_FINDINGS = `
MATCH (f:Finding {phase: 'open'})
RETURN collect(f.id) AS ids`;

export const MARK_OPENED = `
UNWIND $ids AS id
MATCH (f:Finding {id: id}) SET f.openedAt = datetime($at)`;

export const CHANGED_FINDINGS = `
MATCH (f:Finding) WHERE f.id IN $ids
WITH f ORDER BY CASE f.severity WHEN 'HIGH' THEN 0 WHEN 'MEDIUM' THEN 1 ELSE 2 END, f.score DESC, f.id
RETURN f.id AS id, f.kind AS kind, f.rule AS rule, f.severity AS severity, f.score AS score, f.reason AS reason,
       toString(f.firstSeen) AS firstSeen, toString(f.lastSeen) AS lastSeen, toString(f.openedAt) AS openedAt,
       COLLECT { MATCH (f)-[:ON]->(h:Host) RETURN h.name ORDER BY h.name } AS hosts`;
