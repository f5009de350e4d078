/** Number and totals of the last stored cycle, and the current dendrogram: what every answer about the tree hangs on. */
export const READ_HEAD = `
MATCH (l:Ledger {id: 'ledger'})
OPTIONAL MATCH (d:Dendrogram {isCurrent: true})
RETURN coalesce(l.graphId, '') AS graphId, l.cycle AS cycle, l.totalLines AS totalLines, l.totalEvents AS totalEvents, d.id AS dendrogramId`;

export const READ_DENDROGRAM = `
MATCH (d:Dendrogram {id: $id})-[:ROOT]->(root:Cluster)
RETURN d.id AS id, toString(d.createdAt) AS createdAt, d.method AS method, d.mergeHeights AS mergeHeights,
       d.leafTemplateIds AS leafTemplateIds, d.suggestedCount AS suggestedCount,
       root {.id, .mergeHeight, .leafCount, .label} AS root`;

/** All clusters below a root, as columns: ten thousand records cost the driver ten times what lists do. */
export const READ_BELOW = `
MATCH (root:Cluster {id: $id})
MATCH (root) ((:Cluster)-[:CHILD]->(:Cluster))* (p:Cluster)
MATCH (p)-[r:CHILD]->(c:Cluster)
RETURN collect(c.id) AS ids, collect(c.mergeHeight) AS mergeHeights, collect(c.leafCount) AS leafCounts,
       collect(c.label) AS labels, collect(p.id) AS parentIds, collect(r.side) AS sides`;

const TEMPLATE_COLUMNS =
  "RETURN collect(t.id) AS ids, collect(t.text) AS texts, collect(coalesce(t.level, '')) AS levels";

/** The template of each leaf. */
export const READ_COVERS = `
MATCH (c:Cluster)-[:COVERS]->(t:LogTemplate) WHERE c.id IN $ids
RETURN collect(c.id) AS ids, collect(t.id) AS templateIds`;

export const READ_TEMPLATES = `MATCH (t:LogTemplate) WHERE t.lineCount > 0 ${TEMPLATE_COLUMNS}`;

/** Those that a cycle after `$since` changed. What stands there since before cycles were marked has none. */
export const READ_TEMPLATES_SINCE = `MATCH (t:LogTemplate) WHERE t.cycle > $since ${TEMPLATE_COLUMNS}`;

/** Templates whose counts moved on to others after `$since`. */
export const READ_EMPTIED_SINCE =
  "MATCH (t:LogTemplate)-[m:MOVED]->() WHERE m.cycle > $since RETURN collect(DISTINCT t.id) AS ids";

/** Totals, in the shape of counts by hour: all in one. */
const TOTAL_COLUMNS = `
WITH s, collect(t.id) AS templateIds, collect([0]) AS hours, collect([f.count]) AS counts, collect([f.lineCount]) AS lineCounts
MATCH (h:Host)-[:HAS_SOURCE]->(s)
RETURN s.id AS source, h.name AS host, templateIds, hours, counts, lineCounts`;

export const READ_TOTALS = `MATCH (t:LogTemplate)-[f:FOUND_IN]->(s:Source) ${TOTAL_COLUMNS}`;

export const READ_TOTALS_SINCE = `
MATCH (t:LogTemplate)-[f:FOUND_IN]->(s:Source) USING INDEX f:FOUND_IN(cycle)
WHERE f.cycle > $since ${TOTAL_COLUMNS}`;

/** Counts by hour, grouped by template within a source: so each id crosses once, and hours as lists of numbers. */
const HOUR_COLUMNS = `
WITH s, t, collect(o.hour.epochSeconds / 3600) AS hours, collect(o.count) AS counts, collect(o.lineCount) AS lineCounts
WITH s, collect(t.id) AS templateIds, collect(hours) AS hours, collect(counts) AS counts, collect(lineCounts) AS lineCounts
MATCH (h:Host)-[:HAS_SOURCE]->(s)
RETURN s.id AS source, h.name AS host, templateIds, hours, counts, lineCounts`;

const IN_WINDOW =
  "o.hour >= datetime({epochSeconds: $fromSeconds}) AND o.hour < datetime({epochSeconds: $toSeconds})";

export const READ_HOURS = `MATCH (t:LogTemplate)-[o:OCCURRED]->(s:Source) WHERE ${IN_WINDOW} ${HOUR_COLUMNS}`;

export const READ_HOURS_SINCE = `
MATCH (t:LogTemplate)-[o:OCCURRED]->(s:Source) USING INDEX o:OCCURRED(cycle)
WHERE o.cycle > $since AND ${IN_WINDOW} ${HOUR_COLUMNS}`;

export const READ_KNOWN_HOSTS = "MATCH (h:Host) WHERE h.name IN $names RETURN collect(h.name) AS names";

/** Templates under an id they had, and the one that each is today. */
export const READ_TODAY = `
UNWIND $ids AS id
MATCH (asked:LogTemplate {id: id})
MATCH (asked)-[:BECAME*0..]->(t:LogTemplate) WHERE NOT (t)-[:BECAME]->()
RETURN id, asked.text AS text, asked.level AS level, t.id AS todayId`;

