import { readFileSync } from "node:fs";
import type { RunningApi } from "@deepsec/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, askData } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { graphCounts } from "../support/graph-counts.ts";
import { LogFolder } from "../support/log-files.ts";
import { startSettingsApi } from "../support/settings-api.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const SETTINGS = `# ours
schedule: "0 0 1 1 *" # once a year
local:
  sources: [auth.log, open.log, mail.log]
  redact: { open.log: false, mail.log: { email: true } }
archive:
  keepDays: 90 # a quarter
notify:
  targets:
    - name: ops # who is on call
      kind: webhook
      url: http://127.0.0.1:1/
      secret: env:OPS_SECRET
      allowHttp: true
      allowPrivateAddresses: true
`;

let graph: TestNeo4j;
let folder: LogFolder;
let api: RunningApi;
let settingsFile: string;

beforeAll(async () => {
  graph = await startTestNeo4j();
  await emptyGraph(graph);
  folder = await LogFolder.create();
  for (const name of ["auth.log", "open.log", "mail.log"]) await folder.append(name, "");
  const environment = { OPS_SECRET: "canary-51e2" };
  ({ api, settingsFile } = await startSettingsApi(graph, folder, SETTINGS, environment));
});
afterAll(async () => {
  await api.stop();
  await folder.remove();
  await graph.stop();
});

const yaml = () => readFileSync(settingsFile, "utf8");
const VIEW = `{
  file schedule nextCollectionAt timeZone archive { folder keepDays keepGigabytes } keepDendrograms rulePaths
  hosts { name address port user isPaused sources { path isFollowed redacts redactsEmail } }
}`;

/** @param call - A mutation that answers with the settings. */
async function set(call: string): Promise<Record<string, unknown>> {
  const answer = await askData<Record<string, Record<string, unknown>>>(
    api.url,
    `mutation { ${call} ${VIEW} }`,
  );
  return Object.values(answer)[0] ?? {};
}

async function codeOf(call: string): Promise<string | undefined> {
  return (await ask(api.url, `mutation { ${call} ${VIEW} }`)).errors?.[0]?.extensions?.code;
}

/** Eight failures and a login: one HIGH finding. */
function breakIn(address: string): string {
  const line = (second: number, what: string): string =>
    `2026-10-01T09:00:0${second}Z web1 sshd[77]: ${what} password for root from ${address} port 4711 ssh2\n`;
  return [0, 1, 2, 3, 4, 5, 6, 7].map((second) => line(second, "Failed")).join("") + line(8, "Accepted");
}

async function collect(): Promise<void> {
  for (let look = 0; look < 2; look++) await askData(api.url, "mutation { collectNow { phase } }");
}

interface Target {
  readonly enabled: boolean;
  readonly waiting: number;
  readonly dead: number;
}

async function target(): Promise<Target> {
  const { notificationTargets } = await askData<{ notificationTargets: [Target] }>(
    api.url,
    "{ notificationTargets { enabled waiting dead } }",
  );
  return notificationTargets[0];
}

test("the settings show what the API runs with, and no secret", async () => {
  const { settings } = await askData<{ settings: object }>(api.url, `{ settings ${VIEW} }`);
  const path = (name: string) => folder.file(name);
  expect(settings).toEqual({
    file: settingsFile,
    schedule: "0 0 1 1 *",
    nextCollectionAt: `${new Date().getUTCFullYear() + 1}-01-01T00:00:00.000Z`,
    timeZone: "UTC",
    archive: { folder: folder.file("data/archive"), keepDays: 90, keepGigabytes: 50 },
    keepDendrograms: 30,
    rulePaths: [],
    hosts: [
      {
        name: "local",
        address: "127.0.0.1",
        port: null,
        user: null,
        isPaused: false,
        sources: [
          { path: path("auth.log"), isFollowed: false, redacts: true, redactsEmail: false },
          { path: path("open.log"), isFollowed: false, redacts: false, redactsEmail: false },
          { path: path("mail.log"), isFollowed: false, redacts: true, redactsEmail: true },
        ],
      },
    ],
  });
  expect(JSON.stringify(settings)).not.toContain("canary");
});

test("what the archive keeps is changed in the file and at once, each limit by itself, within what settings allow", async () => {
  const set30 = await set("setArchiveRetention(keepDays: 30)");
  expect(set30["archive"]).toMatchObject({ keepDays: 30, keepGigabytes: 50 });
  expect(yaml()).toBe(SETTINGS.replace("keepDays: 90", "keepDays: 30"));
  await set("setArchiveRetention(keepDays: 90, keepGigabytes: 0.5)");
  expect(yaml()).toBe(SETTINGS.replace("# a quarter\n", "# a quarter\n  keepGigabytes: 0.5\n"));
  const before = yaml();
  for (const wrong of [
    "keepDays: 0",
    "keepGigabytes: -1",
    "keepDays: 40000",
    "keepGigabytes: 2e9",
    "keepDays: null",
  ])
    expect(await codeOf(`setArchiveRetention(${wrong})`)).toBe("BAD_INPUT");
  expect(yaml()).toBe(before);
});

test("a target that is switched off is told of nothing, and one that is on again of what comes then", async () => {
  const changes = fetch(`${api.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query: "subscription { changes { kind } }" }),
  });
  const reader = (await changes).body?.pipeThrough(new TextDecoderStream()).getReader();
  await set('setNotificationTarget(target: "ops", enabled: false)');
  expect(yaml()).toContain("      allowPrivateAddresses: true\n      enabled: false\n");
  let told = "";
  while (!told.includes('"kind":"settings"')) told += (await reader?.read())?.value ?? "";
  await reader?.cancel();

  await folder.append("auth.log", breakIn("203.0.113.9"));
  await collect();
  const { findings } = await askData<{ findings: { severity: string }[] }>(
    api.url,
    "{ findings { severity } }",
  );
  expect(findings.map(({ severity }) => severity)).toContain("HIGH");
  expect(await target()).toEqual({ enabled: false, waiting: 0, dead: 0 });
  await set('setNotificationTarget(target: "ops", enabled: true)');
  expect(yaml()).not.toContain("enabled");
  await folder.append("auth.log", breakIn("203.0.113.77"));
  await collect();
  const { waiting, dead } = await target();
  expect(waiting + dead).toBeGreaterThan(0);
  expect(await codeOf('setNotificationTarget(target: "nobody", enabled: true)')).toBe("TARGET_UNKNOWN");
});

test("a schedule holds from when it is set, and one that is none is not written", async () => {
  const before = yaml();
  for (const wrong of ["every day", "99 * * * *", "* * * * * * *", ""])
    expect(await codeOf(`setSchedule(schedule: ${JSON.stringify(wrong)})`)).toBe("BAD_INPUT");
  expect(yaml()).toBe(before);
  const { ledger } = await graphCounts(graph);
  const { schedule, nextCollectionAt } = await set('setSchedule(schedule: "* * * * * *")');
  expect(schedule).toBe("* * * * * *");
  expect(Date.parse(String(nextCollectionAt)) - Date.now()).toBeLessThan(5000);
  expect(yaml()).toBe(before.replace('"0 0 1 1 *" #', '"* * * * * *" #'));
  await folder.append("open.log", "2026-10-01T09:00:00Z INFO x - one\n");
  const isCounted = async () => ((await graphCounts(graph)).ledger === ledger + 1 ? true : null);
  await eventually("it is collected by itself", isCounted, { timeoutMs: 60_000 });
});
