import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type GraphqlAnswer } from "../support/api-client.ts";
import { ATTACK_QUERIES } from "../support/attack-queries.ts";
import { HOSTILE } from "../support/hostile-strings.ts";
import { testConfig } from "../support/test-config.ts";
import { startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

let graph: TestNeo4j;
let api: RunningApi;

beforeAll(async () => {
  graph = await startTestNeo4j();
  api = await startApi(testConfig(graph, { isIntrospectable: false, logLevel: "warn" }));
});
afterAll(async () => {
  await api.stop();
  await graph.stop();
});

const JSON_BODY = { "content-type": "application/json" };

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>): Promise<Response> {
  return fetch(`${api.url}/graphql`, { method: "POST", headers, body });
}

async function codesOf(response: Response): Promise<(string | undefined)[]> {
  const answer = (await response.json()) as GraphqlAnswer;
  return [...new Set(answer.errors?.map(({ extensions }) => extensions?.code))];
}

describe("a request that asks for too much", () => {
  test.each(ATTACK_QUERIES.map((query) => [query.name, query] as const))(
    "%s is refused before anything is read",
    async (_name, { body, code }) => {
      const response = await post(body, JSON_BODY);
      expect(response.ok).toBe(false);
      expect(await codesOf(response)).toEqual([code]);
    },
  );

  test("is refused over a stream as well", async () => {
    const stream = { ...JSON_BODY, accept: "text/event-stream" };
    const aliases = Array.from({ length: 16 }, (_, index) => `a${index}: cycle`).join(" ");
    const wide = await post(JSON.stringify({ query: `subscription { changes { ${aliases} } }` }), stream);
    expect([wide.status, await codesOf(wide)]).toEqual([400, ["QUERY_TOO_LARGE"]]);
    const long = await post(JSON.stringify({ query: `{ hosts { ${"name ".repeat(2000)} } }` }), stream);
    expect([long.status, await codesOf(long)]).toEqual([400, ["GRAPHQL_PARSE_FAILED"]]);
  });

  test("says what it asks for and what is allowed", async () => {
    const { errors } = await ask(api.url, "{ hosts(limit: 1000) { sources(limit: 5000) { id } } }");
    // 1,000 hosts, and 1,000 × 5,000 sources.
    expect(errors?.[0]?.message).toMatch(/5,001,000 rows; at most 1,000,000/);
  });

  test("is measured by what its compressed body holds", async () => {
    const bomb = gzipSync(JSON.stringify({ query: "{ hosts { name } }", variables: { a: "a".repeat(5e7) } }));
    const response = await post(new Uint8Array(bomb), { ...JSON_BODY, "content-encoding": "gzip" });
    expect(response.status).toBe(413);
  });
});

test("pages are no longer than the schema says, whatever is asked for", async () => {
  await graph.driver.executeQuery("UNWIND range(1, 1200) AS i CREATE (:Run {id: 'run ' + i, phase: 'ok'})");
  const { data } = await ask(api.url, "{ runs(limit: 2000000) { id } }");
  expect(data?.["runs"]).toHaveLength(1000);
  await graph.driver.executeQuery("MATCH (r:Run) DETACH DELETE r");
});

test("what a foreign page can send without asking is refused", async () => {
  const body = JSON.stringify({ query: "mutation { collectNow { phase } }" });
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    expect((await post(body, { "content-type": type })).ok).toBe(false);
  }
  const query = encodeURIComponent("{ hosts { name } }");
  expect((await fetch(`${api.url}/graphql?query=${query}`)).ok).toBe(false);
});

test("hostile text is only text, wherever it is given", async () => {
  const before = await graph.driver.executeQuery("MATCH (n) RETURN count(n) AS nodes");
  const query = `query ($t: String!) {
    hosts(where: { OR: [{ name: { eq: $t } }, { name: { contains: $t } }] }) { name }
    template(id: $t) { id } path(id: $t) { id } value(kind: $t, text: $t) { text }
    clusters(ids: [$t], templateIds: [$t]) { id } branchToday(id: $t) { id } rules(ids: [$t]) { id }
    findings(where: { kind: { in: [$t] } }) { id }
  }`;
  for (const text of HOSTILE) {
    const body = JSON.stringify({ query, variables: { t: text } });
    const { data, errors } = (await (await post(body, JSON_BODY)).json()) as GraphqlAnswer;
    expect([errors, data?.["hosts"], data?.["template"], data?.["path"]]).toEqual([undefined, [], null, []]);
  }
  expect(
    (await graph.driver.executeQuery("MATCH (n) RETURN count(n) AS nodes")).records[0]?.get("nodes"),
  ).toBe(before.records[0]?.get("nodes"));
});

test("what the database says stays in the log", async () => {
  // An Int that the graph holds as text: the library's error names the property and its value.
  await graph.driver.executeQuery("CREATE (:Run {id: 'broken', phase: 'ok', errorCount: 'canary-7f3a'})");
  try {
    const answer = await ask(api.url, "{ runs { errorCount } }");
    expect(answer.errors?.[0]?.extensions?.code).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(answer)).not.toMatch(/canary|at .*\.js|MATCH|node_modules/);
  } finally {
    await graph.driver.executeQuery("MATCH (r:Run {id: 'broken'}) DELETE r");
  }
});

test("no Cypher is put together from text", () => {
  const folder = new URL("../../apps/api/src/", import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /^(?!archive\/).*(?<!\.test)\.ts$/.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
  expect(sources.length).toBeGreaterThan(100);
  const built = /\.(?:run|executeQuery)\(\s*(?:`[^`]*\$\{|["'][^"']*["']\s*\+)/;
  expect(sources.filter(([, text]) => built.test(text)).map(([name]) => name)).toEqual([]);
});
