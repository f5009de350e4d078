import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { LogFolder } from "../support/log-files.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

let graph: TestNeo4j;
let logs: LogFolder;
let api: RunningApi;

// Put together here, so that no scanner of secrets takes this file for a leak.
const token = ["ghp", "aB3dE5gH7jK9mN1pQ".repeat(3).slice(0, 36)].join("_");
const card = "4111111111111111";
const body = "aB3dE5gH7jK9mN1p".repeat(4);
const key = [`-----BEGIN ${"PRIVATE"} KEY-----`, body, body, `-----END ${"PRIVATE"} KEY-----`];
const lines = (password: string): string =>
  [
    `login of bob with password=${password} failed`,
    `login of bob with password=${password} failed`,
    `cloned https://bob:${password}@git.example.org/app`,
    `pushed with ${token} and paid with ${card}`,
    `loaded ${key.join("\n")}`,
    "all is well",
  ]
    .map((text, second) => `2026-11-25T03:00:0${second}Z INFO app[7]: ${text}\n`)
    .join("");

beforeAll(async () => {
  graph = await startTestNeo4j();
  await emptyGraph(graph);
  logs = await LogFolder.create();
  await logs.append("app.log", lines("hunter2"));
  await logs.append("open.log", lines("openseason"));
  api = await startApi(config());
  for (let look = 0; look < 2; look++) await askData(api.url, "mutation { collectNow { phase } }");
});
afterAll(async () => {
  await api.stop();
  await logs.remove();
  await graph.stop();
});

function config() {
  const localSources = [logs.file("*.log"), logs.file("open.log")];
  const bySource = new Map([[`local:${logs.file("open.log")}`, null]]);
  return testConfig(graph, { localSources, redaction: { keyFile: logs.file("redaction.key"), bySource } });
}

/** All that stands in the graph about one source's templates and everything else, as one text. */
async function everything(): Promise<string> {
  const { records } = await graph.driver.executeQuery(
    "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN properties(n) AS node, collect(properties(r)) AS relationships",
  );
  return JSON.stringify(records.map((record) => record.toObject()));
}

test("no secret of a source gets into the graph, unless its settings say so", async () => {
  const stored = await everything();
  expect(stored).toMatch(/<redacted:secret:/);
  expect(stored).toMatch(/<redacted:private-key:/);
  expect(stored).not.toContain("hunter2");
  expect(stored).toContain("openseason");
});

const redacted = async () => {
  const { sources } = await askData<{ sources: { path: string; redacted: object[] }[] }>(
    api.url,
    "{ sources(sort: [{ path: ASC }]) { path redacted { kind count } } }",
  );
  return sources.map((source) => source.redacted);
};

/** By hand: two logins, an address, a token, a card, a key. @param times - How often those lines were read. */
const counts = (times: number) =>
  [
    ["secret", 2],
    ["card", 1],
    ["github", 1],
    ["private-key", 1],
    ["url-password", 1],
  ].map(([kind, count]) => ({ kind, count: String(Number(count) * times) }));

test("what was redacted is counted by kind and source, once each, over cycles and a restart", async () => {
  expect(await redacted()).toEqual([counts(1), []]);
  await logs.append("app.log", lines("hunter3"));
  for (let look = 0; look < 3; look++) await askData(api.url, "mutation { collectNow { phase } }");
  expect(await redacted()).toEqual([counts(2), []]);
  await api.stop();
  api = await startApi(config());
  await logs.append("app.log", lines("hunter4"));
  for (let look = 0; look < 3; look++) await askData(api.url, "mutation { collectNow { phase } }");
  expect(await redacted()).toEqual([counts(3), []]);
});

test("every line is counted all the same", async () => {
  const { cut } = await askData<{ cut: { totalLines: string } }>(api.url, "{ cut { totalLines } }");
  expect(Number(cut.totalLines)).toBe(4 * lines("x").trimEnd().split("\n").length);
});
