import { mkdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { targetOf } from "../support/collecting.ts";
import { allCount, count, graphCounts } from "../support/graph-counts.ts";
import { TestJournal, type TestEntry } from "../support/journal.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

let graph: TestNeo4j;
let logs: LogFolder;
const apis: RunningApi[] = [];
const hosts: Sshd[] = [];

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
  await Promise.all(hosts.splice(0).map((host) => host.stop()));
  await logs.remove();
});

async function start(overrides: Parameters<typeof testConfig>[1]): Promise<RunningApi> {
  const api = await startApi(testConfig(graph, overrides));
  apis.push(api);
  return api;
}

function collect(api: RunningApi): Promise<unknown> {
  return askData(api.url, "mutation { collectNow { phase } }");
}

interface GapAnswer {
  readonly gaps: readonly {
    readonly kind: string;
    readonly path: string;
    readonly offsetBytes: string;
    readonly missingBytes: string | null;
    readonly lastReadAt: string;
    readonly detectedAt: string;
    readonly source: readonly { readonly id: string; readonly partialLineCount: string }[];
  }[];
}

const GAPS =
  "{ gaps { kind path offsetBytes missingBytes lastReadAt detectedAt source { id partialLineCount } } }";

function logins(count_: number, from = 0): TestEntry[] {
  return Array.from({ length: count_ }, (_, index) => ({
    second: from + index,
    message: `Accepted publickey for alice from 10.0.0.${index % 200} port ${from + index} ssh2`,
  }));
}

test("a log that was wiped is a gap of its source, with place and times, and the lines after it count", async () => {
  await logs.append("a.log", logLines(100));
  const api = await start({ localSources: [logs.file("a.log")] });
  await collect(api);
  await collect(api);
  expect((await askData<GapAnswer>(api.url, GAPS)).gaps).toEqual([]);
  const offsetBytes = Buffer.byteLength(logLines(100));
  truncateSync(logs.file("a.log"));
  await logs.append("a.log", logLines(3, 5_000));
  await collect(api);
  await collect(api);
  const { gaps } = await askData<GapAnswer>(api.url, GAPS);
  expect(gaps).toEqual([
    {
      kind: "SHRANK",
      path: logs.file("a.log"),
      offsetBytes: String(offsetBytes),
      missingBytes: "0",
      lastReadAt: expect.any(String),
      detectedAt: expect.any(String),
      source: [{ id: `local:${logs.file("a.log")}`, partialLineCount: "0" }],
    },
  ]);
  expect(Date.parse(gaps[0]?.lastReadAt ?? "")).toBeLessThan(Date.parse(gaps[0]?.detectedAt ?? ""));
  expect(await graphCounts(graph)).toEqual(allCount(103));
});

test("a journal is counted once by two APIs at a time, and entries that are gone are a gap", async () => {
  const directory = logs.file("journal");
  mkdirSync(directory);
  const journal = new TestJournal(directory);
  journal.append(logins(500), "old.journal");
  const settings = {
    localSources: ["journald"],
    localJournal: { directory, units: [], sinceDays: 3_650 },
  };
  const both = [await start(settings), await start(settings)];
  for (let round = 1; round <= 3; round += 1) {
    await Promise.all(both.map(collect));
    journal.append(logins(50, round * 1_000), "old.journal");
  }
  await Promise.all(both.map(collect));
  const [api] = both;
  if (api === undefined) throw new Error("no API");
  await collect(api);
  expect(await graphCounts(graph)).toEqual(allCount(650));
  journal.append(logins(7, 10_000));
  journal.remove("old.journal");
  await collect(api);
  expect(await graphCounts(graph)).toEqual(allCount(657));
  const { gaps } = await askData<GapAnswer>(api.url, GAPS);
  expect(gaps).toMatchObject([{ kind: "CURSOR_LOST", path: "journald", missingBytes: null }]);
  const values = await askData<{ templates: unknown }>(
    api.url,
    "{ templates: logTemplates { text level programs } }",
  );
  expect(values).toEqual({
    templates: [
      { text: expect.stringContaining("Accepted publickey for"), level: "info", programs: ["sshd"] },
    ],
  });
});

test("a host's journal and files are read over one connection, by its own clock", async () => {
  // A year and a bit ahead: "Mar 1" is one of next year there.
  const ahead = 'ForceCommand exec faketime -f +400d /bin/sh -c "$SSH_ORIGINAL_COMMAND"';
  const sshd = await startSshd({
    files: { "auth.log": "Mar  1 10:00:00 web1 sshd[1]: Connection closed by 10.0.0.1\n" },
    runsCommands: true,
    config: [ahead],
  });
  hosts.push(sshd);
  const directory = join(sshd.logDirectory, "journal");
  mkdirSync(directory);
  new TestJournal(directory).append(logins(20));
  const api = await start({
    hosts: [
      {
        target: targetOf(sshd, { transport: "script", folders: [sshd.logDirectory] }),
        sources: [join(sshd.logDirectory, "*.log"), "journald"],
        journal: { directory, units: [], sinceDays: 3_650 },
      },
    ],
  });
  await collect(api);
  await collect(api);
  expect(await graphCounts(graph)).toEqual(allCount(21));
  const { hosts: answered } = await askData<{ hosts: Record<string, string>[] }>(
    api.url,
    "{ hosts { name phase clockSkewMs warningCode warningFix } }",
  );
  expect(answered).toMatchObject([
    { name: "web1", phase: "ok", warningCode: "CLOCK_SKEW", warningFix: expect.stringContaining("set-ntp") },
  ]);
  expect(Math.abs(Number(answered[0]?.["clockSkewMs"]) - 400 * 86_400_000)).toBeLessThan(60_000);
  const year = new Date(Date.now() + 400 * 86_400_000);
  const expected = year.getUTCMonth() >= 2 ? year.getUTCFullYear() : year.getUTCFullYear() - 1;
  const marchYear = "MATCH ()-[o:OCCURRED]->() WHERE o.hour.month = 3 RETURN max(o.hour.year) AS n";
  expect(await count(graph, marchYear)).toBe(expected);
});
