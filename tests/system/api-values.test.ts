import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { CollectedLogs } from "../support/collected-logs.ts";
import { count } from "../support/graph-counts.ts";
import { startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

let graph: TestNeo4j;
let logs: CollectedLogs;

beforeAll(async () => {
  graph = await startTestNeo4j();
});
afterAll(() => graph.stop());
beforeEach(async () => {
  logs = await CollectedLogs.start(graph);
});
afterEach(() => logs.stop());

const login = (time: string, user: string, address: string): string =>
  `2026-10-0${time}:00Z gate sshd[7]: Accepted publickey for ${user} from ${address} port 4022 ssh2`;

const opened = (name: string, i: number): string =>
  `2026-10-01T08:${10 + i}:00Z gate door[9]: opened gate ${name} for 203.0.113.${i}`;

const valueOf = async (kind: string, text: string): Promise<unknown> => {
  const place = `(kind: ${JSON.stringify(kind)}, text: ${JSON.stringify(text)})`;
  const { value } = await askData<{ value: unknown }>(
    logs.url,
    `{ value${place} {
      kind text hosts { host count firstSeen lastSeen } places { template slot count } hours { hour count } findings { id } } }`,
  );
  return value;
};

describe("a value", () => {
  const LINES = [
    login("1T08:10", "ann", "203.0.113.4"),
    login("1T08:50", "bob", "203.0.113.4"),
    login("1T09:10", "ann", "203.0.113.5"),
    "2026-10-01T09:20:00Z gate app[9]: client 203.0.113.4 sent 17 bytes",
  ];

  test("leads to its hosts, places and hours, over cycles and restarts, each event counted once", async () => {
    await logs.collect(LINES);
    await logs.restart();
    await logs.collect([login("2T08:10", "ann", "203.0.113.4")]);
    expect(await valueOf("ip", "203.0.113.4")).toEqual({
      kind: "ip",
      text: "203.0.113.4",
      hosts: [
        {
          host: "local",
          count: "4",
          firstSeen: "2026-10-01T08:10:00.000Z",
          lastSeen: "2026-10-02T08:10:00.000Z",
        },
      ],
      places: [
        { template: "Accepted publickey for <*> from <*> port <*> ssh2", slot: 1, count: "3" },
        { template: "client <*> sent <*> bytes", slot: 0, count: "1" },
      ],
      hours: [
        { hour: "2026-10-01T08:00:00.000Z", count: "2" },
        { hour: "2026-10-01T09:00:00.000Z", count: "1" },
        { hour: "2026-10-02T08:00:00.000Z", count: "1" },
      ],
      findings: [],
    });
  });

  test("has the verdict in force on it, until that is taken back", async () => {
    await logs.collect(LINES);
    const target = '{ value: { kind: "ip", text: "203.0.113.4" } }';
    const shown = () =>
      askData(logs.url, '{ value(kind: "ip", text: "203.0.113.4") { verdict { id phase note expiresAt } } }');
    expect(await shown()).toEqual({ value: { verdict: null } });
    const { accept } = await askData<{ accept: { id: string } }>(
      logs.url,
      `mutation { accept(target: ${target}, note: "our scanner", expiresAt: "2031-01-01T00:00:00Z") { id } }`,
    );
    expect(await shown()).toEqual({
      value: {
        verdict: {
          id: accept.id,
          phase: "accepted",
          note: "our scanner",
          expiresAt: "2031-01-01T00:00:00.000Z",
        },
      },
    });
    await askData(logs.url, `mutation { reopen(id: "${accept.id}") { id } }`);
    expect(await shown()).toEqual({ value: { verdict: null } });
  });

  test("that was never seen is null, and so is a number's host", async () => {
    await logs.collect(LINES);
    expect(await valueOf("ip", "192.0.2.1")).toBe(null);
    expect(await valueOf("bytes", "17")).toMatchObject({
      hosts: [],
      hours: [],
      places: [{ slot: 1, count: "1" }],
    });
  });

  test("is listed with its template's slots, the most frequent first", async () => {
    await logs.collect(LINES);
    const { logTemplates } = await askData<{ logTemplates: { id: string }[] }>(
      logs.url,
      '{ logTemplates(where: { text: { startsWith: "Accepted" } }) { id } }',
    );
    const { template } = await askData<{ template: unknown }>(
      logs.url,
      `{ template(id: "${logTemplates[0]?.id}") { slots { slot kind distinct top { kind text count } } } }`,
    );
    expect(template).toEqual({
      slots: [
        {
          slot: 0,
          kind: "user",
          distinct: 2,
          top: [
            { kind: "user", text: "ann", count: "2" },
            { kind: "user", text: "bob", count: "1" },
          ],
        },
        {
          slot: 1,
          kind: "ip",
          distinct: 2,
          top: [
            { kind: "ip", text: "203.0.113.4", count: "2" },
            { kind: "ip", text: "203.0.113.5", count: "1" },
          ],
        },
        { slot: 2, kind: "number", distinct: 1, top: [{ kind: "number", text: "4022", count: "3" }] },
      ],
    });
  });

  test("moves along when its template grows more general", async () => {
    const names = [
      "red",
      "blue",
      "green",
      "gold",
      "pink",
      "grey",
      "teal",
      "plum",
      "lime",
      "rust",
      "sand",
      "mint",
    ];
    await logs.collect(names.slice(0, 2).map(opened));
    expect(await count(graph, "MATCH (t:LogTemplate)-[:HAS_VALUE]->() RETURN count(DISTINCT t) AS n")).toBe(
      2,
    );
    await logs.collect(names.slice(2).map((name, i) => opened(name, i + 2)));
    const today = "MATCH (t:LogTemplate)-[h:HAS_VALUE]->(v:Value {kind: 'ip'}) WHERE t.count > 0";
    expect(await count(graph, `${today} RETURN sum(h.count) AS n`)).toBe(12);
    expect(
      await count(graph, "MATCH (t:LogTemplate)-[:HAS_VALUE]->() WHERE t.count = 0 RETURN count(t) AS n"),
    ).toBe(0);
  });
});

test("of a slot with 3,000 addresses 200 are kept, and the others leave nothing behind", async () => {
  const lines = Array.from({ length: 3000 }, (_, i) =>
    login(
      `1T${String(8 + Math.floor(i / 600)).padStart(2, "0")}:${String(i % 60).padStart(2, "0")}`,
      "ann",
      `10.1.${i >> 8}.${i & 255}`,
    ),
  );
  await logs.collect(lines.slice(0, 1500));
  await logs.collect(lines.slice(1500));
  expect(await count(graph, "MATCH (v:Value {kind: 'ip'}) RETURN count(v) AS n")).toBe(200);
  expect(await valueOf("user", "ann")).toMatchObject({ hosts: [{ count: "3000" }] });
});

test("a host is learned from until its log covers a day", async () => {
  const learning = () =>
    askData(logs.url, '{ hosts(where: { name: { eq: "local" } }) { learning learningSince learningUntil } }');
  expect(await learning()).toEqual({ hosts: [{ learning: true, learningSince: null, learningUntil: null }] });
  await logs.collect([login("1T08:10", "ann", "203.0.113.4")]);
  const times = { learningSince: "2026-10-01T08:10:00.000Z", learningUntil: "2026-10-02T08:10:00.000Z" };
  expect(await learning()).toEqual({ hosts: [{ learning: true, ...times }] });
  await logs.restart();
  await logs.collect([login("2T08:10", "ann", "203.0.113.4")]);
  expect(await learning()).toEqual({ hosts: [{ learning: false, ...times }] });
});
