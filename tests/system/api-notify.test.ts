import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ask, askData } from "../support/api-client.ts";
import { type ApiService, startApiService } from "../support/api-service.ts";
import { eventually } from "../support/eventually.ts";
import { LogFolder } from "../support/log-files.ts";
import { emptyGraph, freePort, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const SECRET = "canary-7f3a9c51e2";
const PATH = "/services/canary-path-55d1";

let graph: TestNeo4j;
let logs: LogFolder;
let folder: string;
const apis: ApiService[] = [];
const servers: (Server | SMTPServer)[] = [];

beforeAll(async () => {
  graph = await startTestNeo4j();
});
afterAll(() => graph.stop());
beforeEach(async () => {
  await emptyGraph(graph);
  logs = await LogFolder.create();
  folder = await mkdtemp(join(tmpdir(), "deepsec-notify-"));
  await writeFile(join(folder, "secret"), `${SECRET}\n`);
});
afterEach(async () => {
  await Promise.all(apis.splice(0).map((api) => api.end("SIGTERM")));
  for (const server of servers.splice(0)) server.close(() => {});
  await logs.remove();
  await rm(folder, { recursive: true, force: true });
});

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly type: string; readonly data: { readonly findings: { readonly rule: string }[] } };
}

/** @param answers - Status of each request, the last one of all that follow. */
async function receiver(port: number, answers: readonly number[] = [200]): Promise<Received[]> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (piece: string) => (text += piece));
    request.on("end", () => {
      const body: Received["body"] = JSON.parse(text);
      received.push({ headers: request.headers, body });
      response.writeHead(answers[received.length - 1] ?? answers.at(-1) ?? 200).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return received;
}

const webhook = (port: number, more: object = {}) => ({
  name: "ops",
  kind: "webhook",
  url: `http://127.0.0.1:${port}${PATH}`,
  secret: `file:${join(folder, "secret")}`,
  severity: "HIGH",
  allowHttp: true,
  allowPrivateAddresses: true,
  ...more,
});

async function start(...targets: object[]): Promise<ApiService> {
  const api = await startApiService(graph, {
    schedule: "0 0 1 1 *",
    local: { sources: [logs.file("*.log")] },
    notify: { targets },
  });
  apis.push(api);
  return api;
}

/** Nine failures and a login: one HIGH finding. */
const breakIn = (address: string): string => {
  const line = (second: number, what: string): string =>
    `Nov 25 03:00:${String(second).padStart(2, "0")} web1 sshd[${900 + second}]: ${what} for kim from ${address} port ${50_000 + second} ssh2\n`;
  const failures = Array.from({ length: 9 }, (_, i) => line(i, "Failed password"));
  return [...failures, line(9, "Accepted password")].join("");
};

async function collect(api: ApiService): Promise<void> {
  // Twice: the last event of a file is taken once nothing comes after it.
  for (let look = 0; look < 2; look++) {
    await askData(api.url, "mutation { collectNow { phase } }");
    await new Promise((resolve) => setTimeout(resolve, 5100));
  }
}

const TARGETS =
  "{ notificationTargets { name kind address severity waiting dead lastSentAt lastFailedAt lastError } }";

test("a finding is told once, though the target was away and the API was killed in between, and no secret leaves the process", async () => {
  const port = await freePort();
  await logs.append("auth.log", breakIn("203.0.113.9"));
  const first = await start(webhook(port));
  await collect(first);
  const failing = await eventually("a failed attempt", async () => {
    const answer = await askData<{ notificationTargets: { lastError: string | null }[] }>(first.url, TARGETS);
    return answer.notificationTargets[0]?.lastError === null ? null : answer;
  });
  expect(failing).toEqual({
    notificationTargets: [
      {
        name: "ops",
        kind: "webhook",
        address: `127.0.0.1:${port}`,
        severity: "HIGH",
        waiting: expect.any(Number),
        dead: 0,
        lastSentAt: null,
        lastFailedAt: expect.any(String),
        lastError: "no connection (ECONNREFUSED)",
      },
    ],
  });
  const { notifications } = await askData<{ notifications: { id: string; phase: string }[] }>(
    first.url,
    "{ notifications { id phase severity } }",
  );
  expect(notifications.length).toBeGreaterThan(0);
  expect(notifications.every(({ phase }) => phase === "waiting")).toBe(true);
  await apis.pop()?.end("SIGKILL");

  const received = await receiver(port);
  const second = await start(webhook(port));
  await eventually(
    "all sent",
    async () => {
      const { notificationTargets } = await askData<{ notificationTargets: { waiting: number }[] }>(
        second.url,
        TARGETS,
      );
      return notificationTargets[0]?.waiting === 0 ? true : null;
    },
    { timeoutMs: 90_000 },
  );
  const rules = received.flatMap(({ body }) => body.data.findings.map(({ rule }) => rule));
  expect(rules).toHaveLength(notifications.length);
  expect(rules).toContain("failures-then-login");
  const keys = received.map(({ headers }) => headers["idempotency-key"]);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { headers } of received) expect(headers["webhook-signature"]).toMatch(/^v1,[\w+/]{43}=$/);

  // What was told is not told again after another start.
  await logs.append("auth.log", breakIn("203.0.113.9").replaceAll("03:00:", "03:01:"));
  await collect(second);
  const told = received.length;
  await apis.pop()?.end("SIGTERM");
  const third = await start(webhook(port));
  await collect(third);
  expect(received.length).toBe(told);

  const { records } = await graph.driver.executeQuery(
    "MATCH (n) RETURN collect(properties(n)) AS nodes",
    {},
    { database: "neo4j" },
  );
  const everything = JSON.stringify(records.map((record) => record.toObject()));
  const said = JSON.stringify(
    await ask(third.url, `{ notifications { id target reason lastError } ${TARGETS.slice(1)}`),
  );
  for (const canary of [SECRET, PATH]) {
    expect(everything).not.toContain(canary);
    expect(said).not.toContain(canary);
    for (const api of [first, second, third]) expect(api.log()).not.toContain(canary);
  }
}, 300_000);

