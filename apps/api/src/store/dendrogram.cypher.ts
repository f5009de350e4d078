export const EXISTING_CLUSTERS = "MATCH (c:Cluster) WHERE c.id IN $ids RETURN collect(c.id) AS ids";

/**
 * New clusters, with the edges between them by their places in `clusters`: to look each end up by its id took as long again. Then
 * the edges to clusters that exist; what is below those stands already.
 */
export const CREATE_CLUSTERS = `
UNWIND range(0, size($clusters) - 1) AS place
WITH place, $clusters[place] AS row
CREATE (c:Cluster {id: row.id, mergeHeight: row.mergeHeight, leafCount: row.leafCount, label: row.label})
WITH place, c ORDER BY place
WITH collect(c) AS created
FOREACH (row IN $children | FOREACH (p IN [created[row.parent]] | FOREACH (c IN [created[row.child]] |
  CREATE (p)-[:CHILD {side: row.side}]->(c))))
WITH created
CALL (created) {
  UNWIND $existingChildren AS row
  MATCH (c:Cluster {id: row.id})
  WITH c, row, created[row.parent] AS p
  CREATE (p)-[:CHILD {side: row.side}]->(c)
}
CALL (created) {
  UNWIND $leaves AS row
  MATCH (t:LogTemplate {id: row.templateId})
  WITH t, created[row.place] AS c
  CREATE (c)-[:COVERS]->(t)
}`;

export const SAVE_DENDROGRAM = `
MERGE (d:Dendrogram {id: $id})
  ON CREATE SET d.createdAt = datetime($endedAt)
SET d.method = $method, d.leaves = $leaves, d.mergeHeights = $mergeHeights, d.leafTemplateIds = $leafTemplateIds,
    d.suggestedCount = $suggestedCount, d.currentSince = datetime($endedAt)
WITH d MATCH (c:Cluster {id: $id})
MERGE (d)-[:ROOT]->(c)`;

/** The last step: until the transaction ends, readers see the dendrogram before. */
export const SWAP_CURRENT = `
MATCH (d:Dendrogram) WHERE d.isCurrent = true OR d.id = $id
SET d.isCurrent = d.id = $id`;

export const DENDROGRAMS_TO_PRUNE = `
MATCH (d:Dendrogram) WITH d ORDER BY d.isCurrent DESC, d.currentSince DESC, d.id SKIP toInteger($keep)
RETURN collect(d.id) AS ids`;

/**
 * Deletes a dendrogram and the clusters that no other one has. A cluster of its own has one parent, its own too, and is no
 * root: what is shared has a second parent or is the root of another dendrogram, and so is all below it.
 */
export const PRUNE_DENDROGRAM = `
MATCH (d:Dendrogram {id: $id})
OPTIONAL MATCH (d)-[:ROOT]->(root:Cluster) WHERE COUNT { (root)<-[:ROOT]-() } = 1 AND NOT EXISTS { (root)<-[:CHILD]-() }
CALL (root) {
  MATCH (root) ((:Cluster)-[:CHILD]->(b:Cluster WHERE COUNT { (b)<-[:CHILD]-() } = 1 AND NOT EXISTS { (b)<-[:ROOT]-() }))* (own:Cluster)
  RETURN collect(DISTINCT own) AS owned
}
DETACH DELETE d
WITH owned UNWIND owned AS c
DETACH DELETE c`;
