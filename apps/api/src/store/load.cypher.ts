export const LOAD_LEDGER =
  "MATCH (l:Ledger {id: 'ledger'}) RETURN l.cycle AS cycle, l.runId AS runId, l.graphId AS graphId";

export const LOAD_SOURCES = `
MATCH (h:Host)-[:HAS_SOURCE]->(s:Source) WHERE s.id IN $ids
RETURN s.id AS id, h.name AS hostName, s.path AS path, s.inode AS inode, s.offsetBytes AS offsetBytes, s.head AS head,
       s.anchor AS anchor, s.encoding AS encoding, s.parseState AS parseState, s.lineCount AS lineCount,
       coalesce(s.generation, 0) AS generation`;

export const LOAD_TEMPLATE_IDS = "MATCH (t:LogTemplate) WHERE t.lineCount > 0 RETURN collect(t.id) AS ids";

export const LOAD_VARIANTS = "MATCH (v:TemplateVariant) RETURN v.state AS state ORDER BY v.id";

export const LOAD_HABITS = "MATCH (h:Habit) RETURN h.id AS id, h.state AS state, h.lastMs AS lastMs";
