import { request } from "node:http";
import { type RunningApi, startApi } from "@deepsec/api";
import { createClient, type Client } from "graphql-sse";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { eventually } from "../support/eventually.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, freePort, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const TOKEN = "a-token-that-only-tests-use";
const CHANGES = `subscription {
  changes {
    cycle phase lines newTemplates dendrogramId hosts { name phase }
    findings { id isNew kind rule severity hosts firstSeen }
  }
}`;

interface Change {
  readonly cycle: number;
  readonly lines: string;
  readonly dendrogramId: string | null;
  readonly hosts: readonly { readonly name: string; readonly phase: string }[];
  readonly findings: readonly {
    readonly id: string;
    readonly isNew: boolean;
    readonly rule: string | null;
  }[];
}

let graph: TestNeo4j;
let logs: LogFolder;
let cleanups: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  graph = await startTestNeo4j();
});
afterAll(() => graph.stop());
beforeEach(async () => {
  await emptyGraph(graph);
  logs = await LogFolder.create();
  cleanups = [() => logs.remove()];
});
afterEach(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
});

async function start(overrides: Parameters<typeof testConfig>[1] = {}): Promise<RunningApi> {
  const api = await startApi(testConfig(graph, { localSources: [logs.file("*.log")], ...overrides }));
  cleanups.push(() => api.stop());
  return api;
}

/** The changes that a real client of the protocol gets, as they come. */
async function listen<Told = Change>(
  url: string,
  headers: Record<string, string> = {},
  query = CHANGES,
): Promise<Told[]> {
  const changes: Told[] = [];
  const connected = Promise.withResolvers<void>();
  const client: Client = createClient({
    url: `${url}/graphql`,
    headers,
    retryAttempts: 30,
    retry: () => new Promise((resolve) => setTimeout(resolve, 100)),
    on: { connected: () => connected.resolve() },
  });
  cleanups.push(() => client.dispose());
  client.subscribe<{ changes: Told }>(
    { query },
    {
      next: ({ data, errors }) => {
        if (errors !== undefined) connected.reject(new Error(JSON.stringify(errors)));
        if (data) changes.push(data.changes);
      },
      error: (error) => connected.reject(error),
      complete: () => undefined,
    },
  );
  await connected.promise;
  return changes;
}

const collect = (url: string) => askData(url, "mutation { collectNow { phase } }");

function answered(changes: readonly Change[], count: number): Promise<readonly Change[]> {
  return eventually(`${count} changes`, () => (changes.length >= count ? changes : null));
}

/** A person who guesses passwords, and gets in. */
function breakIn(minute: number): string {
  const at = (second: number) =>
    `2026-10-01T09:${String(minute).padStart(2, "0")}:${String(second).padStart(2, "0")}Z`;
  const guess = (second: number) =>
    `${at(second)} web1 sshd[77]: Failed password for root from 203.0.113.9 port 4711 ssh2\n`;
  const guesses = Array.from({ length: 8 }, (_, i) => guess(i)).join("");
  return `${guesses}${at(9)} web1 sshd[77]: Accepted password for root from 203.0.113.9 port 4711 ssh2\n`;
}

test("every stored cycle is told once, with its lines, and one that found nothing is not", async () => {
  const { url } = await start();
  const changes = await listen(url);
  await logs.append("a.log", logLines(300));
  await collect(url);
  await collect(url);
  await collect(url);
  await logs.append("a.log", logLines(20, 100_000));
  await collect(url);
  await collect(url);
  const seen = await answered(changes, 4);
  expect(seen.reduce((sum, { lines }) => sum + Number(lines), 0)).toBe(320);
  expect(seen.map(({ cycle }) => cycle)).toEqual(seen.map((_, i) => (seen[0]?.cycle ?? 0) + i));
  expect(seen[0]?.dendrogramId).not.toBeNull();
  expect(seen[0]?.hosts).toEqual([{ name: "local", phase: "ok" }]);
});

