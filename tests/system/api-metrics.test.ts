import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

let graph: TestNeo4j;
let logs: LogFolder;
let api: RunningApi;

beforeAll(async () => {
  graph = await startTestNeo4j();
  await emptyGraph(graph);
  logs = await LogFolder.create();
  await logs.append("a.log", logLines(250));
  api = await startApi(testConfig(graph, { localSources: [logs.file("*.log"), logs.file("none.log")] }));
  // The second takes the last event, which waited for lines of its own.
  for (let cycle = 1; cycle <= 2; cycle++) await askData(api.url, "mutation { collectNow { runId } }");
});
afterAll(async () => {
  await api.stop();
  await logs.remove();
  await graph.stop();
});

async function metrics(): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`${api.url}/metrics`);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const rows = (await response.text()).split("\n").filter((row) => row !== "" && !row.startsWith("#"));
  return new Map(
    rows.map((row) => [row.slice(0, row.lastIndexOf(" ")), Number(row.slice(row.lastIndexOf(" ") + 1))]),
  );
}

test("metrics say what was read, what waits and what failed", async () => {
  const found = await metrics();
  const source = `{host="local",path="${logs.file("a.log")}"}`;
  expect({
    lines: found.get("deepsec_lines_total"),
    cycle: found.get("deepsec_ledger_cycle"),
    cycles: found.get('deepsec_cycles_total{phase="partial"}'),
    saves: found.get('deepsec_cycle_step_seconds_count{step="save"}'),
    lag: found.get(`deepsec_source_lag_bytes${source}`),
    up: found.get(`deepsec_source_up${source}`),
    missing: found.get(`deepsec_source_up{host="local",path="${logs.file("none.log")}"}`),
    neo4j: found.get("deepsec_neo4j_up"),
    high: found.get('deepsec_findings_open{severity="HIGH"}'),
    answered: found.get('deepsec_http_request_seconds_count{status="200"}'),
  }).toEqual({
    lines: 250,
    cycle: 2,
    cycles: 2,
    saves: 2,
    lag: 0,
    up: 1,
    missing: 0,
    neo4j: 1,
    high: 0,
    answered: 2,
  });
  expect((await metrics()).get("deepsec_lines_total")).toBe(250);
});
