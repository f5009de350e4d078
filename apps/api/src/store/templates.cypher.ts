export const SAVE_VARIANTS = `
UNWIND $variants AS row
MERGE (v:TemplateVariant {id: row.id})
SET v.state = row.state`;

export const KNOWN_TEMPLATES = "MATCH (t:LogTemplate) WHERE t.id IN $ids RETURN collect(t.id) AS ids";

/**
 * New templates with all of their counts. The sources are looked up once, and a row names the place of its source in that list:
 * ten thousand look-ups took longer than the rest.
 */
export const CREATE_TEMPLATES = `
UNWIND range(0, size($sourceIds) - 1) AS place
MATCH (s:Source {id: $sourceIds[place]})
WITH s ORDER BY place
WITH collect(s) AS sources
UNWIND $templates AS row
CREATE (t:LogTemplate {id: row.id, text: row.text, level: row.level, programs: row.programs, examples: row.examples,
                       count: row.count, lineCount: row.lineCount, firstSeen: row.firstSeen, lastSeen: row.lastSeen,
                       sinceCycle: $cycle, cycle: $cycle})
FOREACH (f IN row.foundIn | FOREACH (s IN [sources[f.source]] |
  CREATE (t)-[:FOUND_IN {count: f.count, lineCount: f.lineCount, cycle: $cycle}]->(s)))
FOREACH (o IN row.occurred | FOREACH (s IN [sources[o.source]] |
  CREATE (t)-[:OCCURRED {hour: o.hour, count: o.count, lineCount: o.lineCount, cycle: $cycle}]->(s)))`;

export const SAVE_TEMPLATES = `
UNWIND $templates AS row
MATCH (t:LogTemplate {id: row.id})
SET t.text = row.text, t.level = row.level, t.programs = row.programs, t.examples = row.examples, t.cycle = $cycle`;

/** A template that is one of today again is no earlier form of another. */
export const END_LINEAGE =
  "UNWIND $templates AS row MATCH (:LogTemplate {id: row.id})-[b:BECAME]->() DELETE b";

export const ADD_TO_TEMPLATES = `
UNWIND $templates AS row
MATCH (t:LogTemplate {id: row.id})
SET t.count = t.count + row.count, t.lineCount = t.lineCount + row.lineCount,
    t.firstSeen = CASE WHEN t.firstSeen IS NULL OR row.firstSeen < t.firstSeen THEN row.firstSeen ELSE t.firstSeen END,
    t.lastSeen = CASE WHEN t.lastSeen IS NULL OR row.lastSeen > t.lastSeen THEN row.lastSeen ELSE t.lastSeen END
WITH t, row
UNWIND row.foundIn AS found
MATCH (s:Source {id: $sourceIds[found.source]})
MERGE (t)-[f:FOUND_IN]->(s)
  ON CREATE SET f.count = found.count, f.lineCount = found.lineCount
  ON MATCH SET f.count = f.count + found.count, f.lineCount = f.lineCount + found.lineCount
SET f.cycle = $cycle`;

/**
 * Not MERGE on the hour: the planner then starts at the index on hours, and reads all templates of that hour for each row (3,000
 * templates in one hour took 17 s). Seconds are no indexed property, so it starts at the template. Each row has its own template,
 * source and hour, and the ledger's lock lets nobody else in between.
 */
export const ADD_TO_OCCURRED = `
UNWIND $templates AS row
MATCH (t:LogTemplate {id: row.id})
UNWIND row.occurred AS occurred
MATCH (s:Source {id: $sourceIds[occurred.source]})
OPTIONAL MATCH (t)-[known:OCCURRED]->(s) WHERE known.hour.epochSeconds = occurred.hour.epochSeconds
SET known.count = known.count + occurred.count, known.lineCount = known.lineCount + occurred.lineCount, known.cycle = $cycle
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (t)-[:OCCURRED {hour: occurred.hour, count: occurred.count, lineCount: occurred.lineCount, cycle: $cycle}]->(s))`;

/** What became more general was there as early as the first of what it came from. */
export const BECOME = `
UNWIND $lineage AS row
MATCH (old:LogTemplate {id: row.fromId}) MATCH (new:LogTemplate {id: row.toId})
MERGE (old)-[b:BECAME]->(new) ON CREATE SET b.at = datetime($endedAt)
CREATE (old)-[:MOVED {cycle: $cycle}]->(new)
SET new.count = new.count + old.count, new.lineCount = new.lineCount + old.lineCount, new.cycle = $cycle,
    new.firstSeen = CASE WHEN new.firstSeen IS NULL OR old.firstSeen < new.firstSeen THEN old.firstSeen ELSE new.firstSeen END,
    new.lastSeen = CASE WHEN new.lastSeen IS NULL OR old.lastSeen > new.lastSeen THEN old.lastSeen ELSE new.lastSeen END,
    new.sinceCycle = CASE WHEN coalesce(old.sinceCycle, 0) < new.sinceCycle THEN coalesce(old.sinceCycle, 0) ELSE new.sinceCycle END,
    old.count = 0, old.lineCount = 0`;

export const MOVE_FOUND_IN = `
UNWIND $lineage AS row
MATCH (old:LogTemplate {id: row.fromId})-[o:FOUND_IN]->(s:Source) MATCH (new:LogTemplate {id: row.toId})
WITH new, s, o, o.count AS count, o.lineCount AS lineCount
DELETE o
MERGE (new)-[f:FOUND_IN]->(s)
  ON CREATE SET f.count = count, f.lineCount = lineCount
  ON MATCH SET f.count = f.count + count, f.lineCount = f.lineCount + lineCount
SET f.cycle = $cycle`;

export const MOVE_OCCURRED = `
UNWIND $lineage AS row
MATCH (old:LogTemplate {id: row.fromId})-[o:OCCURRED]->(s:Source) MATCH (new:LogTemplate {id: row.toId})
WITH new, s, o.hour AS hour, sum(o.count) AS count, sum(o.lineCount) AS lineCount, collect(o) AS moved
FOREACH (o IN moved | DELETE o)
WITH new, s, hour, count, lineCount
OPTIONAL MATCH (new)-[known:OCCURRED]->(s) WHERE known.hour.epochSeconds = hour.epochSeconds
SET known.count = known.count + count, known.lineCount = known.lineCount + lineCount, known.cycle = $cycle
FOREACH (_ IN CASE WHEN known IS NULL THEN [1] ELSE [] END |
  CREATE (new)-[:OCCURRED {hour: hour, count: count, lineCount: lineCount, cycle: $cycle}]->(s))`;
