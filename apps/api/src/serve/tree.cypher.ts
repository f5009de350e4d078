/** Number and totals of the last stored cycle, and the current dendrogram: what every answer about the tree hangs on. */
export const READ_HEAD = `
MATCH (l:Ledger {id: 'ledger'})
OPTIONAL MATCH (d:Dendrogram {isCurrent: true})
RETURN l.cycle AS cycle, l.totalLines AS totalLines, l.totalEvents AS totalEvents, d.id AS dendrogramId`;

export const READ_DENDROGRAM = `
MATCH (d:Dendrogram {id: $id})
RETURN d.id AS id, toString(d.createdAt) AS createdAt, d.method AS method, d.mergeHeights AS mergeHeights,
       d.leafTemplateIds AS leafTemplateIds, d.suggestedCount AS suggestedCount`;

/** Columns, not rows: ten thousand records cost the driver ten times what three lists do. */
export const READ_TEMPLATES = `
MATCH (t:LogTemplate) WHERE t.lineCount > 0
RETURN collect(t.id) AS ids, collect(t.text) AS texts, collect(coalesce(t.level, '')) AS levels,
       collect(t.count) AS counts, collect(t.lineCount) AS lineCounts`;

export const READ_HOST_LINES = `
MATCH (h:Host)-[:HAS_SOURCE]->(:Source)<-[f:FOUND_IN]-(t:LogTemplate)
WITH h.name AS host, t.id AS templateId, sum(f.lineCount) AS lineCount
RETURN host, collect(templateId) AS templateIds, collect(lineCount) AS lineCounts`;

/** Opens every cluster at or above a height, from the root; nothing below is touched. */
export const READ_FROM_ROOT = `
MATCH (:Dendrogram {id: $dendrogramId})-[:ROOT]->(root:Cluster)
MATCH (root) ((a:Cluster WHERE a.mergeHeight >= $openFrom)-[r:CHILD]->(:Cluster))* (c:Cluster)
RETURN c.id AS id, c.mergeHeight AS mergeHeight, c.leafCount AS leafCount, c.label AS label,
       last(a).id AS parentId, last(r).side AS side`;

/** The one way down to a cluster in this dendrogram; a shared cluster has parents in others too. */
export const READ_PATH = `
MATCH (:Dendrogram {id: $dendrogramId})-[:ROOT]->(root:Cluster)
MATCH (target:Cluster {id: $id})
MATCH p = SHORTEST 1 (root)-[:CHILD]->*(target)
UNWIND range(0, length(p)) AS i
WITH i, nodes(p)[i] AS c, CASE WHEN i = 0 THEN null ELSE nodes(p)[i - 1].id END AS parentId,
     CASE WHEN i = 0 THEN null ELSE relationships(p)[i - 1].side END AS side
RETURN c.id AS id, c.mergeHeight AS mergeHeight, c.leafCount AS leafCount, c.label AS label, parentId, side
ORDER BY i`;

export const READ_CHILDREN = `
UNWIND $ids AS id
MATCH (p:Cluster {id: id})-[r:CHILD]->(c:Cluster)
RETURN c.id AS id, c.mergeHeight AS mergeHeight, c.leafCount AS leafCount, c.label AS label, id AS parentId, r.side AS side`;

/** Follows the lineage to the template of today. */
export const READ_TEMPLATE = `
MATCH (asked:LogTemplate {id: $id})
MATCH (asked)-[:BECAME*0..]->(t:LogTemplate) WHERE NOT (t)-[:BECAME]->()
WITH t LIMIT 1
OPTIONAL MATCH (t)-[f:FOUND_IN]->(:Source)<-[:HAS_SOURCE]-(h:Host)
WITH t, h.name AS host, sum(f.lineCount) AS lineCount ORDER BY lineCount DESC, host
RETURN t.id AS id, t.text AS text, t.level AS level, t.programs AS programs, t.count AS count, t.lineCount AS size,
       toString(t.firstSeen) AS firstSeen, toString(t.lastSeen) AS lastSeen, t.examples AS examples,
       [row IN collect({host: host, size: lineCount}) WHERE row.host IS NOT NULL] AS hosts`;
