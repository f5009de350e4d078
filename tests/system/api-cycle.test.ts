import { appendFile, writeFile } from "node:fs/promises";
import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, askData } from "../support/api-client.ts";
import { startCuttingProxy } from "../support/cutting-proxy.ts";
import { allCount, count, graphCounts } from "../support/graph-counts.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

let graph: TestNeo4j;
let logs: LogFolder;
const apis: RunningApi[] = [];

beforeAll(async () => {
  graph = await startTestNeo4j();
});
afterAll(() => graph.stop());
beforeEach(async () => {
  await emptyGraph(graph);
  logs = await LogFolder.create();
});
afterEach(async () => {
  await Promise.all(apis.splice(0).map((api) => api.stop()));
  await logs.remove();
});

async function start(
  overrides: Parameters<typeof testConfig>[1] = {},
  access: Parameters<typeof testConfig>[0] = graph,
) {
  const api = await startApi(testConfig(access, { localSources: [logs.file("*.log")], ...overrides }));
  apis.push(api);
  return api;
}

/** Twice: the first look shows the last event, the second one finds that nothing came after it. */
async function collect(api: RunningApi): Promise<void> {
  for (let look = 0; look < 2; look++) {
    await askData(api.url, "mutation { collectNow { phase } }");
  }
}

describe("a cycle", () => {
  test("counts each line once in the ledger, the sources, the templates and the hours", async () => {
    await logs.append("a.log", logLines(3000));
    await logs.append("b.log", logLines(777, 100_000));
    const api = await start();
    await collect(api);
    expect(await graphCounts(graph)).toEqual(allCount(3777));
    await logs.append("a.log", logLines(500, 200_000));
    await collect(api);
    expect(await graphCounts(graph)).toEqual(allCount(4277));
  });

  test("leaves a last line without its newline for later, and then counts it once", async () => {
    await writeFile(
      logs.file("a.log"),
      "2026-10-01T00:00:00Z INFO x - one\n2026-10-01T00:00:01Z INFO x - tw",
    );
    const api = await start();
    await collect(api);
    expect(await graphCounts(graph)).toEqual(allCount(1));
    await appendFile(logs.file("a.log"), "o\n");
    await collect(api);
    expect(await graphCounts(graph)).toEqual(allCount(2));
  });

  test("that finds nothing new writes no dendrogram and no counts", async () => {
    await logs.append("a.log", logLines(400));
    const api = await start();
    await collect(api);
    const before = await count(graph, "MATCH (l:Ledger) RETURN l.cycle AS n");
    await collect(api);
    expect(await count(graph, "MATCH (l:Ledger) RETURN l.cycle AS n")).toBe(before);
    expect(await count(graph, "MATCH (d:Dendrogram {isCurrent: true}) RETURN count(d) AS n")).toBe(1);
  });

  test("shows the failing source with code and fix, and reads the others", async () => {
    await logs.append("a.log", logLines(10));
    const api = await start({ localSources: [logs.file("a.log"), logs.file("missing.log")] });
    await collect(api);
    const { sources } = await askData<{
      sources: { path: string; phase: string; errorCode: string; errorFix: string }[];
    }>(api.url, "{ sources(sort: [{ path: ASC }]) { path phase errorCode errorFix } }");
    expect(sources).toEqual([
      { path: logs.file("a.log"), phase: "ok", errorCode: null, errorFix: null },
      {
        path: logs.file("missing.log"),
        phase: "failed",
        errorCode: "FILE_NOT_FOUND",
        errorFix: expect.any(String),
      },
    ]);
    expect(await graphCounts(graph)).toEqual(allCount(10));
  });

  test("goes on from the graph in a new process with the same templates", async () => {
    await logs.append("a.log", logLines(1000));
    await collect(await start());
    await apis.pop()?.stop();
    await logs.append("a.log", logLines(1000, 5000));
    await collect(await start());
    const restarted = await templateTexts();
    await emptyGraph(graph);
    await apis.pop()?.stop();
    await collect(await start());
    expect(restarted).toEqual(await templateTexts());
    expect(await graphCounts(graph)).toEqual(allCount(2000));
  });
});

