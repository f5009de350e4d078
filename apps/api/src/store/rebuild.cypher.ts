/** Only a graph that has nothing, or a part of the same archive, may be rebuilt. */
export const BEGIN_REBUILD = `
MATCH (l:Ledger {id: 'ledger'}) WHERE l.cycle = 0 OR l.rebuiltFrom = $fromId
SET l.rebuiltFrom = $fromId
RETURN count(l) AS ledgers`;

/** Templates of an earlier graph that this one never had, each with the one that has its lines now. */
export const SAVE_EARLIER_TEMPLATES = `
UNWIND $templates AS row
MATCH (new:LogTemplate {id: row.toId})
OPTIONAL MATCH (known:LogTemplate {id: row.id})
WITH row, new WHERE known IS NULL
CREATE (:LogTemplate {id: row.id, text: row.text, level: null, programs: [], examples: [], count: 0, lineCount: 0})
       -[:BECAME {at: datetime()}]->(new)`;
