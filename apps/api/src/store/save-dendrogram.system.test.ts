import { clusterTemplates, contentHash, type Dendrogram, type LogTemplate } from "@deepsec/engine";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connect } from "./connect.ts";
import type { CycleRecord } from "./cycle-record.ts";
import { GraphStore } from "./graph-store.ts";
import { migrate } from "./migrate.ts";

const MIGRATIONS = new URL("../../../../neo4j/migrations/", import.meta.url);
const SOURCE = "web1:/var/log/a.log";
const KEEP = 3;
let driver: Awaited<ReturnType<typeof connect>>;
let store: GraphStore;

beforeAll(async () => {
  const uri = process.env["DEEPSEC_TEST_NEO4J_URI"] ?? "";
  const password = process.env["DEEPSEC_TEST_NEO4J_PASSWORD"] ?? "";
  driver = await connect({ uri, user: "neo4j", password, database: "neo4j" }, 10_000);
  await migrate(driver, "neo4j", MIGRATIONS);
});
afterAll(() => driver.close());
beforeEach(async () => {
  await query("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n");
  store = new GraphStore(driver, "neo4j", KEEP);
  const host = { name: "web1", address: "10.0.0.1", port: 22, user: "deepsec", hostKeySha256: null };
  await store.registerHosts([host]);
  await store.registerSources([{ id: SOURCE, hostName: "web1", path: "/var/log/a.log" }], ["web1"]);
});

const WORDS = ["login of <*> failed", "login of <*> accepted", "disk <*> is full", "mount of <*> failed"];
const TEMPLATES: readonly LogTemplate[] = WORDS.flatMap((words) =>
  ["sshd", "kernel", "nginx"].map((program) => {
    const text = `${program} says ${words}`;
    return {
      id: contentHash(text),
      text,
      level: null,
      programs: [program],
      count: 1,
      lineCount: 1,
      examples: [],
    };
  }),
);

const at = (offsetBytes: number) => ({ inode: null, offsetBytes, head: `h${offsetBytes}`, anchor: "a" });

function record(cycle: number, dendrogram: Dendrogram, templates: readonly LogTemplate[]): CycleRecord {
  const time = new Date(Date.UTC(2026, 10, 25) + cycle * 1000).toISOString();
  return {
    runId: `run-${cycle}`,
    cycle,
    startedAt: time,
    endedAt: time,
    phase: "ok",
    hosts: [],
    sources: [],
    advances: [
      {
        id: SOURCE,
        from: cycle === 0 ? null : at(cycle),
        to: at(cycle + 1),
        encoding: "utf-8",
        generation: 1,
        parseState: JSON.parse("{}"),
        bytes: 1,
        lines: 1,
        events: 1,
        redacted: {},
        partialLines: 0,
        gap: null,
      },
    ],
    analysis: {
      templates,
      newTemplates: 0,
      lineage: [],
      occurrences: [],
      values: { counts: [], sightings: [], distinct: new Map() },
      variants: [],
      dendrogram,
      suggestedCount: 1,
      outliers: [],
      attacks: [],
      news: [],
      endedIds: [],
      baselines: [],
      habits: [],
    },
    isRunKept: false,
  };
}

async function query(cypher: string): Promise<unknown[]> {
  const { records } = await driver.executeQuery(cypher, {}, { database: "neo4j" });
  return records.map((row) => row.get(0));
}

/** Each with its children, so that a link that is missing or stands twice shows. */
const STORED = `
MATCH (c:Cluster) OPTIONAL MATCH (c)-[r:CHILD]->(child:Cluster) WITH c, child ORDER BY child.id
WITH c, collect(child.id) AS children
RETURN c.id + ': ' + reduce(text = '', id IN children | text + id + ' ') AS text ORDER BY text`;

function expected(dendrograms: readonly Dendrogram[]): string[] {
  const texts = dendrograms
    .flatMap(({ clusters }) => clusters)
    .map(({ id, leftId, rightId }) => {
      const children = [leftId, rightId].filter((child) => child !== null).toSorted();
      return `${id}: ${children.map((child) => `${child} `).join("")}`;
    });
  return [...new Set(texts)].toSorted();
}

test("the graph has the clusters of the dendrograms that are kept, each once, and no others", async () => {
  const stored: Dendrogram[] = [];
  for (let cycle = 0; cycle < 14; cycle++) {
    // Another choice of templates each time; every fifth time an earlier dendrogram comes again.
    const templates = TEMPLATES.filter((_, i) => (i * 7 + (cycle % 5) * 5) % 12 < 7 + (cycle % 3));
    const dendrogram = clusterTemplates(templates);
    await store.saveCycle(record(cycle, dendrogram, templates));
    // What became current again is the youngest.
    const again = stored.findIndex(({ id }) => id === dendrogram.id);
    if (again >= 0) stored.splice(again, 1);
    stored.push(dendrogram);
    const kept = stored.slice(-KEEP);
    expect(await query("MATCH (d:Dendrogram) RETURN d.id AS id ORDER BY d.currentSince")).toEqual(
      kept.map(({ id }) => id),
    );
    expect(await query("MATCH (d:Dendrogram {isCurrent: true}) RETURN d.id")).toEqual([dendrogram.id]);
    expect(await query(STORED)).toEqual(expected(kept));
  }
});

test("a store that did not write the current dendrogram finds what exists", async () => {
  const some = clusterTemplates(TEMPLATES.slice(0, 6));
  const all = clusterTemplates(TEMPLATES);
  await store.saveCycle(record(0, some, TEMPLATES.slice(0, 6)));
  await new GraphStore(driver, "neo4j", KEEP).saveCycle(record(1, all, TEMPLATES));
  expect(await query(STORED)).toEqual(expected([some, all]));
  // The first one knows an earlier state, and must not trust it.
  await store.saveCycle(record(2, some, []));
  expect(await query(STORED)).toEqual(expected([some, all]));
});
