import { createServer, type Server } from "node:http";
import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask } from "../support/api-client.ts";
import { storeKnownGraph } from "../support/known-graph.ts";
import { type CliResult, runCli } from "../support/run-cli.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, freePort, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const TOKEN = "canary-token-0123456789abcdef0123456789abcdef";

let graph: TestNeo4j;
let api: RunningApi;
let hookPort: number;
const servers: Server[] = [];

beforeAll(async () => {
  graph = await startTestNeo4j();
  await emptyGraph(graph);
  hookPort = await freePort();
  const hook = {
    name: "ops",
    kind: "webhook",
    isEnabled: true,
    url: `http://127.0.0.1:${hookPort}/x`,
    secret: "s",
    severity: "HIGH",
    hosts: null,
    kinds: null,
    quietHours: null,
    digestMinutes: null,
    timeZone: "UTC",
    allowHttp: true,
    allowPrivateAddresses: true,
    ca: null,
  } as const;
  api = await startApi(
    testConfig(graph, {
      token: TOKEN,
      notify: { targets: [hook, { ...hook, name: "far", url: "http://127.0.0.1:1/" }], pageUrl: null },
    }),
  );
  // The API reads ahead when it starts, and the known graph is not stored in one transaction.
  await ask(api.url, "{ cut { count } }", { authorization: `Bearer ${TOKEN}` });
});
afterAll(async () => {
  await api.stop();
  await graph.stop();
});
beforeEach(() => storeKnownGraph(graph));
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

function deepsec(...args: readonly string[]): Promise<CliResult> {
  return runCli(args, { env: { COLUMNS: "80", DEEPSEC_API_URL: api.url, DEEPSEC_API_TOKEN: TOKEN } });
}

interface Shown {
  readonly id: string;
}

async function json<Data>(...args: readonly string[]): Promise<Data> {
  const { code, stdout, stderr } = await deepsec(...args, "--json");
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const data: Data = JSON.parse(stdout);
  return data;
}

const list = (...more: readonly string[]) => json<Shown[]>("verdict", "list", ...more);

describe("deepsec verdict", () => {
  test("gives, lists and takes back verdicts on a branch, a template and a value, with note, author and expiry", async () => {
    await graph.driver.executeQuery(
      "CREATE (:Value {kind: 'ip', text: '192.0.2.7'})",
      {},
      { database: "neo4j" },
    );
    const said = ["--note", "nightly job", "--author", "kim"];
    const branch = await json<Shown>("verdict", "add", "accept", "branch", "ab", ...said);
    expect(branch).toMatchObject({
      phase: "accepted",
      target: "branch",
      subject: "about ab",
      templateCount: 2,
      note: "nightly job",
      author: "kim",
      expiresAt: null,
    });
    const template = await json<Shown>("verdict", "add", "important", "template", "c");
    expect(template).toMatchObject({
      phase: "important",
      target: "template",
      subject: "text of c",
      author: "tester",
    });
    const value = await json<Shown>(
      "verdict",
      "add",
      "mute",
      "value",
      "ip",
      "192.0.2.7",
      "--expires",
      "2031-01-01T01:00:00+01:00",
    );
    expect(value).toMatchObject({
      phase: "muted",
      target: "value",
      valueKind: "ip",
      valueText: "192.0.2.7",
      expiresAt: "2031-01-01T00:00:00.000Z",
    });

    const { code, stdout } = await deepsec("verdict", "list");
    expect(code).toBe(0);
    const rows = stdout.split("\n");
    expect(rows.every((row) => row.length <= 80)).toBe(true);
    expect(rows).toEqual([
      `${value.id.slice(0, 8)}  muted      value     ${"ip 192.0.2.7"}`,
      expect.stringMatching(/^ {10}by tester, 20\d\d-\d\d-\d\d \d\d:\d\d UTC, until 2031-01-01 00:00 UTC$/),
      `${template.id.slice(0, 8)}  important  template  text of c`,
      expect.stringMatching(/^ {10}by tester, .{20}, 1 template$/),
      `${branch.id.slice(0, 8)}  accepted   branch    about ab`,
      expect.stringMatching(/^ {10}by kim, .{20}, 2 templates: nightly job$/),
      "3 verdicts in force",
      "",
    ]);

    const removed = await deepsec(
      "verdict",
      "remove",
      branch.id.slice(0, 8),
      "--note",
      "no longer",
      "--author",
      "ann",
    );
    expect(removed.code).toBe(0);
    expect(removed.stdout).toMatch(/ended 20\d\d-.{11} UTC\s+\(reopened\): nightly job\n$/);
    expect((await list()).map(({ id }) => id)).toEqual([value.id, template.id]);
    expect((await list("--all")).map(({ id }) => id)).toEqual([value.id, template.id, branch.id]);
    const again = await deepsec("verdict", "remove", branch.id);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain(`no verdict in force has an id that begins with ${branch.id}`);
  });

  test("a duration counts from now", async () => {
    const before = Date.now();
    const { expiresAt } = await json<{ readonly expiresAt: string }>(
      "verdict",
      "add",
      "mute",
      "template",
      "a",
      "--expires",
      "36h",
    );
    const hours = (Date.parse(expiresAt) - before) / 3_600_000;
    expect(hours).toBeGreaterThanOrEqual(36);
    expect(hours).toBeLessThan(36.1);
  });

  const REFUSED: readonly (readonly [readonly string[], RegExp])[] = [
    [["like", "template", "a"], /like is no verdict\n {9}write accept, mute, important, close/],
    [["accept", "host", "web1"], /host is nothing that a verdict is about/],
    [["accept", "template", "a", "b"], /a template has one id, and 2 are given/],
    [["accept", "value", "192.0.2.7"], /a value is its kind and its text/],
    [["mute", "template", "a"], /what is muted comes back\n {9}give --expires 7d/],
    [["mute", "template", "a", "--expires", "soon"], /--expires soon is not a date and time with a zone/],
    [["close", "template", "a"], /close is about a finding/],
    [
      ["accept", "template", "nowhere"],
      /nowhere.*\n {9}the API refused it \(BAD_INPUT\); nothing was changed/s,
    ],
  ];
  test("refuses what is no verdict with what to write, and then nothing was changed", async () => {
    const results = await Promise.all(REFUSED.map(([args]) => deepsec("verdict", "add", ...args)));
    for (const [i, { code, stderr }] of results.entries()) {
      expect(stderr).toMatch(REFUSED[i]?.[1] ?? /^$/);
      expect(code).toBe(2);
    }
    expect(await list()).toEqual([]);
  });
});