test("an attack comes with the cycle that found it, and as new only once", async () => {
  const { url } = await start();
  const changes = await listen(url);
  await logs.append("auth.log", breakIn(0));
  await collect(url);
  await collect(url);
  const first = await eventually(
    "the attack",
    () => changes.flatMap(({ findings }) => findings).find(isSuccess) ?? null,
  );
  expect(first).toMatchObject({ isNew: true, kind: "attack", severity: "HIGH", hosts: ["local"] });
  expect(first).toMatchObject({ firstSeen: "2026-10-01T09:00:00.000Z" });
  const { findings } = await askData<{ findings: { id: string }[] }>(url, "{ findings { id } }");
  expect(findings.map(({ id }) => id)).toContain(first.id);
  const ids = changes.flatMap((change) => change.findings.filter(({ isNew }) => isNew).map(({ id }) => id));
  expect(ids).toEqual([...new Set(ids)]);
});

const isSuccess = ({ rule }: { readonly rule: string | null }) => rule?.includes("login") === true;

test("a host that cannot be read any more is told, and that it can again", async () => {
  await logs.append("a.log", logLines(10));
  const missing = logs.file("later.log");
  const { url } = await start({ localSources: [logs.file("a.log"), missing] });
  const changes = await listen(url);
  await collect(url);
  await answered(changes, 1);
  expect(changes[0]?.hosts).toEqual([{ name: "local", phase: "failed" }]);
  await logs.append("later.log", logLines(5));
  await collect(url);
  await eventually("the host is well", () => changes.at(-1)?.hosts[0]?.phase === "ok" || null);
});

test("a verdict is told to everybody, and the pages that do not ask for progress get none", async () => {
  const { url } = await start();
  await logs.append("a.log", logLines(40));
  await collect(url);
  await collect(url);
  const changes = await listen<{ kind: string; cycle: number }>(
    url,
    {},
    "subscription { changes { kind cycle } }",
  );
  const { logTemplates } = await askData<{ logTemplates: { id: string }[] }>(
    url,
    "{ logTemplates(limit: 1) { id } }",
  );
  const target = `target: { templateId: "${logTemplates[0]?.id}" }`;
  const { accept } = await askData<{ accept: { id: string } }>(url, `mutation { accept(${target}) { id } }`);
  await askData(url, `mutation { reopen(id: "${accept.id}") { id } }`);
  await collect(url);
  await eventually("both are told", () => changes.length >= 2 || null);
  const cycle = changes[0]?.cycle;
  expect(cycle).toBeGreaterThan(0);
  expect(changes).toEqual([
    { kind: "verdict", cycle },
    { kind: "verdict", cycle },
  ]);
});

interface Progress {
  readonly phase: string;
  readonly isRequested: boolean;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly hostsDone: number;
  readonly hostsTotal: number;
  readonly bytes: string;
  readonly lines: string;
  readonly lagBytes: string;
  readonly hosts: { readonly host: string; readonly phase: string; readonly lines: string }[];
}

const PROGRESS =
  "progress { phase isRequested startedAt endedAt hostsDone hostsTotal bytes lines lagBytes hosts { host phase bytes lines lagBytes } }";

