/** Verdicts and cycles change the same findings: whoever has the ledger's lock goes first. */
export const LOCK_FOR_VERDICT = `
MATCH (l:Ledger {id: 'ledger'}) SET l.lockedBy = $by REMOVE l.lockedBy
RETURN l.cycle AS cycle`;

const VERDICT_FIELDS = `v {.id, .phase, .target, .subject, .clusterId, .templateId, .findingId, .rule, .valueKind, .valueText, .mergeHeight,
       .templateCount, .inheritedCount, .note, .author, .isInForce, .endReason,
       createdAt: toString(v.createdAt), expiresAt: toString(v.expiresAt), endedAt: toString(v.endedAt)}`;

/** The cluster, when the current dendrogram has it, and the templates below it. Upwards there is one way a dendrogram. */
export const FIND_BRANCH = `
MATCH (c:Cluster {id: $id})
WHERE EXISTS { (c)<-[:CHILD*0..]-(:Cluster)<-[:ROOT]-(:Dendrogram {isCurrent: true}) }
MATCH (c) ((:Cluster)-[:CHILD]->(:Cluster))* (leaf:Cluster)-[:COVERS]->(t:LogTemplate)
RETURN c.id AS clusterId, c.label AS subject, c.mergeHeight AS mergeHeight, collect(t.id) AS templateIds`;

/** The template that `id` is today, as a leaf of the current dendrogram. */
export const FIND_TEMPLATE = `
MATCH (asked:LogTemplate {id: $id})-[:BECAME*0..]->(t:LogTemplate) WHERE NOT (t)-[:BECAME]->()
WITH t LIMIT 1
MATCH (t)<-[:COVERS]-(c:Cluster) WHERE EXISTS { (c)<-[:CHILD*0..]-(:Cluster)<-[:ROOT]-(:Dendrogram {isCurrent: true}) }
RETURN c.id AS clusterId, t.text AS subject, 0.0 AS mergeHeight, [t.id] AS templateIds, t.id AS templateId`;

/** A finding of the tree is known by its templates, which keep their verdict when they grow; any other by itself. */
export const FIND_FINDING = `
MATCH (f:Finding {id: $id})
OPTIONAL MATCH (f)-[:ABOUT]->(t:LogTemplate) WHERE NOT f.kind IN ['attack', 'value'] AND NOT (f)-[:ABOUT]->(:Value)
RETURN f.id AS findingId, f.reason AS subject, f.kind AS findingKind, coalesce(f.foundSeverity, f.severity) AS severity,
       toString(f.lastSeen) AS seenUntil, collect(t.id) AS templateIds`;

export const FIND_RULE = "MATCH (f:Finding {rule: $rule}) RETURN f.rule AS rule, f.rule AS subject LIMIT 1";

/** The verdict in force on the same thing: of branches, the one that covers this branch and nothing else today. */
export const FIND_STANDING = `
MATCH (v:Verdict {isInForce: true})
WHERE v.target = $target AND $target IN ['finding', 'rule', 'value']
      AND coalesce(v.findingId, '') = coalesce($findingId, '') AND coalesce(v.rule, '') = coalesce($rule, '')
      AND coalesce(v.valueKind, '') = coalesce($valueKind, '') AND coalesce(v.valueText, '') = coalesce($valueText, '')
   OR v.target IN ['branch', 'template'] AND $target IN ['branch', 'template']
      AND EXISTS { (v)-[:APPLIES_TO]->(:Cluster {id: $clusterId}) } AND COUNT { (v)-[:APPLIES_TO]->(:Cluster) } = 1
RETURN ${VERDICT_FIELDS} AS verdict`;

export const CREATE_VERDICT = `
CREATE (v:Verdict {id: $id})
SET v += $facts, v.createdAt = datetime($at), v.expiresAt = datetime($expiresAt), v.seenUntil = datetime($seenUntil),
    v.isInForce = true, v.templateCount = size($templateIds), v.inheritedCount = 0, v.sinceCycle = $cycle
WITH v
CALL (v) { MATCH (c:Cluster {id: $clusterId}) CREATE (v)-[:APPLIES_TO]->(c) }
CALL (v) { MATCH (f:Finding {id: $findingId}) CREATE (v)-[:APPLIES_TO]->(f) }
CALL (v) { UNWIND $values AS row MERGE (value:Value {kind: row.kind, text: row.text}) CREATE (v)-[:APPLIES_TO]->(value) }
CALL (v) {
  UNWIND $templateIds AS templateId MATCH (t:LogTemplate {id: templateId})
  CREATE (v)-[:COVERS {isInherited: false, since: datetime($at)}]->(t)
}
RETURN ${VERDICT_FIELDS} AS verdict`;

