export const SAVE_FINDINGS = `
UNWIND $findings AS row
MATCH (t:LogTemplate {id: row.templateId})
MERGE (f:Finding {id: row.id})
SET f.kind = row.kind, f.severity = row.severity, f.score = row.score, f.reason = row.reason, f.phase = 'open',
    f.firstSeen = t.firstSeen, f.lastSeen = t.lastSeen
MERGE (f)-[:ABOUT]->(t)
WITH f, t
MATCH (t)-[:FOUND_IN]->(:Source)<-[:HAS_SOURCE]-(h:Host)
MERGE (f)-[:ON]->(h)`;

export const CLOSE_OTHER_FINDINGS = `
MATCH (f:Finding {phase: 'open'}) WHERE NOT f.id IN $ids
SET f.phase = 'closed'`;
