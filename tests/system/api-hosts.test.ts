import { readFileSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig, type RunningApi } from "@deepsec/api";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ask, askData } from "../support/api-client.ts";
import { neo4jEnvironment } from "../support/api-process.ts";
import { eventually } from "../support/eventually.ts";
import { allCount, graphCounts } from "../support/graph-counts.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { startSettingsApi } from "../support/settings-api.ts";
import { makeKey, startSshd, type Sshd } from "../support/sshd.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const SETTINGS = `# ours
schedule: "0 0 1 1 *" # by hand
hosts: [] # none yet
`;

let graph: TestNeo4j;
let sshd: Sshd;
let folder: LogFolder;
let api: RunningApi;
let settingsFile: string;

beforeAll(async () => {
  graph = await startTestNeo4j();
  sshd = await startSshd({ files: { "app.log": logLines(50), syslog: logLines(20) } });
});
afterAll(async () => {
  await sshd.stop();
  await graph.stop();
});
beforeEach(async () => {
  await emptyGraph(graph);
  folder = await LogFolder.create();
  writeFileSync(join(sshd.logDirectory, "app.log"), logLines(50));
  writeFileSync(join(sshd.logDirectory, "syslog"), logLines(20));
  ({ api, settingsFile } = await startSettingsApi(graph, folder, SETTINGS));
});
afterEach(async () => {
  await api.stop();
  await folder.remove();
});

/** JSON as a GraphQL value. */
function value(json: unknown): string {
  return JSON.stringify(json).replaceAll(/"(\w+)":/gu, "$1:");
}

const login = (more: object = {}) => {
  const { port, user, identityFile } = sshd;
  return value({ name: "web1", address: "127.0.0.1", port, user, identityFile, ...more });
};
const paths = () => ["app.log", "syslog"].map((name) => join(sshd.logDirectory, name));

interface Checked {
  readonly name: string;
  readonly unknownKey: { readonly type: string; readonly sha256: string; readonly command: string } | null;
  readonly isUsable: boolean;
  readonly sources: string[];
  readonly transport: string | null;
  readonly checks: { readonly subject: string; readonly state: string; readonly fixes: string[] }[];
}

const CHECKED =
  "{ name unknownKey { type sha256 command } isUsable sources transport checks { subject state fact fixes } }";

async function check(more: string, host = login()): Promise<Checked> {
  const query = `mutation { checkHost(host: ${host}, logFolder: ${value(sshd.logDirectory)}${more}) ${CHECKED} }`;
  return (await askData<{ checkHost: Checked }>(api.url, query)).checkHost;
}

const key = () => `, acceptedKey: ${value(sshd.hostKeySha256)}`;

async function add(more = key(), host = login()) {
  const query = `mutation { addHost(host: ${host}, sources: ${value(paths())}${more}) ${CHECKED} }`;
  return ask(api.url, query);
}

/** Twice: the first look shows the last event, the second one finds that nothing came after it. */
async function collect(hosts = ""): Promise<void> {
  for (let look = 0; look < 2; look++) await askData(api.url, `mutation { collectNow${hosts} { phase } }`);
}

async function phases(): Promise<Record<string, string>> {
  const { hosts } = await askData<{ hosts: { name: string; phase: string }[] }>(
    api.url,
    "{ hosts { name phase } }",
  );
  return Object.fromEntries(hosts.map(({ name, phase }) => [name, phase]));
}

test("a host is added as on the command line: the key is shown, accepted and pinned, the logs are proposed, and it is read without a restart", async () => {
  const first = await check("");
  expect(first).toMatchObject({
    name: "web1",
    isUsable: false,
    unknownKey: {
      type: "ssh-ed25519",
      sha256: sshd.hostKeySha256,
      command: "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub",
    },
  });
  expect(first.checks.map(({ subject, state }) => `${subject} ${state}`)).toEqual([
    "reachable green",
    "host key red",
  ]);

  const second = await check(key());
  expect(second).toMatchObject({
    isUsable: true,
    unknownKey: null,
    transport: "sftp",
    sources: paths().toReversed(),
  });
  expect(second.checks.slice(0, 4).map(({ subject, state }) => `${subject} ${state}`)).toEqual([
    "reachable green",
    "host key green",
    "login green",
    "files green",
  ]);
  expect(readFileSync(settingsFile, "utf8")).toBe(SETTINGS);

  expect((await add()).errors).toBeUndefined();
  expect(readFileSync(settingsFile, "utf8")).toBe(`# ours
