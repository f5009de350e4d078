import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
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

/** `hour` counts from October 1st, 2026. */
const at = (hour: number, minute = 0): string => new Date(Date.UTC(2026, 9, 1, hour, minute)).toISOString();
const login = (hour: number, user: string, address: string): string =>
  `${at(hour)} gate sshd[7]: Accepted publickey for ${user} from ${address} port 4022 ssh2`;
const fail = (second: number): string =>
  `2026-10-01T08:00:${String(second).padStart(2, "0")}Z gate sshd[7]: Failed password for kim from 198.51.100.20 port 4022 ssh2`;
/** Twelve requests an hour. */
const requests = (from: number, to: number): string[] =>
  Array.from(
    { length: (to - from + 1) * 12 },
    (_, i) => `${at(from, i * 5)} gate shop[9]: order ${i} was paid in ${i} ms`,
  );

interface Found {
  readonly kind: string;
  readonly rule: string | null;
  readonly severity: string;
  readonly count: string;
}

async function findings(): Promise<Found[]> {
  const answer = await askData<{ findings: Found[] }>(
    logs.url,
    "{ findings(sort: [{ kind: ASC }]) { kind rule severity count } }",
  );
  return answer.findings.filter(({ kind }) => !kind.startsWith("isolated"));
}

test("a login from a new network is a finding about its user and address, whatever restarts lie between", async () => {
  const mornings = Array.from({ length: 7 }, (_, day) => login(day * 24 + 8, "kim", "203.0.113.4"));
  await logs.collect(mornings.slice(0, 4));
  await logs.restart();
  await logs.collect(mornings.slice(4));
  expect(await findings()).toEqual([]);
  await logs.restart();
  await logs.collect([login(7 * 24 + 8, "kim", "198.51.100.9")]);
  const { values } = await askData<{ values: unknown }>(
    logs.url,
    `{ values(limit: 1, where: { kind: { eq: "ip" }, text: { eq: "198.51.100.9" } }) { findings { rule kind severity count phase firstSeen
       values { kind text } about { text } hosts { name } } } }`,
  );
  expect(values).toEqual([
    {
      findings: [
        {
          rule: "login-from-new-address",
          kind: "value",
          severity: "MEDIUM",
          count: "1",
          phase: "open",
          firstSeen: at(7 * 24 + 8),
          values: expect.arrayContaining([
            { kind: "user", text: "kim" },
            { kind: "ip", text: "198.51.100.9" },
          ]),
          about: [{ text: "Accepted publickey for <*> from <*> port <*> ssh2" }],
          hosts: [{ name: "local" }],
        },
      ],
    },
  ]);
});

test("nothing is a finding for being new on the first day; after it, a new kind of line, once", async () => {
  await logs.collect([
    ...requests(0, 20),
    login(3, "kim", "203.0.113.4"),
    `${at(20)} gate fan[1]: fan stopped`,
  ]);
  expect(await findings()).toEqual([]);
  await logs.collect(requests(24, 26));
  await logs.restart();
  await logs.collect([`${at(27)} gate raid[2]: array degraded`, `${at(27)} gate raid[2]: rebuild wanted`]);
  const fresh = [{ kind: "new template", rule: "new-template", severity: "LOW", count: "2" }];
  expect(await findings()).toEqual(fresh);
  await logs.restart();
  await logs.collect([`${at(28)} gate raid[2]: array degraded`]);
  expect(await findings()).toEqual(fresh);
});

test("an hour with far more than the same hours of earlier days is a finding after a restart too", async () => {
  await logs.collect(requests(0, 7 * 24 - 1));
  await logs.restart();
  const burst = Array.from(
    { length: 300 },
    (_, i) => `${at(7 * 24, i % 60)} gate shop[9]: order ${i} was paid in 5 ms`,
  );
  await logs.collect(burst.slice(0, 150));
  await logs.restart();
  await logs.collect(burst.slice(150));
  expect(await findings()).toEqual([{ kind: "rate spike", rule: "rate-spike", severity: "LOW", count: "1" }]);
});

test("what was observed of an attack outlives a restart, and its finding is about address and user", async () => {
  await logs.collect([1, 2, 3, 4].map(fail));
  await logs.restart();
  await logs.collect([
    fail(5),
    "2026-10-01T08:00:09Z gate sshd[7]: Accepted password for kim from 198.51.100.20 port 4022 ssh2",
  ]);
  expect(await findings()).toEqual([
    { kind: "attack", rule: "failures-then-login", severity: "HIGH", count: "6" },
  ]);
  const about = "MATCH (:Finding {rule: 'failures-then-login'})-[:ABOUT]->(v:Value)";
  expect(await count(graph, `${about} WHERE v.text IN ['kim', '198.51.100.20'] RETURN count(v) AS n`)).toBe(
    2,
  );
});
