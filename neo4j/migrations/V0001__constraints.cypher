// Every key of the graph. A constraint also is the index that MERGE and MATCH by key use.
// Applied once by apps/api/src/store/migrate.ts; never change an applied file, add V0002 instead.
CREATE CONSTRAINT host_name IF NOT EXISTS FOR (n:Host) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT log_template_id IF NOT EXISTS FOR (n:LogTemplate) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT template_variant_id IF NOT EXISTS FOR (n:TemplateVariant) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT value_kind_text IF NOT EXISTS FOR (n:Value) REQUIRE (n.kind, n.text) IS UNIQUE;
CREATE CONSTRAINT cluster_id IF NOT EXISTS FOR (n:Cluster) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT dendrogram_id IF NOT EXISTS FOR (n:Dendrogram) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT finding_id IF NOT EXISTS FOR (n:Finding) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT verdict_id IF NOT EXISTS FOR (n:Verdict) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT run_id IF NOT EXISTS FOR (n:Run) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT user_name IF NOT EXISTS FOR (n:User) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT ledger_id IF NOT EXISTS FOR (n:Ledger) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT schema_version_version IF NOT EXISTS FOR (n:SchemaVersion) REQUIRE n.version IS UNIQUE;

// What the pages ask by: the current tree, the newest runs, the open findings, counts by hour.
CREATE INDEX dendrogram_is_current IF NOT EXISTS FOR (n:Dendrogram) ON (n.isCurrent);
CREATE INDEX run_started_at IF NOT EXISTS FOR (n:Run) ON (n.startedAt);
CREATE INDEX finding_phase IF NOT EXISTS FOR (n:Finding) ON (n.phase);
CREATE INDEX log_template_last_seen IF NOT EXISTS FOR (n:LogTemplate) ON (n.lastSeen);
CREATE INDEX occurred_hour IF NOT EXISTS FOR ()-[r:OCCURRED]-() ON (r.hour);
