import type { ScopeArguments } from "../../scope/scope.ts";

/** One question in the two languages that can ask it. */
export interface Queries {
  readonly graphql: string;
  readonly cypher: string;
}

/** A branch with its hosts and hours, and the templates below it with their lines. */
export function branchQueries(id: string, scope: ScopeArguments): Queries {
  return {
    graphql: `{
  clusters(ids: [${JSON.stringify(id)}]${scopeText(scope)}) {
    label size share
    hosts { host size }
    hours { hour size }
  }
}`,
    cypher: `MATCH (:Cluster {id: ${cypherText(id)}})-[:CHILD]->*(:Cluster)-[:COVERS]->(t:LogTemplate)
MATCH (t)-[o:OCCURRED]->(s:Source)<-[:HAS_SOURCE]-(h:Host)
${whereText(scope)}RETURN t.text, sum(o.lineCount) AS lines, collect(DISTINCT h.name) AS hosts
ORDER BY lines DESC`,
  };
}

/** A template with its hosts and hours. */
export function templateQueries(id: string, scope: ScopeArguments): Queries {
  return {
    graphql: `{
  template(id: ${JSON.stringify(id)}) { text level programs count size firstSeen lastSeen examples }
  clusters(templateIds: [${JSON.stringify(id)}]${scopeText(scope)}) {
    size share
    hosts { host size }
    hours { hour size }
  }
}`,
    cypher: `MATCH (t:LogTemplate {id: ${cypherText(id)}})-[o:OCCURRED]->(s:Source)<-[:HAS_SOURCE]-(h:Host)
${whereText(scope)}RETURN h.name, s.path, o.hour, o.lineCount ORDER BY o.hour`,
  };
}

function scopeText({ from, to, hosts }: ScopeArguments): string {
  const parts = Object.entries({ from, to, hosts }).filter(([, value]) => value !== null);
  return parts.map(([name, value]) => `, ${name}: ${JSON.stringify(value)}`).join("");
}

function whereText({ from, to, hosts }: ScopeArguments): string {
  const parts = [
    from === null ? "" : `o.hour >= datetime(${cypherText(from)})`,
    to === null ? "" : `o.hour < datetime(${cypherText(to)})`,
    hosts === null ? "" : `h.name IN [${hosts.map(cypherText).join(", ")}]`,
  ].filter(Boolean);
  return parts.length === 0 ? "" : `WHERE ${parts.join(" AND ")}\n`;
}

/** A string literal of Cypher: names are a stranger's text here too. */
function cypherText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n")}'`;
}
