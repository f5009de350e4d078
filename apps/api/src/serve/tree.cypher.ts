/** Number and totals of the last stored cycle, and the current dendrogram: what every answer about the tree hangs on. */
export const READ_HEAD = `
MATCH (l:Ledger {id: 'ledger'})
OPTIONAL MATCH (d:Dendrogram {isCurrent: true})
RETURN l.cycle AS cycle, l.totalLines AS totalLines, l.totalEvents AS totalEvents, d.id AS dendrogramId`;

export const READ_DENDROGRAM = `
MATCH (d:Dendrogram {id: $id})-[:ROOT]->(root:Cluster)
RETURN d.id AS id, toString(d.createdAt) AS createdAt, d.method AS method, d.mergeHeights AS mergeHeights,
       d.leafTemplateIds AS leafTemplateIds, d.suggestedCount AS suggestedCount,
       root {.id, .mergeHeight, .leafCount, .label} AS root`;

/** Columns, not rows: ten thousand records cost the driver ten times what three lists do. */
export const READ_TEMPLATES = `
MATCH (t:LogTemplate) WHERE t.lineCount > 0
RETURN collect(t.id) AS ids, collect(t.text) AS texts, collect(coalesce(t.level, '')) AS levels,
       collect(t.count) AS counts, collect(t.lineCount) AS lineCounts`;

export const READ_HOST_LINES = `
MATCH (h:Host)-[:HAS_SOURCE]->(:Source)<-[f:FOUND_IN]-(t:LogTemplate)
WITH h.name AS host, t.id AS templateId, sum(f.lineCount) AS lineCount
RETURN host, collect(templateId) AS templateIds, collect(lineCount) AS lineCounts`;

/**
 * The children of every cluster at or above a height, from the root; nothing below them is touched. Returning the opened cluster by a
 * hop of its own, not as the last of a group of variables, spares a list for each row: half the time at 3,000 clusters.
 */
export const READ_OPENED = `
MATCH (root:Cluster {id: $rootId})
MATCH (root) ((:Cluster)-[:CHILD]->(b:Cluster WHERE b.mergeHeight >= $openFrom))* (p:Cluster)
MATCH (p)-[r:CHILD]->(c:Cluster)
RETURN c.id AS id, c.mergeHeight AS mergeHeight, c.leafCount AS leafCount, c.label AS label, p.id AS parentId, r.side AS side`;

/**
 * The one way down to a cluster in this dendrogram. A shared cluster has parents in others too, at most one in each, so the search
 * goes up: the subquery keeps the planner from starting at the root, which was twenty times slower.
 */
export const READ_PATH = `
MATCH (target:Cluster {id: $id})
CALL (target) {
  MATCH p = (target)<-[:CHILD*0..]-(root) WHERE root.id = $rootId
  RETURN reverse(nodes(p)) AS clusters, reverse(relationships(p)) AS links LIMIT 1
}
UNWIND range(0, size(links)) AS i
WITH i, clusters[i] AS c, CASE WHEN i = 0 THEN null ELSE clusters[i - 1].id END AS parentId,
     CASE WHEN i = 0 THEN null ELSE links[i - 1].side END AS side
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
