import type { TestNeo4j } from "./test-neo4j.ts";

/** The same lines as four places of the graph count them. */
export interface GraphCounts {
  readonly ledger: number;
  readonly sources: number;
  readonly templates: number;
  readonly foundIn: number;
  readonly occurred: number;
}

const COUNTS = `
OPTIONAL MATCH (l:Ledger) WITH coalesce(l.totalLines, 0) AS ledger
CALL () { MATCH (s:Source) RETURN coalesce(sum(s.lineCount), 0) AS sources }
CALL () { MATCH (t:LogTemplate) RETURN coalesce(sum(t.lineCount), 0) AS templates }
CALL () { MATCH ()-[f:FOUND_IN]->() RETURN coalesce(sum(f.lineCount), 0) AS foundIn }
CALL () { MATCH ()-[o:OCCURRED]->() RETURN coalesce(sum(o.lineCount), 0) AS occurred }
RETURN ledger, sources, templates, foundIn, occurred`;

export async function graphCounts({ driver }: TestNeo4j): Promise<GraphCounts> {
  const { records } = await driver.executeQuery(COUNTS, {}, { database: "neo4j" });
  const number = (key: keyof GraphCounts) => Number(records[0]?.get(key));
  return {
    ledger: number("ledger"),
    sources: number("sources"),
    templates: number("templates"),
    foundIn: number("foundIn"),
    occurred: number("occurred"),
  };
}

/** What `graphCounts` gives when every place counts `lines`. */
export function allCount(lines: number): GraphCounts {
  return { ledger: lines, sources: lines, templates: lines, foundIn: lines, occurred: lines };
}

/** The number that a statement returns as `n`. */
export async function count({ driver }: TestNeo4j, cypher: string): Promise<number> {
  const { records } = await driver.executeQuery(cypher, {}, { database: "neo4j" });
  return Number(records[0]?.get("n"));
}
