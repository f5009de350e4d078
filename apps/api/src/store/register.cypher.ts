/** Hosts of the settings; what they are called is the key, all else may change. */
export const REGISTER_HOSTS = `
UNWIND $hosts AS row
MERGE (h:Host {name: row.name})
  ON CREATE SET h.phase = 'never', h.learning = true
SET h.address = row.address, h.port = toInteger(row.port), h.user = row.user, h.hostKeySha256 = row.hostKeySha256,
    h.phase = CASE WHEN row.isPaused THEN 'paused' WHEN h.phase IN ['removed', 'paused'] THEN 'never' ELSE h.phase END`;

export const REST_PAUSED_HOSTS = `
MATCH (h:Host {phase: 'paused'})
SET h.errorCode = null, h.errorMessage = null, h.errorFix = null
WITH h MATCH (h)-[:HAS_SOURCE]->(s:Source) WHERE s.following
SET s.following = false`;

/** Hosts of an archive: the settings may know them or not. */
export const REGISTER_ARCHIVED_HOSTS = `
UNWIND $names AS name
MERGE (h:Host {name: name})
  ON CREATE SET h.phase = 'never', h.address = '', h.port = 0, h.user = ''`;

export const REMOVE_OTHER_HOSTS = `
MATCH (h:Host) WHERE NOT h.name IN $names AND h.phase <> 'removed'
SET h.phase = 'removed', h.errorCode = null, h.errorMessage = null, h.errorFix = null
WITH h MATCH (h)-[:HAS_SOURCE]->(s:Source)
SET s.phase = 'removed', s.following = null, s.errorCode = null, s.errorMessage = null, s.errorFix = null`;

export const REGISTER_SOURCES = `
UNWIND $sources AS row
MATCH (h:Host {name: row.hostName})
MERGE (s:Source {id: row.id})
  ON CREATE SET s.path = row.path, s.phase = 'never', s.offsetBytes = 0, s.sizeBytes = 0, s.lineCount = 0, s.eventCount = 0,
    s.partialLineCount = 0
SET s.phase = CASE s.phase WHEN 'removed' THEN 'never' ELSE s.phase END,
    s.following = CASE WHEN row.isFollowed THEN coalesce(s.following, false) END
MERGE (h)-[:HAS_SOURCE]->(s)`;

export const REMOVE_OTHER_SOURCES = `
MATCH (h:Host)-[:HAS_SOURCE]->(s:Source) WHERE h.name IN $listedHosts AND NOT s.id IN $ids AND s.phase <> 'removed'
SET s.phase = 'removed', s.following = null, s.errorCode = null, s.errorMessage = null, s.errorFix = null`;

/** Nobody follows before the first look. */
export const FOLLOW_NOTHING = "MATCH (s:Source) WHERE s.following SET s.following = false";

export const SAVE_FOLLOWING = `
UNWIND $sources AS row
MATCH (s:Source {id: row.id}) WHERE s.following IS NOT NULL
SET s.following = row.isFollowing`;

export const OPEN_LEDGER = `
MERGE (l:Ledger {id: 'ledger'})
  ON CREATE SET l.cycle = 0, l.totalLines = 0, l.totalEvents = 0
SET l.graphId = coalesce(l.graphId, randomUUID())`;