test("what a target will never take is given up at once, stays to be seen, and goes out when somebody says so", async () => {
  const port = await freePort();
  const received = await receiver(port, [410, 200]);
  await logs.append("auth.log", breakIn("203.0.113.10"));
  const api = await start(webhook(port, { kinds: ["failures-then-login"] }));
  await collect(api);
  const dead = '{ notifications(where: { phase: { eq: "dead" } }) { lastError attempts } }';
  const given = await eventually("a dead letter", async () => {
    const { notifications } = await askData<{ notifications: unknown[] }>(api.url, dead);
    return notifications.length === 0 ? null : notifications;
  });
  expect(given).toEqual([{ lastError: "it answered 410", attempts: 1 }]);
  expect(await askData(api.url, 'mutation { retryNotifications(target: "ops") }')).toEqual({
    retryNotifications: 1,
  });
  await eventually("the message", () => (received.length === 2 ? true : null));
  expect(received[1]?.headers["idempotency-key"]).toBe(received[0]?.headers["idempotency-key"]);
  await eventually("no dead letter", async () => {
    const { notifications } = await askData<{ notifications: unknown[] }>(api.url, dead);
    return notifications.length === 0 ? true : null;
  });
});

test("a test message goes to a webhook and, with sign-in, by mail; an unknown target is refused", async () => {
  const port = await freePort();
  const received = await receiver(port);
  const mails: string[] = [];
  const logins: (string | undefined)[] = [];
  const smtp = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username, password }, _session, done) => {
      logins.push(username);
      if (password === SECRET) done(null, { user: username });
      else done(new Error("no"));
    },
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (piece: Buffer) => (text += piece.toString("utf8")));
      stream.on("end", () => {
        mails.push(text);
        done();
      });
    },
  });
  servers.push(smtp);
  const smtpPort = await freePort();
  await new Promise<void>((resolve) => smtp.listen(smtpPort, "127.0.0.1", () => resolve()));
  const mail = {
    name: "mail",
    kind: "email",
    from: "deepsec@example.org",
    to: ["ops@example.org", "kim@example.org"],
    smtpHost: "127.0.0.1",
    smtpPort,
    security: "none",
    user: "deepsec",
    password: `file:${join(folder, "secret")}`,
  };
  const api = await start(webhook(port), mail, {
    ...mail,
    name: "wrong",
    password: `file:${logs.file("wrong")}`,
  }).catch((error: unknown) => String(error));
  // A secret that is not there is named, and nothing starts.
  expect(api).toContain("notify.targets wrong: password: cannot read");
  await writeFile(logs.file("wrong"), "another");
  const good = await start(webhook(port), mail, {
    ...mail,
    name: "wrong",
    password: `file:${logs.file("wrong")}`,
  });
  const send = (name: string) =>
    askData(good.url, `mutation { testNotification(target: "${name}") { target isSent error } }`);
  expect(await send("ops")).toEqual({ testNotification: { target: "ops", isSent: true, error: null } });
  expect(received.map(({ body }) => body.type)).toEqual(["test"]);
  expect(await send("mail")).toEqual({ testNotification: { target: "mail", isSent: true, error: null } });
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain("Subject: DeepSec: a test message");
  expect(mails[0]).toMatch(/To: ops@example\.org, kim@example\.org/);
  expect(mails[0]).toMatch(/Message-ID: <test-[0-9a-f-]{36}@deepsec>/);
  expect(await send("wrong")).toEqual({
    testNotification: { target: "wrong", isSent: false, error: "the mail server refuses user and password" },
  });
  expect(logins).toEqual(["deepsec", "deepsec"]);
  const { errors } = await ask(good.url, 'mutation { testNotification(target: "nobody") { isSent } }');
  expect(errors?.[0]).toMatchObject({
    extensions: { code: "BAD_INPUT" },
    message: expect.stringContaining("nobody"),
  });
});
