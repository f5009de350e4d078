import type { Checkpoint } from "@deepsec/collector";
import { buildDendrogram, contentHash, type LogTemplate } from "@deepsec/engine";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "./connect.ts";
import type { Analysis, CycleRecord, Occurrence } from "./cycle-record.ts";
import { GraphStore } from "./graph-store.ts";
import { migrate } from "./migrate.ts";

const MIGRATIONS = new URL("../../../../neo4j/migrations/", import.meta.url);
const NOW = "2026-11-25T04:30:00.000Z";
const SOURCE = "web1:/var/log/a.log";
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
  store = new GraphStore(driver, "neo4j", 30);
  const host = { name: "web1", address: "10.0.0.1", port: 22, user: "deepsec", hostKeySha256: null };
  await store.registerHosts([host]);
  await store.registerSources([{ id: SOURCE, hostName: "web1", path: "/var/log/a.log" }], ["web1"]);
});

function template(text: string): LogTemplate {
  return { id: contentHash(text), text, level: null, programs: [], count: 1, lineCount: 1, examples: [text] };
}

function occurrence({ id }: LogTemplate, hour: number, lineCount: number): Occurrence {
  const time = `2026-11-25T0${hour}:00:00.000Z`;
  return {
    templateId: id,
    sourceId: SOURCE,
    hour: time,
    count: 1,
    lineCount,
    firstSeen: time,
    lastSeen: time,
  };
}

function analysis(templates: LogTemplate[], more: Partial<Analysis>): Analysis {
  const merges = templates.slice(1).map((_, i) => ({
    left: i === 0 ? 0 : templates.length + i - 1,
    right: i + 1,
    mergeHeight: 0.5,
    size: i + 2,
  }));
  return {
    templates,
    newTemplates: templates.length,
    lineage: [],
    occurrences: [],
    values: { counts: [], sightings: [], distinct: new Map() },
    variants: [],
    dendrogram: buildDendrogram(templates, merges, "average"),
    suggestedCount: 1,
    outliers: [],
    attacks: [],
    news: [],
    endedIds: [],
    baselines: [],
    habits: [],
    ...more,
  };
}

const at = (offsetBytes: number): Checkpoint => ({
  inode: null,
  offsetBytes,
  head: `h${offsetBytes}`,
  anchor: "a",
});

function record(cycle: number, lines: number, more: Partial<CycleRecord>): CycleRecord {
  return {
    runId: `run-${cycle}`,
    cycle,
    startedAt: NOW,
    endedAt: NOW,
    phase: "ok",
    hosts: [{ name: "web1", failure: null, clockSkewMs: null, warning: null }],
    sources: [{ id: SOURCE, failure: null, sizeBytes: 100 }],
    advances: [
      {
        id: SOURCE,
        from: cycle === 0 ? null : at(cycle),
        to: at(cycle + 1),
        encoding: "utf-8",
        generation: 1,
        parseState: JSON.parse("{}"),
        bytes: 1,
        lines,
        events: 1,
        redacted: {},
        partialLines: 0,
        gap: null,
      },
    ],
    analysis: null,
    isRunKept: true,
    ...more,
  };
}

async function query(cypher: string): Promise<unknown[]> {
  const { records } = await driver.executeQuery(cypher, {}, { database: "neo4j" });
  return records.map((row) => row.get(0));
}

const A = template("order 1 paid");
const B = template("order 2 paid");
const C = template("order <*> paid");

describe("saveCycle", () => {
  test("moves all that was counted when two templates become one, hour by hour, and old ids lead on", async () => {
    await store.saveCycle(
      record(0, 10, {
        analysis: analysis([A, B], {
          occurrences: [occurrence(A, 1, 4), occurrence(A, 2, 1), occurrence(B, 2, 5)],
        }),
      }),
    );
    const lineage = [A, B].map(({ id }) => ({ fromId: id, toId: C.id }));
    const later = analysis([C], { lineage, occurrences: [occurrence(C, 2, 7), occurrence(C, 3, 2)] });
    await store.saveCycle(record(1, 9, { analysis: later }));

    const hours = `MATCH (:LogTemplate {id: '${C.id}'})-[o:OCCURRED]->() RETURN [o.hour.hour, o.lineCount, o.count] ORDER BY o.hour`;
    expect(await query(hours)).toEqual([
      [1, 4, 1],
      [2, 13, 3],
      [3, 2, 1],
    ]);
    expect(await query("MATCH ()-[f:FOUND_IN]->() RETURN [f.lineCount, f.count]")).toEqual([[19, 5]]);
    expect(await query(`MATCH (t:LogTemplate {id: '${C.id}'}) RETURN [t.lineCount, t.count]`)).toEqual([
      [19, 5],
    ]);
    expect(
      await query("MATCH (t:LogTemplate)-[:BECAME]->(:LogTemplate) RETURN [t.lineCount, t.count]"),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await query("MATCH (l:Ledger) RETURN l.totalLines")).toEqual([19]);
  });

  test("does nothing when the same cycle comes a second time, as after a lost answer", async () => {
    const cycle = record(0, 4, { analysis: analysis([A], { occurrences: [occurrence(A, 1, 4)] }) });
    await store.saveCycle(cycle);
    await store.saveCycle(cycle);
    expect(await query("MATCH (t:LogTemplate) RETURN t.lineCount")).toEqual([4]);
    expect(await query("MATCH (l:Ledger) RETURN l.cycle")).toEqual([1]);
  });

  test("refuses a cycle that was loaded before another one was stored, and stores nothing of it", async () => {
    await store.saveCycle(record(0, 4, { analysis: analysis([A], { occurrences: [occurrence(A, 1, 4)] }) }));
    const late = record(0, 5, {
      runId: "late",
      analysis: analysis([B], { occurrences: [occurrence(B, 1, 5)] }),
    });
    await expect(store.saveCycle(late)).rejects.toMatchObject({ code: "FENCED" });
    expect(await query("MATCH (t:LogTemplate) RETURN t.id")).toEqual([A.id]);
    expect(await query("MATCH (r:Run) RETURN r.id")).toEqual(["run-0"]);
  });

  test("refuses a source that no longer stands where the cycle read from", async () => {
    await store.saveCycle(record(0, 4, { analysis: analysis([A], { occurrences: [occurrence(A, 1, 4)] }) }));
    await query(`MATCH (s:Source {id: '${SOURCE}'}) SET s.offsetBytes = 7 RETURN s.id`);
    await expect(store.saveCycle(record(1, 5, {}))).rejects.toMatchObject({ code: "FENCED" });
    expect(await query("MATCH (l:Ledger) RETURN [l.cycle, l.totalLines]")).toEqual([[1, 4]]);
  });
});
