import { request } from "node:http";
import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, askData } from "../support/api-client.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const LINES = 6000;
const TOKEN = "a-token-that-only-tests-use";
let graph: TestNeo4j;
let logs: LogFolder;
let api: RunningApi;

beforeAll(async () => {
  graph = await startTestNeo4j();
  await emptyGraph(graph);
  logs = await LogFolder.create();
  await logs.append("a.log", logLines(LINES / 2));
  await logs.append("b.log", logLines(LINES / 2, 100_000));
  api = await startApi(testConfig(graph, { localSources: [logs.file("*.log")] }));
  for (let look = 0; look < 2; look++) await askData(api.url, "mutation { collectNow { phase } }");
});
afterAll(async () => {
  await api.stop();
  await logs.remove();
  await graph.stop();
});

interface View {
  readonly id: string;
  readonly parentId: string | null;
  readonly size: string;
  readonly leafCount: number;
  readonly leafOrder: number;
  readonly mergeHeight: number;
  readonly hosts: readonly { readonly host: string; readonly size: string }[];
}
interface Cut {
  readonly count: number;
  readonly leaves: number;
  readonly totalLines: string;
  readonly suggestedCount: number;
  readonly cutHeight: number;
  readonly clusters: readonly View[];
  readonly ancestors: readonly View[];
}

const VIEW = "id parentId size leafCount leafOrder mergeHeight hosts { host size }";
const CUT = `count leaves totalLines suggestedCount cutHeight clusters { ${VIEW} } ancestors { ${VIEW} }`;

async function cut(at = ""): Promise<Cut> {
  const { cut: answer } = await askData<{ cut: Cut }>(api.url, `{ cut${at} { ${CUT} } }`);
  return answer;
}
const sum = (views: readonly { size: string }[]) =>
  views.reduce((total, { size }) => total + Number(size), 0);

describe("the cut", () => {
  test("has sizes that add up to the lines of the files, at every count and height", async () => {
    const { leaves } = await cut();
    expect(leaves).toBeGreaterThan(5);
    for (const at of ["", "(count: 1)", "(count: 2)", `(count: ${leaves - 1})`, `(count: ${leaves})`]) {
      const answer = await cut(at);
      expect({ at, size: sum(answer.clusters), total: answer.totalLines }).toEqual({
        at,
        size: LINES,
        total: String(LINES),
      });
    }
    for (const height of [0, 0.2, 0.5, 0.8, 0.99, 5]) {
      expect(sum((await cut(`(height: ${height})`)).clusters)).toBe(LINES);
    }
  });

  test("gives as many clusters as asked, in leaf order without gaps, each below an ancestor", async () => {
    const { leaves } = await cut();
    for (let count = 1; count <= leaves; count++) {
      const { clusters, ancestors } = await cut(`(count: ${count})`);
      expect(clusters).toHaveLength(count);
      expect(ancestors).toHaveLength(count - 1);
      let leaf = 0;
      for (const cluster of clusters) {
        expect(cluster.leafOrder).toBe(leaf);
        leaf += cluster.leafCount;
        expect(sum(cluster.hosts)).toBe(Number(cluster.size));
      }
      expect(leaf).toBe(leaves);
      const above = new Set(ancestors.map(({ id }) => id));
      for (const { parentId } of [...clusters, ...ancestors]) {
        expect(parentId === null || above.has(parentId)).toBe(true);
      }
    }
  });

  test("by a height joins what merged at or below it", async () => {
    for (const height of [0.1, 0.4, 0.7]) {
      const { clusters, ancestors } = await cut(`(height: ${height})`);
      expect(clusters.every(({ mergeHeight }) => mergeHeight <= height)).toBe(true);
      expect(ancestors.every(({ mergeHeight }) => mergeHeight > height)).toBe(true);
    }
  });

  test("refuses a count below 1, a negative height, and both at once", async () => {
    for (const at of ["(count: 0)", "(count: -3)", "(height: -0.1)", "(count: 2, height: 0.5)"]) {
      const { errors } = await ask(api.url, `{ cut${at} { count } }`);
      expect({ at, code: errors?.[0]?.extensions?.code }).toEqual({ at, code: "BAD_INPUT" });
    }
  });
});

