export const LOAD_LEDGER =
  "MATCH (l:Ledger {id: 'ledger'}) RETURN l.cycle AS cycle, l.runId AS runId, l.graphId AS graphId";

export const LOAD_SOURCES = `
MATCH (h:Host)-[:HAS_SOURCE]->(s:Source) WHERE s.id IN $ids
RETURN s.id AS id, h.name AS hostName, s.path AS path, s.inode AS inode, s.offsetBytes AS offsetBytes, s.head AS head,
       s.anchor AS anchor, s.modifiedAtMs AS modifiedAtMs, s.cursor AS cursor, s.encoding AS encoding,
       s.parseState AS parseState, s.lineCount AS lineCount, coalesce(s.generation, 0) AS generation,
       coalesce(s.redactedKinds, []) AS redactedKinds, coalesce(s.redactedCounts, []) AS redactedCounts`;

export const LOAD_TEMPLATE_IDS = "MATCH (t:LogTemplate) WHERE t.lineCount > 0 RETURN collect(t.id) AS ids";

export const LOAD_VARIANTS = "MATCH (v:TemplateVariant) RETURN v.state AS state ORDER BY v.id";

/** Of each source the counts of the 15 days up to its last hour; hours of a clock that is ahead are left out. */
export const LOAD_HOURS = `
MATCH (s:Source)
CALL (s) {
  MATCH (s)<-[o:OCCURRED]-() WHERE o.hour <= datetime() + duration('P1D')
  RETURN max(o.hour) AS last
}
MATCH (t:LogTemplate)-[o:OCCURRED]->(s) WHERE o.hour > last - duration('P15D') AND o.hour <= last
RETURN s.id AS sourceId, t.id AS templateId, collect(o.hour.epochSeconds / 3600) AS hours, collect(o.count) AS counts`;

export const LOAD_HOST_LINES = `
MATCH (h:Host)-[:HAS_SOURCE]->(:Source)<-[f:FOUND_IN]-(t:LogTemplate)
RETURN t.id AS templateId, h.name AS host, sum(f.lineCount) AS lineCount, t.firstSeen.epochMillis AS firstMs`;

export const LOAD_HABITS = "MATCH (h:Habit) RETURN h.id AS id, h.state AS state, h.lastMs AS lastMs";
