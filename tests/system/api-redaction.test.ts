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
  const config = testConfig(graph, { localSources: [logs.file("*.log"), logs.file("open.log")] });
  const bySource = new Map([[`local:${logs.file("open.log")}`, null]]);
  const keyFile = logs.file("redaction.key");
  api = await startApi({ ...config, redaction: { keyFile, bySource } });
  for (let look = 0; look < 2; look++) await askData(api.url, "mutation { collectNow { phase } }");
});
afterAll(async () => {
  await api.stop();
  await logs.remove();
  await graph.stop();
});

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

test("every line is counted all the same", async () => {
  const { cut } = await askData<{ cut: { totalLines: string } }>(api.url, "{ cut { totalLines } }");
  expect(Number(cut.totalLines)).toBe(2 * lines("x").trimEnd().split("\n").length);
});
