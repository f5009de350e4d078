export const SAVE_VALUES = "UNWIND $values AS row MERGE (:Value {kind: row.kind, text: row.text})";

export const ADD_TO_HAS_VALUE = `
UNWIND $counts AS row
MATCH (t:LogTemplate {id: row.templateId}) MATCH (v:Value {kind: row.kind, text: row.text})
WITH t, v, row, datetime({epochMillis: row.firstMs}) AS first, datetime({epochMillis: row.lastMs}) AS last
MERGE (t)-[h:HAS_VALUE {slot: row.slot}]->(v)
  ON CREATE SET h.count = row.count, h.firstSeen = first, h.lastSeen = last
  ON MATCH SET h.count = h.count + row.count,
    h.firstSeen = CASE WHEN first < h.firstSeen THEN first ELSE h.firstSeen END,
    h.lastSeen = CASE WHEN last > h.lastSeen THEN last ELSE h.lastSeen END`;

export const KNOWN_SIGHTINGS = `
UNWIND $sightings AS row
MATCH (v:Value {kind: row.kind, text: row.text}) MATCH (h:Host {name: row.host})
MATCH (v)-[s:SEEN_ON]->(h)
RETURN row.kind AS kind, row.text AS text, row.host AS host, s.hours AS hours, s.counts AS counts`;

/** `hours` and `counts` are whole lists: those of before, added to. */
export const ADD_TO_SEEN_ON = `
UNWIND $sightings AS row
MATCH (v:Value {kind: row.kind, text: row.text}) MATCH (h:Host {name: row.host})
WITH v, h, row, datetime({epochMillis: row.firstMs}) AS first, datetime({epochMillis: row.lastMs}) AS last
MERGE (v)-[s:SEEN_ON]->(h)
  ON CREATE SET s.count = row.count, s.firstSeen = first, s.lastSeen = last
  ON MATCH SET s.count = s.count + row.count,
    s.firstSeen = CASE WHEN first < s.firstSeen THEN first ELSE s.firstSeen END,
    s.lastSeen = CASE WHEN last > s.lastSeen THEN last ELSE s.lastSeen END
SET s.hours = row.hours, s.counts = row.counts`;

/** Of each slot that has more, the most frequent half and the latest half of what may stay; values that nothing leads to go too. */
export const FORGET_VALUES = `
UNWIND $slots AS row
MATCH (:LogTemplate {id: row.templateId})-[h:HAS_VALUE {slot: row.slot}]->(v:Value)
WITH row, h, v ORDER BY h.count DESC, h.lastSeen DESC, v.text
WITH row, collect({has: h, value: v})[row.half..] AS rare WHERE size(rare) > row.half
UNWIND rare AS one
WITH row, one.has AS h, one.value AS v ORDER BY h.lastSeen DESC, v.text
WITH row, collect({has: h, value: v})[row.half..] AS old
UNWIND old AS one
WITH one.has AS h, one.value AS v
DELETE h
WITH DISTINCT v WHERE NOT EXISTS { (v)<-[:HAS_VALUE|ABOUT]-() }
DETACH DELETE v`;

export const TEXTS_OF_LINEAGE = `
UNWIND $lineage AS row
MATCH (old:LogTemplate {id: row.fromId}) MATCH (new:LogTemplate {id: row.toId})
WHERE EXISTS { (old)-[:HAS_VALUE]->() }
RETURN row.fromId AS fromId, row.toId AS toId, old.text AS text, new.text AS general`;

export const MOVE_VALUES = `
UNWIND $moves AS row
MATCH (:LogTemplate {id: row.fromId})-[h:HAS_VALUE {slot: row.from}]->(v:Value) MATCH (new:LogTemplate {id: row.toId})
MERGE (new)-[n:HAS_VALUE {slot: row.to}]->(v)
  ON CREATE SET n.count = h.count, n.firstSeen = h.firstSeen, n.lastSeen = h.lastSeen
  ON MATCH SET n.count = n.count + h.count,
    n.firstSeen = CASE WHEN h.firstSeen < n.firstSeen THEN h.firstSeen ELSE n.firstSeen END,
    n.lastSeen = CASE WHEN h.lastSeen > n.lastSeen THEN h.lastSeen ELSE n.lastSeen END`;

/** What became another template has no values any more: what did not move is forgotten. */
export const END_VALUES = `
MATCH (old:LogTemplate)-[h:HAS_VALUE]->(v:Value) WHERE old.id IN $ids
DELETE h
WITH DISTINCT v WHERE NOT EXISTS { (v)<-[:HAS_VALUE|ABOUT]-() }
DETACH DELETE v`;

export const SAVE_DISTINCT =
  "UNWIND $distinct AS row MATCH (t:LogTemplate {id: row.templateId}) SET t.distinct = row.distinct";