describe("the fence", () => {
  test("lets two APIs on the same files and graph count each line once", async () => {
    await logs.append("a.log", logLines(2000));
    const both = [await start(), await start()];
    for (let round = 1; round <= 3; round++) {
      await Promise.all(both.map(collect));
      await logs.append("a.log", logLines(200, round * 10_000));
    }
    await Promise.all(both.map(collect));
    expect(await graphCounts(graph)).toEqual(allCount(2600));
  });

  test("counts nothing twice when the answers of commits get lost", { timeout: 300_000 }, async () => {
    let packets = 0;
    let rounds = 0;
    const proxy = await startCuttingProxy(
      Number(new URL(graph.uri).port),
      // Longer than one transaction talks, so that a retry can get through, and prime, so that each place in it gets its cut.
      () => ++packets > 200 && packets % 113 === 0,
    );
    try {
      const uri = `bolt://127.0.0.1:${proxy.port}`;
      const api = await start({}, { ...graph, uri });
      // How many packets a cycle takes is not ours to say: go on until enough were cut.
      for (; rounds < 15 || (proxy.cuts < 5 && rounds < 60); rounds++) {
        await logs.append("a.log", logLines(100, rounds * 10_000));
        // A cut look may fail altogether; the next one reads from where the graph stands.
        await ask(api.url, "mutation { collectNow { phase } }");
      }
      expect(proxy.cuts).toBeGreaterThanOrEqual(5);
    } finally {
      await apis.pop()?.stop();
      await proxy.stop();
    }
    await collect(await start());
    expect(await graphCounts(graph)).toEqual(allCount(100 * rounds));
  });
});

describe("the dendrograms", () => {
  test("share clusters, and forgetting an old one leaves the others whole", async () => {
    const api = await start({ keepDendrograms: 2 });
    for (let round = 0; round < 6; round++) {
      await logs.append("a.log", `${randomLine(round)}\n${randomLine(round + 100)}\n`);
      await collect(api);
    }
    expect(await count(graph, "MATCH (d:Dendrogram) RETURN count(d) AS n")).toBe(2);
    const whole =
      "MATCH (d:Dendrogram)-[:ROOT]->(c:Cluster) WHERE d.leaves = c.leafCount RETURN count(d) AS n";
    expect(await count(graph, whole)).toBe(2);
    const leaves = `MATCH (d:Dendrogram)-[:ROOT]->(r) MATCH (r)-[:CHILD]->*(c)-[:COVERS]->(t:LogTemplate)
      WITH d, count(t) AS found WHERE found = d.leaves RETURN count(d) AS n`;
    expect(await count(graph, leaves)).toBe(2);
    const lost =
      "MATCH (c:Cluster) WHERE NOT EXISTS { (:Dendrogram)-[:ROOT]->(:Cluster)-[:CHILD]->*(c) } RETURN count(c) AS n";
    expect(await count(graph, lost)).toBe(0);
  });
});

function randomLine(round: number): string {
  const words = ["moon", "river", "stone", "cloud", "forest", "harbour", "lantern"];
  const word = (offset: number) => words[(round * 3 + offset) % words.length];
  return `2026-10-01T00:00:${String(round % 60).padStart(2, "0")}Z INFO ${word(0)} - ${word(1)} met ${word(2)} and ${word(4)}`;
}

async function templateTexts(): Promise<string[]> {
  const { records } = await graph.driver.executeQuery(
    "MATCH (t:LogTemplate) WHERE t.lineCount > 0 RETURN t.text AS text, t.count AS count ORDER BY text",
    {},
    { database: "neo4j" },
  );
  return records.map((record) => JSON.stringify([record.get("text"), record.get("count")]));
}