test("how far a cycle is shows as it reads, and what it shows at its end is all that was there", async () => {
  const line =
    "2026-10-01T09:00:00Z INFO shop - an order was paid, and the goods were sent to the customer\n";
  const count = 100_000;
  const bytes = String(count * line.length);
  await logs.append("a.log", line.repeat(count));
  const { url } = await start({ localSources: [logs.file("a.log"), logs.file("missing.log")] });
  const told = await listen<{ kind: string; progress: Progress }>(
    url,
    {},
    `subscription { changes(progress: true) { kind ${PROGRESS} } }`,
  );
  const startedMs = performance.now();
  await collect(url);
  const seen = () => told.flatMap(({ kind, progress }) => (kind === "progress" ? [progress] : []));
  const last = await eventually("its end", () => seen().findLast(({ phase }) => phase === "idle") ?? null);
  // Trailing: one more than the quarters of a second that there were.
  expect(seen().length).toBeLessThanOrEqual((performance.now() - startedMs) / 250 + 1);
  const before = seen().filter(({ lagBytes }) => lagBytes !== "0");
  expect(before.length).toBeGreaterThan(0);
  for (const [index, { lines }] of seen().entries())
    expect(Number(lines)).toBeGreaterThanOrEqual(Number(seen()[index - 1]?.lines ?? 0));
  expect(last).toMatchObject({
    isRequested: true,
    endedAt: expect.any(String),
    hostsDone: 1,
    hostsTotal: 1,
    lagBytes: "0",
    hosts: [{ host: "local", phase: "failed" }],
  });
  expect([last.lines, last.bytes]).toEqual([String(count), bytes]);
  await collect(url);
  const { progress } = await askData<{ progress: Progress }>(url, `{ ${PROGRESS} }`);
  expect(progress).toMatchObject({ phase: "idle", lines: "0", hostsDone: 1, hostsTotal: 1 });
});

test("a stream needs the token when one is set, and a name of this machine", async () => {
  const { url } = await start({ token: TOKEN });
  await expect(listen(url)).rejects.toThrow("Unauthorized");
  await listen(url, { authorization: `Bearer ${TOKEN}` });
  const { url: other } = await start();
  expect(await status(other, { host: "evil.example" })).toBe(403);
});

test("nothing but a subscription by POST and JSON goes over a stream", async () => {
  const { url } = await start();
  expect(await status(url, { "content-type": "text/plain" })).toBe(415);
  expect(await status(url, {}, "GET")).toBe(415);
  expect(await status(url, {}, "POST", "{ hosts { name } }")).toBe(400);
  expect(await status(url, {}, "POST", "mutation { collectNow { phase } }")).toBe(400);
  await expect(listenTo(url, "subscription { nothing }")).resolves.toContain("Cannot query field");
});

test("the 65th stream is refused, and let in when another has gone", async () => {
  const { url } = await start();
  const streams = await Promise.all(Array.from({ length: 64 }, () => open(url)));
  expect(await status(url, {})).toBe(503);
  streams[0]?.destroy();
  await eventually("there is room", async () => {
    const again = await open(url).catch(() => null);
    again?.destroy();
    return again;
  });
  for (const stream of streams) stream.destroy();
});

test("an API that stops cuts its streams at once, and a client comes back to the next one", async () => {
  const port = await freePort();
  const first = await startApi(testConfig(graph, { localSources: [logs.file("*.log")], port }));
  const changes = await listen(first.url);
  await first.stop();
  const second = await start({ port });
  await logs.append("a.log", logLines(40));
  const [change] = await eventually("the client is back", async () => {
    await logs.append("a.log", logLines(1));
    await collect(second.url);
    return changes.length > 0 ? changes : null;
  });
  expect(change?.hosts).toEqual([{ name: "local", phase: "ok" }]);
});

/** The status of a request for a stream. */
function status(
  url: string,
  headers: Record<string, string>,
  method = "POST",
  query = CHANGES,
): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const sent = request(
    `${url}/graphql`,
    { method, headers: { "content-type": "application/json", accept: "text/event-stream", ...headers } },
    (response) => {
      resolve(response.statusCode);
      response.destroy();
    },
  ).once("error", reject);
  sent.end(method === "GET" ? undefined : JSON.stringify({ query }));
  return promise;
}

/** An open stream. */
async function open(url: string) {
  const { promise, resolve, reject } = Promise.withResolvers<{ destroy(): void }>();
  const sent = request(
    `${url}/graphql`,
    { method: "POST", headers: { "content-type": "application/json", accept: "text/event-stream" } },
    (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(String(response.statusCode)));
      response.on("error", () => undefined);
    },
  );
  sent.once("error", reject).end(JSON.stringify({ query: CHANGES }));
  return promise;
}

/** The first words of a stream that ends by itself. */
async function listenTo(url: string, query: string): Promise<string> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query }),
  });
  return response.text();
}