/** When the counts of which template went to which other one. */
export const READ_MOVES = `
MATCH (a:LogTemplate)-[m:MOVED]->(b:LogTemplate) WHERE m.cycle <= $cycle
RETURN collect(a.id) AS fromIds, collect(b.id) AS toIds, collect(m.cycle) AS cycles`;

const VERDICT = `v {.*, createdAt: toString(v.createdAt), expiresAt: toString(v.expiresAt), endedAt: toString(v.endedAt)}`;

/** The verdicts in force on branches and templates, the ones that are meant for the most templates first, then the oldest. */
export const READ_VERDICTS_ON_TREE = `
MATCH (v:Verdict {isInForce: true})-[:APPLIES_TO]->(c:Cluster)
WITH v, collect(c.id) AS clusterIds ORDER BY v.templateCount DESC, v.createdAt
RETURN ${VERDICT} AS verdict, clusterIds`;

/** The templates below a cluster of any dendrogram that is kept, under the ids they have today. */
export const READ_BRANCH_TODAY = `
MATCH (:Cluster {id: $id})-[:CHILD]->*(:Cluster)-[:COVERS]->(:LogTemplate)-[:BECAME]->*(t:LogTemplate)
WHERE NOT (t)-[:BECAME]->()
RETURN collect(DISTINCT t.id) AS templateIds`;

/** Follows the lineage to the template of today. */
export const READ_TEMPLATE = `
MATCH (asked:LogTemplate {id: $id})
MATCH (asked)-[:BECAME*0..]->(t:LogTemplate) WHERE NOT (t)-[:BECAME]->()
WITH t LIMIT 1
OPTIONAL MATCH (t)-[f:FOUND_IN]->(:Source)<-[:HAS_SOURCE]-(h:Host)
WITH t, h.name AS host, sum(f.lineCount) AS lineCount, sum(f.count) AS count ORDER BY lineCount DESC, host
RETURN t.id AS id, t.text AS text, t.level AS level, t.programs AS programs, t.count AS count, t.lineCount AS size,
       toString(t.firstSeen) AS firstSeen, toString(t.lastSeen) AS lastSeen, t.examples AS examples,
       [row IN collect({host: host, size: lineCount, count: count}) WHERE row.host IS NOT NULL] AS hosts,
       coalesce(t.distinct, []) AS distinct,
       head(COLLECT { MATCH (t)<-[:COVERS]-(v:Verdict {isInForce: true}) WHERE v.target IN ['branch', 'template']
                      RETURN ${VERDICT} ORDER BY v.templateCount, v.createdAt DESC }) AS verdict`;

/** What stood at the wildcards of a template, the most frequent first. */
export const READ_SLOT_VALUES = `
MATCH (:LogTemplate {id: $id})-[h:HAS_VALUE]->(v:Value)
RETURN h.slot AS slot, v.kind AS kind, v.text AS text, h.count AS count, toString(h.firstSeen) AS firstSeen,
       toString(h.lastSeen) AS lastSeen
ORDER BY slot, count DESC, text`;

export const READ_VALUE = `
MATCH (v:Value {kind: $kind, text: $text})
CALL (v) {
  OPTIONAL MATCH (v)-[s:SEEN_ON]->(h:Host)
  WITH s, h ORDER BY s.count DESC, h.name
  RETURN [row IN collect({host: h.name, count: s.count, firstSeen: toString(s.firstSeen), lastSeen: toString(s.lastSeen),
                          hours: s.hours, counts: s.counts}) WHERE row.host IS NOT NULL] AS hosts
}
CALL (v) {
  OPTIONAL MATCH (t:LogTemplate)-[p:HAS_VALUE]->(v)
  WITH t, p ORDER BY p.count DESC, t.id, p.slot LIMIT 1000
  RETURN [row IN collect({templateId: t.id, template: t.text, level: t.level, slot: p.slot, count: p.count,
                          firstSeen: toString(p.firstSeen), lastSeen: toString(p.lastSeen)})
          WHERE row.templateId IS NOT NULL] AS places
}
CALL (v) {
  OPTIONAL MATCH (f:Finding)-[:ABOUT]->(v)
  WITH f ORDER BY f.lastSeen DESC, f.id LIMIT 200
  RETURN [row IN collect(f {.id, .kind, .rule, .severity, .reason, .phase, firstSeen: toString(f.firstSeen),
                            lastSeen: toString(f.lastSeen)}) WHERE row.id IS NOT NULL] AS findings
}
RETURN v.kind AS kind, v.text AS text, hosts, places, findings,
       head(COLLECT { MATCH (judged:Verdict {isInForce: true, target: 'value', valueKind: v.kind, valueText: v.text})
                      RETURN judged {.*, createdAt: toString(judged.createdAt), expiresAt: toString(judged.expiresAt),
                                     endedAt: toString(judged.endedAt)} ORDER BY judged.createdAt DESC }) AS verdict`;