describe("deepsec notify", () => {
  test("lists targets and sends each a test message; what does not take it is named, and the exit code says so", async () => {
    const received: string[] = [];
    const hook = createServer((request, response) => {
      let text = "";
      request.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      request.on("end", () => {
        received.push(text);
        response.writeHead(200).end();
      });
    });
    servers.push(hook);
    await new Promise<void>((resolve) => hook.listen(hookPort, "127.0.0.1", resolve));

    const both = await deepsec("notify", "test");
    expect(both.code).toBe(1);
    expect(both.stdout).toMatch(/^sent {4}ops: in \d+ ms\nfailed {2}far: no connection \(ECONNREFUSED\)\n$/);
    expect(received.map((text) => JSON.parse(text))).toMatchObject([{ type: "test" }]);
    expect(await json("notify", "test", "ops")).toEqual({
      target: "ops",
      isSent: true,
      error: null,
      elapsedMs: expect.any(Number),
    });

    expect(await json("notify", "list")).toMatchObject([
      {
        name: "ops",
        kind: "webhook",
        address: `127.0.0.1:${hookPort}`,
        severity: "HIGH",
        waiting: 0,
        dead: 0,
      },
      { name: "far" },
    ]);
    const { stdout } = await deepsec("notify", "list");
    expect(stdout).toContain(`ops  webhook  127.0.0.1:${hookPort}\n  HIGH and above, `);
    expect(stdout.split("\n").every((row) => row.length <= 80)).toBe(true);
    const unknown = await deepsec("notify", "test", "nobody");
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('there is no target "nobody"');
  });
});

describe("an API that does not answer", () => {
  test("is named with its address, the reason, and what to do", async () => {
    const port = await freePort();
    const { code, stdout, stderr } = await runCli(["verdict", "list", "--url", `http://127.0.0.1:${port}`]);
    expect(stderr).toBe(
      `deepsec: no API at http://127.0.0.1:${port}: ECONNREFUSED\n         start it with npm start, or say where it is by --url or DEEPSEC_API_URL\n`,
    );
    expect([code, stdout]).toEqual([2, ""]);
  });

  test("without its token says which variable holds it, and never the token", async () => {
    const none = await runCli(["notify", "list", "--url", api.url]);
    expect(none.stderr).toContain("set DEEPSEC_API_TOKEN to the token that the API was started with");
    const wrong = await runCli(["notify", "list"], {
      env: { DEEPSEC_API_URL: api.url, DEEPSEC_API_TOKEN: "wrong-canary" },
    });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).not.toContain("canary");
  });

  test("because something else is there, or sends elsewhere, is no API", async () => {
    const port = await freePort();
    const other = createServer((request, response) => {
      if (request.headers.authorization === undefined) response.end("<html>\u001b[2Jhello</html>");
      else response.writeHead(302, { location: `${api.url}/graphql` }).end();
    });
    servers.push(other);
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${port}`;
    const page = await runCli(["notify", "list", "--url", url]);
    expect(page.stderr).toContain(`no API at ${url}: what answers there (200) is no DeepSec API`);
    const redirect = await runCli(["notify", "list", "--url", url], { env: { DEEPSEC_API_TOKEN: TOKEN } });
    expect(redirect.stderr).toContain(`no API at ${url}: `);
    expect([page.code, redirect.code]).toEqual([2, 2]);
    const file = await runCli(["notify", "list", "--url", "file:///etc/passwd"]);
    expect(file.stderr).toContain("--url file:///etc/passwd is not the address of an API");
  });
});