schedule: "0 0 1 1 *" # by hand
hosts:
  # none yet
  - name: web1
    address: 127.0.0.1
    port: ${sshd.port}
    user: ${sshd.user}
    identityFile: ${sshd.identityFile}
    hostKeySha256: ${sshd.hostKeySha256}
    sources:
      - ${paths()[0]}
      - ${paths()[1]}
`);
  await collect();
  expect(await graphCounts(graph)).toEqual(allCount(70));
  expect(await phases()).toEqual({ web1: "ok" });
  const { testHost } = await askData<{ testHost: Checked }>(
    api.url,
    `mutation { testHost(name: "web1") ${CHECKED} }`,
  );
  expect(testHost.checks.filter(({ state }) => state === "red")).toEqual([]);
  expect(testHost.sources).toEqual(paths());
});

test("a host is not saved without its key, with another one's, or without a login, and the line that lets it in is said", async () => {
  const identityFile = folder.file("other");
  makeKey(identityFile);
  const other = await check(key(), login({ identityFile }));
  const red = other.checks.find(({ state }) => state === "red");
  expect(red?.subject).toBe("login");
  expect(red?.fixes.join("\n")).toContain('restrict,command="internal-sftp -R"');
  const wrong = `, acceptedKey: "SHA256:${"A".repeat(43)}"`;
  for (const refused of [await add(""), await add(wrong), await add(key(), login({ identityFile }))]) {
    expect(refused.errors?.[0]?.extensions?.code).toBe("HOST_UNUSABLE");
  }
  expect(readFileSync(settingsFile, "utf8")).toBe(SETTINGS);
  expect(await phases()).toEqual({});
});

test("names, addresses, keys and paths that cannot be are refused, and nothing is run or written", async () => {
  const bad: [string, object, string][] = [
    ["address", { address: "-oProxyCommand=touch /tmp/x" }, key()],
    ["address", { address: "web1; id" }, key()],
    ["name", { name: "../web1" }, key()],
    ["name", { name: "local" }, key()],
    ["user", { user: "root\nroot" }, key()],
    ["proxyJump", { proxyJump: "-oProxyCommand=id" }, key()],
    ["identityFile", { identityFile: "/tmp/a\u0000b" }, key()],
    ["port", { port: 70_000 }, key()],
    ["transport", { transport: "ftp" }, key()],
    ["hostKeySha256", {}, ', acceptedKey: "SHA256:x\\n  - name: other"'],
  ];
  for (const [field, more, accepted] of bad) {
    const { errors } = await add(accepted, login(more));
    expect(`${errors?.[0]?.extensions?.code} ${errors?.[0]?.message}`).toContain(`BAD_INPUT ${field}`);
  }
  for (const sources of [["relative.log"], ["/var/log/a\nb"], [], [`/${"a".repeat(5000)}`]]) {
    const { errors } = await ask(
      api.url,
      `mutation { addHost(host: ${login()}, sources: ${value(sources)}${key()}) { name } }`,
    );
    expect(errors?.[0]?.message).toContain("sources");
  }
  const folderAnswer = await ask(
    api.url,
    `mutation { checkHost(host: ${login()}, logFolder: "log") { name } }`,
  );
  expect(folderAnswer.errors?.[0]?.message).toContain("logFolder");
  expect(readFileSync(settingsFile, "utf8")).toBe(SETTINGS);
});

test("a paused host is not read until it is resumed, a removed one keeps what was counted, and one that comes again goes on", async () => {
  await add();
  await collect();
  expect(await askData(api.url, 'mutation { pauseHost(name: "web1") }')).toEqual({ pauseHost: "web1" });
  expect(await phases()).toEqual({ web1: "paused" });
  expect(readFileSync(settingsFile, "utf8")).toContain("    paused: true\n");
  await appendFile(join(sshd.logDirectory, "app.log"), logLines(10, 5000));
  await collect();
  expect(await graphCounts(graph)).toEqual(allCount(70));
  const refused = await ask(api.url, 'mutation { collectNow(hosts: ["web1"]) { phase } }');
  expect(refused.errors?.[0]?.extensions?.code).toBe("BAD_INPUT");

  await askData(api.url, 'mutation { resumeHost(name: "web1") }');
  expect(readFileSync(settingsFile, "utf8")).not.toContain("paused");
  await collect();
  expect(await graphCounts(graph)).toEqual(allCount(80));
  expect(await phases()).toEqual({ web1: "ok" });

  await askData(api.url, 'mutation { removeHost(name: "web1") }');
  expect(readFileSync(settingsFile, "utf8")).toBe(
    '# ours\nschedule: "0 0 1 1 *" # by hand\nhosts:\n  # none yet\n  []\n',
  );
  expect(await phases()).toEqual({ web1: "removed" });
  const again = await ask(api.url, 'mutation { removeHost(name: "web1") }');
  expect(again.errors?.[0]?.extensions).toMatchObject({ code: "HOST_UNKNOWN", fix: expect.any(String) });
  await appendFile(join(sshd.logDirectory, "app.log"), logLines(5, 7000));
  await collect();
  expect(await graphCounts(graph)).toEqual(allCount(80));
  await add();
  expect((await add()).errors?.[0]?.extensions?.code).toBe("HOST_KNOWN");
  await collect();
  expect(await graphCounts(graph)).toEqual(allCount(85));
});

test("a host that is added to be followed is read as its lines come, until it is paused", async () => {
  await add(`${key()}, follow: true`);
  await eventually("it is read", async () => ((await graphCounts(graph)).ledger === 70 ? true : null), {
    timeoutMs: 60_000,
  });
  await appendFile(join(sshd.logDirectory, "app.log"), logLines(10, 5000));
  await eventually("it is followed", async () => ((await graphCounts(graph)).ledger === 80 ? true : null), {
    timeoutMs: 60_000,
  });
  await askData(api.url, 'mutation { pauseHost(name: "web1") }');
  await appendFile(join(sshd.logDirectory, "app.log"), logLines(10, 6000));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect((await graphCounts(graph)).ledger).toBe(80);
  const { sources } = await askData<{ sources: { following: boolean }[] }>(
    api.url,
    "{ sources { following } }",
  );
  expect(sources.map(({ following }) => following)).toEqual([false, false]);
});

test("collectNow reads the hosts it is asked for, and no others", async () => {
  await add();
  await add(key(), login({ name: "web2" }));
  await collect();
  expect(await graphCounts(graph)).toEqual(allCount(140));
  await appendFile(join(sshd.logDirectory, "app.log"), logLines(5, 7000));
  await collect('(hosts: ["web2"])');
  expect(await graphCounts(graph)).toEqual(allCount(145));
  await collect();
  expect(await graphCounts(graph)).toEqual(allCount(150));
});

test("what a person writes into the file by hand stays, is taken up with the next change, and is refused when it is wrong", async () => {
  await add();
  writeFileSync(settingsFile, readFileSync(settingsFile, "utf8").replace("# by hand", "# every year"));
  await askData(api.url, 'mutation { pauseHost(name: "web1") }');
  expect(readFileSync(settingsFile, "utf8")).toContain('schedule: "0 0 1 1 *" # every year');
  const wrong = readFileSync(settingsFile, "utf8").replace("hosts:", "hosst: []\nhosts:");
  writeFileSync(settingsFile, wrong);
  const { errors } = await ask(api.url, 'mutation { resumeHost(name: "web1") }');
  expect(errors?.[0]?.message).toContain("hosst");
  expect(readFileSync(settingsFile, "utf8")).toBe(wrong);
});

test("changes at the same time are all kept", async () => {
  const names = ["a", "b", "c", "d"];
  const answers = await Promise.all(names.map((name) => add(key(), login({ name }))));
  expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(Object.keys(await phases()).toSorted()).toEqual(names);
  expect(loadConfig({ ...neo4jEnvironment(graph), DEEPSEC_CONFIG: settingsFile }).hosts).toHaveLength(4);
});