describe("subtree and path", () => {
  test("children add up to their parent all the way down, and a path leads there", async () => {
    const [root] = (await cut("(count: 1)")).clusters;
    const { subtree } = await askData<{ subtree: View[] }>(
      api.url,
      `{ subtree(id: "${root?.id}", depth: 100) { ${VIEW} } }`,
    );
    expect(subtree).toHaveLength(2 * (root?.leafCount ?? 0) - 1);
    for (const parent of subtree.filter(({ leafCount }) => leafCount > 1)) {
      expect(sum(subtree.filter(({ parentId }) => parentId === parent.id))).toBe(Number(parent.size));
    }
    const deepest = subtree.at(-1);
    const { path } = await askData<{ path: View[] }>(api.url, `{ path(id: "${deepest?.id}") { ${VIEW} } }`);
    expect(path[0]?.id).toBe(root?.id);
    expect(path.at(-1)).toEqual(deepest);
    const part = await askData<{ subtree: View[] }>(
      api.url,
      `{ subtree(id: "${path[1]?.id}", depth: 1) { ${VIEW} } }`,
    );
    expect(part.subtree[0]).toEqual(path[1]);
  });

  test("an unknown cluster has no path and no subtree", async () => {
    expect(await askData(api.url, '{ path(id: "nowhere") { id } }')).toEqual({ path: [] });
    const { errors } = await ask(api.url, '{ subtree(id: "nowhere") { id } }');
    expect(errors?.[0]?.extensions?.code).toBe("BAD_INPUT");
  });
});

describe("the server", () => {
  test("answers a plain curl", async () => {
    const { dendrograms } = await askData<{
      dendrograms: { id: string; leaves: number; createdAt: string }[];
    }>(api.url, "{ dendrograms { id leaves createdAt } }");
    expect(dendrograms[0]?.leaves).toBeGreaterThan(1);
    expect(Date.parse(dendrograms[0]?.createdAt ?? "")).not.toBeNaN();
  });

  test("refuses a request whose Host header names another machine", async () => {
    expect(await statusFor("evil.example")).toBe(403);
    expect(await statusFor("127.0.0.1.evil.example:4000")).toBe(403);
    expect(await statusFor("localhost:4000")).toBe(200);
    expect(await statusFor("[::1]:4000")).toBe(200);
    expect(await statusFor("api:4000")).toBe(200);
  });

  test("refuses what a form of another page could send", async () => {
    const response = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: '{"query":"{ hosts { name } }"}',
    });
    expect(response.status).toBe(400);
  });

  test("refuses a batch and a body above 100 kB", async () => {
    expect((await post('[{"query":"{ hosts { name } }"}]')).status).toBe(400);
    expect((await post(JSON.stringify({ query: `{ hosts { name } } #${"x".repeat(110_000)}` }))).status).toBe(
      413,
    );
  });

  test("has no generated mutation", async () => {
    const { errors } = await ask(api.url, "mutation { deleteHosts { nodesDeleted } }");
    expect(errors?.[0]?.extensions?.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  test("says a stable code and no Cypher when the graph holds what the schema does not allow", async () => {
    await graph.driver.executeQuery("CREATE (:Run {id: 'broken'})", {}, { database: "neo4j" });
    const { errors } = await ask(api.url, '{ runs(where: { id: { eq: "broken" } }) { id phase } }');
    await graph.driver.executeQuery("MATCH (r:Run {id: 'broken'}) DELETE r", {}, { database: "neo4j" });
    expect(errors?.[0]?.extensions?.code).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(errors)).not.toMatch(/MATCH|Run\.phase|node_modules|stack/);
  });

  test("is healthy and ready", async () => {
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${api.url}/readyz`)).status).toBe(200);
  });

  test("with a token wants it for all but the health pages", async () => {
    const guarded = await startApi(testConfig(graph, { token: TOKEN }));
    try {
      expect((await ask(guarded.url, "{ hosts { name } }")).errors?.[0]?.extensions?.code).toBe(
        "UNAUTHENTICATED",
      );
      expect(
        (await ask(guarded.url, "{ hosts { name } }", { authorization: "Bearer wrong" })).errors,
      ).toBeDefined();
      expect(
        (await ask(guarded.url, "{ hosts { name } }", { authorization: `Bearer ${TOKEN}` })).errors,
      ).toBeUndefined();
      expect((await fetch(`${guarded.url}/healthz`)).status).toBe(200);
      expect((await fetch(`${guarded.url}/readyz`)).status).toBe(200);
    } finally {
      await guarded.stop();
    }
  });

  test("says which port is taken and how to change it", async () => {
    const port = Number(new URL(api.url).port);
    const taken = startApi(testConfig(graph, { port }));
    await expect(taken).rejects.toMatchObject({
      code: "PORT_TAKEN",
      message: expect.stringMatching(new RegExp(`${port}.*DEEPSEC_API_PORT`)),
    });
  });

  test("without introspection hides the schema", async () => {
    const closed = await startApi(testConfig(graph, { isIntrospectable: false }));
    try {
      expect((await ask(closed.url, "{ __schema { types { name } } }")).errors).toBeDefined();
      expect(JSON.stringify(await ask(closed.url, "{ host { name } }"))).not.toContain("Did you mean");
    } finally {
      await closed.stop();
    }
  });
});

function post(body: string): Promise<Response> {
  return fetch(`${api.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
}

/** Only node:http lets a client choose its Host header. */
function statusFor(host: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const sent = request(`${api.url}/healthz`, { headers: { host } }, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  });
  sent.on("error", reject);
  sent.end();
  return promise;
}
