import { KNOWN_COUNTS } from "./known-counts.ts";
import { emptyGraph, type TestNeo4j } from "./test-neo4j.ts";

type Nested = string | { readonly mergeHeight: number; readonly sides: readonly [Nested, Nested] };
const join = (mergeHeight: number, left: Nested, right: Nested): Nested => ({
  mergeHeight,
  sides: [left, right],
});

/** The current one, and the one before: y became c since, and d and f are new. A cluster's id is that of its leaves. */
const CURRENT = join(0.9, join(0.5, join(0.2, "a", "b"), join(0.3, "c", "d")), join(0.4, "e", "f"));
const EARLIER = join(0.8, join(0.6, join(0.2, "a", "b"), "y"), "e");

const leavesOf = (node: Nested): string =>
  typeof node === "string" ? node : node.sides.map(leavesOf).join("");
export const CURRENT_ID = leavesOf(CURRENT);
export const EARLIER_ID = leavesOf(EARLIER);

/** Stores the known counts, both dendrograms and three hosts, as docs/architecture.md describes the graph. */
export async function storeKnownGraph(graph: TestNeo4j): Promise<void> {
  await emptyGraph(graph);
  const run = (text: string, parameters: object = {}) =>
    graph.driver.executeQuery(text, parameters, { database: "neo4j" });
  await run(
    `UNWIND ['web1', 'web2', 'db1', 'idle'] AS name
     CREATE (:Host {name: name, address: name, port: 22, user: 'deepsec', phase: 'ok'})-[:HAS_SOURCE]->
       (:Source {id: name + ':/var/log/all.log', path: '/var/log/all.log', phase: 'ok', offsetBytes: 0, sizeBytes: 0, lineCount: 0, eventCount: 0})`,
  );
  await run(
    `UNWIND ['a', 'b', 'c', 'd', 'e', 'f', 'y'] AS id
     CREATE (:LogTemplate {id: id, text: 'text of ' + id, level: CASE id WHEN 'f' THEN 'error' END, programs: [], examples: [], count: 0, lineCount: 0})`,
  );
  await run("MATCH (y:LogTemplate {id: 'y'}) MATCH (c:LogTemplate {id: 'c'}) CREATE (y)-[:BECAME]->(c)");
  await run(
    `UNWIND $counts AS row
     MATCH (t:LogTemplate {id: row.template}) MATCH (s:Source {id: row.host + ':/var/log/all.log'})
     SET t.count = t.count + toInteger(row.count), t.lineCount = t.lineCount + toInteger(row.lineCount)
     CREATE (t)-[:OCCURRED {hour: datetime({year: 2026, month: 11, day: 20, hour: toInteger(row.hour)}), count: toInteger(row.count), lineCount: toInteger(row.lineCount)}]->(s)
     MERGE (t)-[f:FOUND_IN]->(s) ON CREATE SET f.count = 0, f.lineCount = 0
     SET f.count = f.count + toInteger(row.count), f.lineCount = f.lineCount + toInteger(row.lineCount)`,
    { counts: KNOWN_COUNTS },
  );
  await run(
    `MATCH (t:LogTemplate) WITH sum(t.lineCount) AS lines, sum(t.count) AS events
     CREATE (:Ledger {id: 'ledger', cycle: 1, runId: 'known', totalLines: lines, totalEvents: events})`,
  );
  for (const [root, isCurrent] of [
    [EARLIER, false],
    [CURRENT, true],
  ] as const) {
    await storeDendrogram(run, root, isCurrent);
  }
}

async function storeDendrogram(
  run: (text: string, parameters: object) => Promise<unknown>,
  root: Nested,
  isCurrent: boolean,
): Promise<void> {
  const heights: number[] = [];
  const stack: Nested[] = [root];
  const clusters: object[] = [];
  const children: object[] = [];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const id = leavesOf(node);
    const mergeHeight = typeof node === "string" ? 0 : node.mergeHeight;
    clusters.push({ id, mergeHeight, leafCount: id.length });
    if (typeof node === "string") continue;
    heights.push(node.mergeHeight);
    for (const [i, side] of node.sides.entries()) {
      children.push({ parentId: id, id: leavesOf(side), side: i === 0 ? "left" : "right" });
      stack.push(side);
    }
  }
  await run(
    `UNWIND $clusters AS row
     MERGE (c:Cluster {id: row.id})
     SET c.mergeHeight = row.mergeHeight, c.leafCount = toInteger(row.leafCount), c.label = 'about ' + row.id`,
    { clusters },
  );
  await run("MATCH (c:Cluster {leafCount: 1}) MATCH (t:LogTemplate {id: c.id}) MERGE (c)-[:COVERS]->(t)", {});
  await run(
    `UNWIND $leaves AS id MATCH (c:Cluster {id: id}) MATCH (t:LogTemplate {id: id}) MERGE (c)-[:COVERS]->(t)`,
    { leaves: [...leavesOf(root)] },
  );
  await run(
    `UNWIND $children AS row
     MATCH (p:Cluster {id: row.parentId}) MATCH (c:Cluster {id: row.id})
     MERGE (p)-[:CHILD {side: row.side}]->(c)`,
    { children },
  );
  await run(
    `MATCH (root:Cluster {id: $id})
     CREATE (:Dendrogram {id: $id, createdAt: datetime(), currentSince: datetime(), method: 'average', leaves: toInteger(size($leaves)),
       mergeHeights: $heights, suggestedCount: 2, leafTemplateIds: $leaves, isCurrent: $isCurrent})-[:ROOT]->(root)`,
    {
      id: leavesOf(root),
      leaves: [...leavesOf(root)],
      heights: heights.toSorted((x, y) => x - y),
      isCurrent,
    },
  );
}
