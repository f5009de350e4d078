/** As a cycle and a verdict do: none of them is stored while this is held. Rolled back, so nothing stays of it. */
export const HOLD_LEDGER = `
MATCH (l:Ledger {id: 'ledger'}) SET l.lockedBy = 'backup'
RETURN l.graphId AS graphId, l.cycle AS cycle`;

export const VERSIONS = "MATCH (v:SchemaVersion) RETURN v.version AS version ORDER BY version";

export const EXPORT_NODES = `
MATCH (n) WHERE NOT n:SchemaVersion AND NOT n:SchemaLock
RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties`;

export const EXPORT_RELATIONSHIPS = `
MATCH (a)-[r]->(b)
RETURN elementId(a) AS from, elementId(b) AS to, type(r) AS type, properties(r) AS properties`;

/** What an earlier attempt left may be removed; lines of its own may not. */
export const IS_FREE = "RETURN EXISTS { (:Restored) } OR NOT EXISTS { (:LogTemplate) } AS isFree";
export const EMPTY = `
MATCH (n) WHERE NOT n:SchemaVersion AND NOT n:SchemaLock
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS`;

export const RESTORED_KEY =
  "CREATE CONSTRAINT restored_id IF NOT EXISTS FOR (n:Restored) REQUIRE n.restoredId IS UNIQUE";
export const DROP_RESTORED_KEY = "DROP CONSTRAINT restored_id IF EXISTS";

export const IMPORT_NODES = `
UNWIND $rows AS row
CREATE (n:$(row.labels)) SET n = row.properties SET n:Restored SET n.restoredId = row.id`;

export const IMPORT_RELATIONSHIPS = `
UNWIND $rows AS row
MATCH (a:Restored {restoredId: row.from}) MATCH (b:Restored {restoredId: row.to})
CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties`;

export const FINISH_IMPORT = `
MATCH (n:Restored)
CALL (n) { REMOVE n:Restored REMOVE n.restoredId } IN TRANSACTIONS OF 10000 ROWS`;
