// Verdicts in force, what they ask findings and templates by, and the audit trail.
CREATE CONSTRAINT audit_entry_id IF NOT EXISTS FOR (n:AuditEntry) REQUIRE n.id IS UNIQUE;
CREATE INDEX audit_entry_at IF NOT EXISTS FOR (n:AuditEntry) ON (n.at);
CREATE INDEX verdict_is_in_force IF NOT EXISTS FOR (n:Verdict) ON (n.isInForce);
CREATE INDEX finding_rule IF NOT EXISTS FOR (n:Finding) ON (n.rule);
CREATE INDEX finding_found_severity IF NOT EXISTS FOR (n:Finding) ON (n.foundSeverity);
CREATE INDEX log_template_since_cycle IF NOT EXISTS FOR (n:LogTemplate) ON (n.sinceCycle);
