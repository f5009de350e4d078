// What a cycle changed, or moved on to another template, says so in `cycle`: readers ask for what is new since the one they know.
CREATE INDEX occurred_cycle IF NOT EXISTS FOR ()-[r:OCCURRED]-() ON (r.cycle);
CREATE INDEX found_in_cycle IF NOT EXISTS FOR ()-[r:FOUND_IN]-() ON (r.cycle);
CREATE INDEX moved_cycle IF NOT EXISTS FOR ()-[r:MOVED]-() ON (r.cycle);
CREATE INDEX log_template_cycle IF NOT EXISTS FOR (n:LogTemplate) ON (n.cycle);
