/**
 * The whole neo4j.conf: what is not here is Neo4j's default.
 * @param {{ port: number, plugins: string }} settings
 * @returns {string}
 */
export function neo4jConf({ port, plugins }) {
  return `# Written at every start by neo4j/lib/conf.mjs.
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:${port}
server.bolt.advertised_address=127.0.0.1:${port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false

# @neo4j/graphql calls apoc.util.validate, apoc.util.validatePredicate and apoc.date.convertFormat; nothing else of APOC is loaded.
server.directories.plugins=${plugins}
dbms.security.procedures.allowlist=apoc.util.validate,apoc.util.validatePredicate,apoc.date.convertFormat

# Cypher must read no file and reach no address.
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0

# An empty store is 5 MB instead of 520 MB, and the transaction log of a dashboard's graph stays small.
db.tx_log.preallocate=false
db.tx_log.rotation.size=64M
db.tx_log.rotation.retention_policy=256M size
server.memory.pagecache.size=256M

# Queries hold log text, which belongs into the graph only.
db.logs.query.enabled=OFF
# Without this a stop waits 10 s for connections that are closed already.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
`;
}
