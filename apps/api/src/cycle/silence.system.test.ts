import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SourceReader } from "../collect/source-reader.ts";
import { connect } from "../store/connect.ts";
import { GraphStore } from "../store/graph-store.ts";
import { migrate } from "../store/migrate.ts";
import { CollectionCycle } from "./collection-cycle.ts";
import { CycleProgress } from "./cycle-progress.ts";
import { Follower } from "./follower.ts";
import { Intake } from "./intake.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.parse("2026-10-01T00:00:00Z");
const MIGRATIONS = new URL("../../../../neo4j/migrations/", import.meta.url);
let driver: Awaited<ReturnType<typeof connect>>;
let folder: string;
let cycle: CollectionCycle;
let intake: Intake;
const log = pino({ level: "silent" });
let nowMs = START_MS;

beforeAll(async () => {
  const uri = process.env["DEEPSEC_TEST_NEO4J_URI"] ?? "";
  const password = process.env["DEEPSEC_TEST_NEO4J_PASSWORD"] ?? "";
  driver = await connect({ uri, user: "neo4j", password, database: "neo4j" }, 10_000);
  await migrate(driver, "neo4j", MIGRATIONS);
  await query("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n");
  folder = await mkdtemp(join(tmpdir(), "deepsec-silence-"));
  const hosts = [{ name: "local", target: null, sources: [join(folder, "a.log")], followed: [] }];
  const store = new GraphStore(driver, "neo4j", 30);
  await store.registerHosts([{ name: "local", address: "", port: 0, user: "", hostKeySha256: null }]);
  intake = new Intake(store, {
    timeZone: "UTC",
    redaction: { key: new Uint8Array(32), bySource: new Map() },
    archive: null,
    rulePaths: [],
    onChange: () => undefined,
    clock: () => nowMs,
    log,
  });
  const reader = new SourceReader(hosts);
  const progress = new CycleProgress(
    () => nowMs,
    () => {},
  );
  const timing = { eventWaitMs: 0, clock: () => nowMs, progress, log };
  cycle = new CollectionCycle(reader, store, intake, new Follower(reader, store, intake, timing), timing);
});
afterAll(async () => {
  await intake.close();
  await driver.close();
  await rm(folder, { recursive: true, force: true });
});

async function query(cypher: string): Promise<unknown[]> {
  const { records } = await driver.executeQuery(cypher, {}, { database: "neo4j" });
  return records.map((row) => row.get(0));
}

async function collectAt(hour: number): Promise<void> {
  nowMs = START_MS + hour * HOUR_MS;
  const order = { isRequested: false, hostNames: null };
  for (let look = 0; look < 2; look++) await cycle.run(order, new AbortController().signal);
}

const requests = (from: number, to: number): string =>
  Array.from({ length: (to - from) * 12 }, (_, i) => {
    const time = new Date(START_MS + from * HOUR_MS + i * 300_000).toISOString();
    return `${time} INFO shop - order ${i} was paid\n`;
  }).join("");
const RULES = "MATCH (f:Finding {phase: 'open'}) WHERE f.rule IS NOT NULL RETURN f.rule";

test("a host that falls silent is told of though nothing is read, once, until it logs again", async () => {
  await writeFile(join(folder, "a.log"), requests(0, 15));
  await collectAt(15);
  await collectAt(17);
  expect(await query(RULES)).toEqual([]);
  await collectAt(20);
  expect(await query(RULES)).toEqual(["host-silent"]);
  const cycles = await query("MATCH (l:Ledger) RETURN l.cycle");
  await collectAt(20.5);
  expect(await query("MATCH (l:Ledger) RETURN l.cycle")).toEqual(cycles);
  await appendFile(join(folder, "a.log"), requests(21, 22));
  await collectAt(22);
  expect(await query(RULES)).toEqual([]);
});

test("a log that was emptied, and written anew, is a finding about its source", async () => {
  await writeFile(join(folder, "a.log"), requests(22, 23).slice(0, 200));
  await collectAt(23);
  await collectAt(23);
  expect(
    await query(
      "MATCH (f:Finding {rule: 'log-gap'})-[:ABOUT]->(s:Source) WHERE (f)-[:ON]->(:Host {name: 'local'}) RETURN f.kind + ' ' + f.severity + ' ' + s.path",
    ),
  ).toEqual([`gap MEDIUM ${join(folder, "a.log")}`]);
});
