export const SAVE_OUTLIERS = `
UNWIND $findings AS row
MATCH (t:LogTemplate {id: row.templateId})
MERGE (f:Finding {id: row.id})
SET f.kind = row.kind, f.severity = row.severity, f.score = row.score, f.reason = row.reason, f.phase = 'open', f.count = 1,
    f.firstSeen = t.firstSeen, f.lastSeen = t.lastSeen
MERGE (f)-[:ABOUT]->(t)
WITH f, t
MATCH (t)-[:FOUND_IN]->(:Source)<-[:HAS_SOURCE]-(h:Host)
MERGE (f)-[:ON]->(h)`;

export const CLOSE_OTHER_OUTLIERS = `
MATCH (f:Finding) WHERE f.phase <> 'closed' AND f.kind STARTS WITH 'isolated' AND NOT f.id IN $ids
SET f.phase = 'closed'`;

/** The first time stays, the last time moves on; what it is about and where only grows. */
export const SAVE_ATTACKS = `
UNWIND $attacks AS row
MERGE (f:Finding {id: row.id})
ON CREATE SET f.firstSeen = datetime(row.firstSeen), f.lastSeen = datetime(row.lastSeen)
SET f.rule = row.rule, f.kind = row.kind, f.severity = row.severity, f.score = row.score, f.reason = row.reason,
    f.phase = 'open', f.count = row.count,
    f.lastSeen = CASE WHEN datetime(row.lastSeen) > f.lastSeen THEN datetime(row.lastSeen) ELSE f.lastSeen END
WITH f, row
CALL (f, row) {
  UNWIND row.templateIds AS templateId
  MATCH (t:LogTemplate {id: templateId})
  MERGE (f)-[:ABOUT]->(t)
}
CALL (f, row) {
  UNWIND row.sourceIds AS sourceId
  MATCH (:Source {id: sourceId})<-[:HAS_SOURCE]-(h:Host)
  MERGE (f)-[:ON]->(h)
}`;

export const OPEN_FINDINGS = `
MATCH (f:Finding {phase: 'open'})
RETURN collect(f.id) AS ids`;

export const CHANGED_FINDINGS = `
MATCH (f:Finding) WHERE f.id IN $ids
WITH f ORDER BY CASE f.severity WHEN 'HIGH' THEN 0 WHEN 'MEDIUM' THEN 1 ELSE 2 END, f.score DESC, f.id LIMIT toInteger($max)
RETURN f.id AS id, f.kind AS kind, f.rule AS rule, f.severity AS severity, f.score AS score, f.reason AS reason,
       toString(f.firstSeen) AS firstSeen, toString(f.lastSeen) AS lastSeen,
       COLLECT { MATCH (f)-[:ON]->(h:Host) RETURN h.name ORDER BY h.name } AS hosts`;