export const READ_VERDICT = `MATCH (v:Verdict {id: $id}) RETURN ${VERDICT_FIELDS} AS verdict`;

export const READ_EXPIRED = `
MATCH (v:Verdict {isInForce: true}) WHERE v.expiresAt <= datetime($at)
RETURN ${VERDICT_FIELDS} AS verdict ORDER BY v.expiresAt, v.id`;

export const END_VERDICT = `
MATCH (v:Verdict {id: $id})
SET v.isInForce = false, v.endedAt = datetime($at), v.endReason = $reason
RETURN ${VERDICT_FIELDS} AS verdict`;

export const APPEND_AUDIT = `
CREATE (:AuditEntry {id: $id, at: datetime($at), author: $author, action: $action, subject: $subject, verdictId: $verdictId,
                     note: $note, before: $before, after: $after})`;

/** A template that became a more general one hands its verdicts on; under its old id it keeps them, should it come back. */
export const HAND_ON_VERDICTS = `
UNWIND $lineage AS row
MATCH (v:Verdict {isInForce: true})-[c:COVERS]->(:LogTemplate {id: row.fromId})
MATCH (new:LogTemplate {id: row.toId})
MERGE (v)-[n:COVERS]->(new)
  ON CREATE SET n.isInherited = c.isInherited, n.since = c.since
  ON MATCH SET n.isInherited = n.isInherited AND c.isInherited`;

/** What the tree step starts from: verdicts on branches and templates, and which templates came after the oldest of them. */
export const READ_BRANCH_VERDICTS = `
MATCH (v:Verdict {isInForce: true}) WHERE v.mergeHeight IS NOT NULL
RETURN v.sinceCycle AS sinceCycle, COLLECT { MATCH (v)-[:COVERS {isInherited: false}]->(t:LogTemplate) RETURN t.id } AS judgedIds,
       COLLECT { MATCH (v)-[:COVERS {isInherited: true}]->(t:LogTemplate) RETURN t.id } AS inheritedIds,
       ${VERDICT_FIELDS} AS verdict ORDER BY v.createdAt, v.id`;

export const READ_LATER_TEMPLATES = `
MATCH (t:LogTemplate) WHERE t.sinceCycle > $sinceCycle
RETURN collect(t.id) AS ids, collect(t.sinceCycle) AS cycles`;

export const SAVE_REACH = `
UNWIND $reaches AS row
MATCH (v:Verdict {id: row.id})
SET v.templateCount = row.templateCount, v.inheritedCount = v.inheritedCount + size(row.inheritedIds)
WITH v, row
CALL (v, row) {
  UNWIND row.inheritedIds AS templateId MATCH (t:LogTemplate {id: templateId})
  CREATE (v)-[:COVERS {isInherited: true, since: datetime($at)}]->(t)
}
CALL (v, row) { MATCH (v)-[a:APPLIES_TO]->(c:Cluster) WHERE NOT c.id IN row.branchIds DELETE a }
CALL (v, row) { UNWIND row.branchIds AS clusterId MATCH (c:Cluster {id: clusterId}) MERGE (v)-[:APPLIES_TO]->(c) }`;

/** Severities as they were found, before `important` raised them. */
export const LIFT_SEVERITIES = `
MATCH (f:Finding) WHERE f.foundSeverity IS NOT NULL
SET f.severity = f.foundSeverity REMOVE f.foundSeverity`;

