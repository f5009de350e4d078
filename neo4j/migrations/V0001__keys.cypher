// A key for every label, and the indexes that reads start from. Each statement may run again: IF NOT EXISTS.
CREATE CONSTRAINT ledger_id IF NOT EXISTS FOR (n:Ledger) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT host_name IF NOT EXISTS FOR (n:Host) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT log_template_id IF NOT EXISTS FOR (n:LogTemplate) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT template_variant_id IF NOT EXISTS FOR (n:TemplateVariant) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT cluster_id IF NOT EXISTS FOR (n:Cluster) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT dendrogram_id IF NOT EXISTS FOR (n:Dendrogram) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT finding_id IF NOT EXISTS FOR (n:Finding) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT run_id IF NOT EXISTS FOR (n:Run) REQUIRE n.id IS UNIQUE;
CREATE INDEX dendrogram_is_current IF NOT EXISTS FOR (n:Dendrogram) ON (n.isCurrent);
CREATE INDEX finding_phase IF NOT EXISTS FOR (n:Finding) ON (n.phase);
CREATE INDEX run_started_at IF NOT EXISTS FOR (n:Run) ON (n.startedAt);
CREATE INDEX log_template_line_count IF NOT EXISTS FOR (n:LogTemplate) ON (n.lineCount);
CREATE INDEX occurred_hour IF NOT EXISTS FOR ()-[r:OCCURRED]-() ON (r.hour);
