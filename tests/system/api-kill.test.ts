import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ApiProcess, neo4jEnvironment } from "../support/api-process.ts";
import { ask } from "../support/api-client.ts";
import { allCount, graphCounts } from "../support/graph-counts.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { emptyGraph, freePort, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const KILLS = 12;
let graph: TestNeo4j;
let logs: LogFolder;
let api: ApiProcess | null = null;

beforeAll(async () => {
  graph = await startTestNeo4j();
});
afterAll(() => graph.stop());
beforeEach(async () => {
  await emptyGraph(graph);
  logs = await LogFolder.create();
});
afterEach(async () => {
  await api?.signal("SIGKILL");
  await logs.remove();
});

test(
  "an API that is killed again and again in the middle of its cycles counts each line once",
  { timeout: 300_000 },
  async () => {
    const port = await freePort();
    const config = join(logs.path, "deepsec.yaml");
    await writeFile(
      config,
      `schedule: "* * * * * *"\nlocal:\n  sources: [${JSON.stringify(logs.file("*.log"))}]\n`,
    );
    const environment = {
      ...neo4jEnvironment(graph),
      DEEPSEC_CONFIG: config,
      DEEPSEC_API_PORT: String(port),
    };
    await logs.append("a.log", logLines(20_000));
    let storedInBetween = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      api = new ApiProcess(environment);
      await api.says("API started");
      await logs.append("b.log", logLines(500, kill * 10_000));
      // From the first moments of a cycle to well after it was stored, over the rounds.
      await new Promise((resolve) => setTimeout(resolve, 300 + kill * 250));
      // On a busy machine that is never: one of them waits for it.
      if (kill === KILLS - 1) await api.says("cycle stored");
      const { stderr } = await api.signal("SIGKILL");
      if (stderr.includes("cycle stored")) storedInBetween++;
      await logs.append("a.log", logLines(300, 50_000 + kill * 10_000));
    }
    expect(storedInBetween).toBeGreaterThan(0);

    api = new ApiProcess(environment);
    await api.says("API started");
    const url = `http://127.0.0.1:${port}`;
    const lines = await logs.lineCount("a.log", "b.log");
    // The last event of each file waits for its 5 seconds.
    const until = performance.now() + 60_000;
    while ((await graphCounts(graph)).ledger < lines && performance.now() < until) {
      await ask(url, "mutation { collectNow { phase } }");
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    expect(await graphCounts(graph)).toEqual(allCount(lines));
    expect(lines).toBe(20_000 + KILLS * 800);

    const { code, stderr } = await api.signal("SIGTERM");
    expect(code).toBe(0);
    expect(stderr).toContain("API stopped");
    api = null;
  },
);