/** The findings that a verdict in force may say something of, and those that one said something of before. */
export const READ_JUDGED = `
CALL () {
  MATCH (:Verdict {isInForce: true})-[:APPLIES_TO]->(f:Finding) RETURN f
  UNION MATCH (v:Verdict {isInForce: true, target: 'rule'}) MATCH (f:Finding {rule: v.rule}) RETURN f
  UNION MATCH (:Verdict {isInForce: true})-[:APPLIES_TO]->(:Value)<-[:ABOUT]-(f:Finding) RETURN f
  UNION MATCH (:Verdict {isInForce: true})-[:COVERS]->(:LogTemplate)<-[:ABOUT]-(f:Finding) RETURN f
  UNION MATCH (f:Finding)-[:UNDER]->(:Verdict) RETURN f
}
WITH f WHERE f.phase <> 'closed' OR EXISTS { (f)-[:UNDER]->(:Verdict {phase: 'closed'}) }
RETURN f.id AS id, f.severity AS severity, f.phase AS phase, f.kind IN ['attack', 'value'] AS isEvidence, toString(f.lastSeen) AS lastSeen,
  head(COLLECT { MATCH (f)-[:UNDER]->(v:Verdict) RETURN v.id }) AS verdictId,
  COLLECT { MATCH (f)<-[:APPLIES_TO]-(v:Verdict {isInForce: true}) WHERE v.findingKind IS NULL RETURN v.id } AS onFinding,
  COLLECT { MATCH (v:Verdict {isInForce: true, target: 'rule'}) WHERE v.rule = f.rule RETURN v.id } AS onRule,
  COLLECT { MATCH (f)-[:ABOUT]->(value:Value)
            RETURN COLLECT { MATCH (value)<-[:APPLIES_TO]-(v:Verdict {isInForce: true}) RETURN v.id } } AS onValues,
  COLLECT { MATCH (f)-[:ABOUT]->(t:LogTemplate)
            RETURN COLLECT { MATCH (t)<-[:COVERS]-(v:Verdict {isInForce: true})
                             WHERE v.findingKind IS NULL OR v.findingKind = f.kind RETURN v.id } } AS onTemplates`;

export const READ_STANDING = `
MATCH (v:Verdict {isInForce: true})
RETURN v {.id, .phase, .templateCount, .severity, createdAt: toString(v.createdAt), seenUntil: toString(v.seenUntil)} AS verdict`;

export const SAVE_RULINGS = `
UNWIND $rulings AS row
MATCH (f:Finding {id: row.id})
SET f.phase = row.phase, f.foundSeverity = CASE WHEN row.severity <> f.severity THEN f.severity END, f.severity = row.severity
WITH f, row
CALL (f, row) { MATCH (f)-[u:UNDER]->(v:Verdict) WHERE coalesce(row.verdictId, '') <> v.id DELETE u }
CALL (f, row) { MATCH (v:Verdict {id: row.verdictId}) MERGE (f)-[:UNDER]->(v) }`;

/** Templates of a branch that joined above its height. It is found as long as they stand there without a verdict. */
export const SAVE_GROWN_BRANCHES = `
UNWIND $grown AS row
MERGE (f:Finding {id: row.id})
SET f.kind = 'grown branch', f.severity = 'MEDIUM', f.score = row.score, f.reason = row.reason, f.phase = 'open',
    f.count = size(row.templateIds)
WITH f, row
CALL (f, row) { MATCH (f)-[a:ABOUT]->(t:LogTemplate) WHERE NOT t.id IN row.templateIds DELETE a }
CALL (f, row) {
  UNWIND row.templateIds AS templateId MATCH (t:LogTemplate {id: templateId})
  MERGE (f)-[:ABOUT]->(t)
  WITH f, min(t.firstSeen) AS firstSeen, max(t.lastSeen) AS lastSeen
  SET f.firstSeen = firstSeen, f.lastSeen = lastSeen
}
CALL (f) {
  MATCH (f)-[:ABOUT]->(:LogTemplate)-[:FOUND_IN]->(:Source)<-[:HAS_SOURCE]-(h:Host)
  WITH DISTINCT f, h MERGE (f)-[:ON]->(h)
}`;

export const CLOSE_OTHER_GROWN_BRANCHES = `
MATCH (f:Finding {kind: 'grown branch'}) WHERE f.phase <> 'closed' AND NOT f.id IN $ids
SET f.phase = 'closed'`;

/** Events of this cycle of what somebody marked as important; stays open until somebody closes it. */
export const SAVE_IMPORTANT = `
UNWIND $seen AS row
MERGE (f:Finding {id: row.id})
ON CREATE SET f.firstSeen = datetime(row.firstSeen), f.lastSeen = datetime(row.lastSeen), f.count = 0
SET f.kind = 'important', f.severity = 'HIGH', f.score = 1.0, f.phase = 'open', f.count = f.count + row.count,
    f.lastSeen = CASE WHEN datetime(row.lastSeen) > f.lastSeen THEN datetime(row.lastSeen) ELSE f.lastSeen END
SET f.reason = row.subject + '; ' + toString(f.count) + ' events since then'
WITH f, row
CALL (f, row) { UNWIND row.templateIds AS templateId MATCH (t:LogTemplate {id: templateId}) MERGE (f)-[:ABOUT]->(t) }
CALL (f, row) {
  UNWIND row.sourceIds AS sourceId MATCH (:Source {id: sourceId})<-[:HAS_SOURCE]-(h:Host)
  WITH DISTINCT f, h MERGE (f)-[:ON]->(h)
}`;
