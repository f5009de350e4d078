import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiConfig, backUp, restore, startApi } from "@deepsec/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { allCount, count, graphCounts } from "../support/graph-counts.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const LINES = 600;
const SHAPE = `
CALL () { MATCH (n) WHERE NOT n:SchemaVersion AND NOT n:SchemaLock RETURN labels(n)[0] AS of, count(*) AS n, sum(size(keys(n))) AS keys
  UNION MATCH ()-[r]->() RETURN type(r) AS of, count(*) AS n, sum(size(keys(r))) AS keys }
RETURN of, n, keys ORDER BY of`;
const TYPES = `
CALL () { MATCH (n) WHERE NOT n:SchemaVersion AND NOT n:SchemaLock UNWIND keys(n) AS key RETURN labels(n)[0] AS of, key, valueType(n[key]) AS type
  UNION MATCH ()-[r]->() UNWIND keys(r) AS key RETURN type(r) AS of, key, valueType(r[key]) AS type }
RETURN DISTINCT of + '.' + key + ' ' + type AS property ORDER BY property`;
const ARCHIVED = "{ lines(first: 1000) { total archived lines { id text sourceId number } } }";

let graph: TestNeo4j;
let folder: string;
let logs: LogFolder;

beforeAll(async () => {
  graph = await startTestNeo4j();
  await emptyGraph(graph);
  logs = await LogFolder.create();
  folder = await mkdtemp(join(tmpdir(), "deepsec-backup-"));
  await logs.append("a.log", logLines(LINES));
});
afterAll(async () => {
  await emptyGraph(graph);
  await rm(folder, { recursive: true, force: true });
  await logs.remove();
  await graph.stop();
});

const rows = async (text: string): Promise<unknown[]> =>
  (await graph.driver.executeQuery(text, {}, { database: "neo4j" })).records.map((record) =>
    record.toObject(),
  );

function settings(place: string): ApiConfig {
  return testConfig(graph, {
    localSources: [logs.file("*.log")],
    archive: { folder: join(folder, place, "archive"), limits: { keepDays: 36_500, bytesMax: 1e9 } },
    redaction: { keyFile: join(folder, place, "redaction.key"), bySource: new Map() },
  });
}

test("what is restored is what was backed up: counts, types, lines, and what comes after", async () => {
  const before = await startApi(settings("one"));
  for (let cycle = 1; cycle <= 2; cycle++) await askData(before.url, "mutation { collectNow { runId } }");
  const archived = await askData(before.url, ARCHIVED);
  const [shape, types] = [await rows(SHAPE), await rows(TYPES)];
  // While it runs.
  const copy = join(folder, "copy");
  const described = await backUp(settings("one"), copy, new Date("2026-11-25T12:00:00Z"));
  expect(described.cycle).toBe(2);
  await before.stop();

  await expect(restore(settings("two"), copy)).rejects.toMatchObject({ code: "GRAPH_NOT_EMPTY" });
  await emptyGraph(graph);
  await restore(settings("two"), copy);
  expect(await graphCounts(graph)).toEqual(allCount(LINES));
  expect(await rows(SHAPE)).toEqual(shape);
  expect(await rows(TYPES)).toEqual(types);
  expect(await readFile(join(folder, "two/redaction.key"))).toEqual(
    await readFile(join(folder, "one/redaction.key")),
  );

  const after = await startApi(settings("two"));
  try {
    expect(await askData(after.url, ARCHIVED)).toEqual(archived);
    await logs.append("a.log", logLines(30, LINES));
    for (let cycle = 1; cycle <= 2; cycle++) await askData(after.url, "mutation { collectNow { runId } }");
    expect(await graphCounts(graph)).toEqual(allCount(LINES + 30));
  } finally {
    await after.stop();
  }
});

test("a backup that is not whole, and a folder that is in use, are refused", async () => {
  const damaged = join(folder, "copy");
  await expect(backUp(settings("one"), damaged, new Date())).rejects.toMatchObject({
    code: "BACKUP_UNUSABLE",
  });
  await emptyGraph(graph);
  const graphFile = join(damaged, "graph.jsonl.gz");
  const whole = await readFile(graphFile);
  await writeFile(graphFile, whole.subarray(0, whole.length / 2));
  await expect(restore(settings("three"), damaged)).rejects.toThrow(/unexpected end/);
  // What that left is no lines of its own, and another try may begin.
  await writeFile(graphFile, whole);
  await rm(join(folder, "three"), { recursive: true });
  await restore(settings("three"), damaged);
  expect(await graphCounts(graph)).toEqual(allCount(LINES));
  expect(await count(graph, "MATCH (n:Restored) RETURN count(n) AS n")).toBe(0);
  await expect(restore(settings("four"), join(folder, "nowhere"))).rejects.toMatchObject({
    code: "BACKUP_UNUSABLE",
  });
});
