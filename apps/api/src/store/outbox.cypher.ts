export const QUEUE_NOTIFICATIONS = `
UNWIND $rows AS row
MERGE (n:Notification {id: row.id})
ON CREATE SET n.target = row.target, n.findingId = row.findingId, n.severity = row.severity, n.reason = row.reason,
    n.finding = row.finding, n.phase = 'waiting', n.attempts = 0, n.createdAt = datetime($at), n.nextAttemptAt = datetime($at)`;

/** More than a look can send waits for the next look. */
export const READ_QUEUED = `
MATCH (n:Notification {phase: 'waiting'}) WHERE n.nextAttemptAt <= datetime($at) AND n.target IN $targets
RETURN n.id AS id, n.target AS target, toString(n.createdAt) AS createdAt, n.deliveryId AS deliveryId, n.attempts AS attempts,
       n.finding AS finding
ORDER BY n.createdAt, n.id LIMIT 2000`;

export const BIND_NOTIFICATIONS = `
UNWIND $ids AS id
MATCH (n:Notification {id: id}) SET n.deliveryId = $deliveryId`;

export const MARK_SENT = `
MATCH (n:Notification {deliveryId: $deliveryId})
SET n.phase = 'sent', n.sentAt = datetime($at), n.attempts = n.attempts + 1, n.nextAttemptAt = null, n.lastError = null
WITH DISTINCT n.target AS name
MERGE (t:NotificationTarget {name: name}) SET t.lastSentAt = datetime($at)`;

export const MARK_FAILED = `
MATCH (n:Notification {deliveryId: $deliveryId})
SET n.phase = CASE WHEN $nextAttemptAt IS NULL THEN 'dead' ELSE 'waiting' END, n.attempts = n.attempts + 1, n.lastError = $error,
    n.nextAttemptAt = datetime($nextAttemptAt)
WITH DISTINCT n.target AS name
MERGE (t:NotificationTarget {name: name}) SET t.lastFailedAt = datetime($at), t.lastError = $error`;

/** What a test brought, which has no notification of its own. */
export const MARK_TESTED = `
MERGE (t:NotificationTarget {name: $target})
SET t.lastSentAt = CASE WHEN $error IS NULL THEN datetime($at) ELSE t.lastSentAt END,
    t.lastFailedAt = CASE WHEN $error IS NULL THEN t.lastFailedAt ELSE datetime($at) END,
    t.lastError = coalesce($error, t.lastError)`;

export const RETRY_DEAD = `
MATCH (n:Notification {phase: 'dead', target: $target})
SET n.phase = 'waiting', n.attempts = 0, n.nextAttemptAt = datetime($at)
RETURN count(n) AS count`;

/** What waits for a target that the settings no longer have is not sent to another one that is called the same later. */
export const DROP_OTHERS = `
MATCH (n:Notification) WHERE n.phase IN ['waiting', 'dead'] AND NOT n.target IN $targets
SET n.phase = 'dropped', n.nextAttemptAt = null`;

/** Of a finding that is still open the record is kept: it is how one knows that it was told. */
export const PRUNE_NOTIFICATIONS = `
MATCH (n:Notification) WHERE n.phase IN ['sent', 'dropped'] AND n.createdAt < datetime($before)
      AND NOT EXISTS { MATCH (f:Finding {id: n.findingId}) WHERE f.phase = 'open' }
DETACH DELETE n`;

export const READ_TARGET_STATES = `
UNWIND $targets AS name
OPTIONAL MATCH (t:NotificationTarget {name: name})
RETURN name, toString(t.lastSentAt) AS lastSentAt, toString(t.lastFailedAt) AS lastFailedAt, t.lastError AS lastError,
       COUNT { (:Notification {target: name, phase: 'waiting'}) } AS waiting,
       COUNT { (:Notification {target: name, phase: 'dead'}) } AS dead`;
