import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../store/connect.ts";
import { migrate } from "../store/migrate.ts";
import { ArchivedHosts, HOSTS, log } from "./archived-hosts.fixture.ts";
import { rebuild } from "./rebuild.ts";

const MIGRATIONS = new URL("../../../../neo4j/migrations/", import.meta.url);
let driver: Awaited<ReturnType<typeof connect>>;
let hosts: ArchivedHosts;

beforeAll(async () => {
  const uri = process.env["DEEPSEC_TEST_NEO4J_URI"] ?? "";
  const password = process.env["DEEPSEC_TEST_NEO4J_PASSWORD"] ?? "";
  driver = await connect({ uri, user: "neo4j", password, database: "neo4j" }, 10_000);
  await migrate(driver, "neo4j", MIGRATIONS);
});
afterAll(() => driver.close());
beforeEach(async () => {
  hosts = await ArchivedHosts.create(driver);
});
afterEach(() => hosts.remove());

/** Where each line stands. */
async function found() {
  return { archived: await hosts.archived(), counted: await hosts.counted() };
}

/** Each line in the archive once, and counted once in the ledger, the templates and the hours. */
async function eachOnce() {
  const archived = await hosts.written();
  return { archived, counted: [archived.length, archived.length, archived.length] };
}

describe("a crash", () => {
  const crash = new Error("the power is gone");
  const points: Readonly<Record<string, () => void>> = {
    "before the lines are archived": () => {
      hosts.now.archive.write = () => Promise.reject(crash);
    },
    "after they are archived, before they are counted": () => {
      hosts.now.store.saveCycle = () => Promise.reject(crash);
    },
    "after they are counted, before anybody knows": () => {
      const { store } = hosts.now;
      const save = store.saveCycle.bind(store);
      store.saveCycle = async (record) => {
        await save(record);
        throw crash;
      };
    },
  };

  test.each(Object.keys(points))("%s loses no line and doubles none", async (point) => {
    await hosts.write(0, 40);
    await hosts.collect();
    await hosts.write(40, 40);
    points[point]?.();
    await expect(hosts.run()).rejects.toThrow(crash);
    await hosts.stop();

    await hosts.start();
    await hosts.write(80, 10);
    await hosts.collect();
    expect(await found()).toEqual(await eachOnce());
  });

  test("of every second transaction alone, in a process that lives on, neither", async () => {
    await hosts.write(0, 40);
    const { store } = hosts.now;
    const save = store.saveCycle.bind(store);
    let saves = 0;
    store.saveCycle = async (record) => {
      if (++saves % 2 === 1) throw crash;
      return save(record);
    };
    for (let round = 1; round <= 4; round++) {
      await Promise.allSettled([hosts.run()]);
      await hosts.write(round * 40, 10);
    }
    store.saveCycle = save;
    await hosts.collect();
    expect(await found()).toEqual(await eachOnce());
  });
});

describe("lines that cannot be archived", () => {
  test("are not counted; run and sources say why, and all goes on by itself", async () => {
    await hosts.write(0, 40);
    await hosts.collect();
    const before = await hosts.counted();
    await hosts.write(40, 40);
    const { folder } = hosts.now.archive;
    // Nothing can be written without it, as on a disk that is full or read-only.
    await rm(join(folder, "tmp"), { recursive: true });
    expect(await hosts.run()).toMatchObject({ phase: "failed", lines: 0, errorCount: 3 });
    expect(await hosts.counted()).toEqual(before);
    const sources = await hosts.query(
      "MATCH (s:Source) RETURN s.errorCode AS code, s.errorFix AS fix, s.sizeBytes > s.offsetBytes AS lags",
    );
    const failed = { code: "ARCHIVE_UNWRITABLE", fix: expect.stringContaining(folder), lags: true };
    expect(sources).toEqual(HOSTS.map(() => failed));
    expect(await hosts.query("MATCH (r:Run {phase: 'failed'}) RETURN r.lines AS lines")).toEqual([
      { lines: 0 },
    ]);

    await mkdir(join(folder, "tmp"));
    await hosts.collect();
    expect(await found()).toEqual(await eachOnce());
    expect(await hosts.query("MATCH (s:Source) WHERE s.errorCode IS NOT NULL RETURN s.id")).toEqual([]);
  });
});

describe("a graph that was restored from an old backup", () => {
  test("reads again what it does not count, and the archive has it once", async () => {
    await hosts.write(0, 60);
    await hosts.collect();
    const { graphId } = await hosts.now.store.loadState([]);
    await hosts.stop();
    // The oldest backup that there can be: of the moment after the first start.
    await hosts.emptyGraph();
    await hosts.query(
      "CREATE (:Ledger {id: 'ledger', cycle: 0, totalLines: 0, totalEvents: 0, graphId: $graphId})",
      { graphId },
    );
    await hosts.start();
    expect(await hosts.archived()).toEqual([]);
    await hosts.write(60, 20);
    await hosts.collect();
    expect(await found()).toEqual(await eachOnce());
  });
});

describe("a rebuild", () => {
  test(
    "counts what was counted, in an empty graph, and collecting goes on from there",
    { timeout: 600_000 },
    async () => {
      for (let round = 0; round < 4; round++) {
        await hosts.write(round * 50, 50);
        await hosts.collect();
      }
      const before = await facts();
      const old = await hosts.now.store.loadState([]);
      const oldIds = await hosts.archivedTemplateIds();
      await hosts.stop();

      await hosts.emptyGraph();
      await hosts.start();
      const { store, archive } = hosts.now;
      const from = await hosts.openArchive({ ...old, cycle: Number.MAX_SAFE_INTEGER });
      await store.beginRebuild(old.graphId);
      const { lines } = await rebuild(from, archive, store, { timeZone: "UTC", rulePaths: [], log });
      expect(lines).toBe((await hosts.written()).length);
      expect(await facts()).toEqual(before);
      expect(await found()).toEqual(await eachOnce());
      const kept = await hosts.query(
        "MATCH (t:LogTemplate) WHERE t.id IN $oldIds AND EXISTS { (t)-[:BECAME]->*(:LogTemplate WHERE t.lineCount >= 0) } RETURN t.id",
        { oldIds },
      );
      expect(kept).toHaveLength(oldIds.length);
      expect(oldIds.length).toBeGreaterThan(7);
      // What is stored already is left out.
      expect(await rebuild(from, archive, store, { timeZone: "UTC", rulePaths: [], log })).toMatchObject({
        lines: 0,
      });
      await from.close();

      await hosts.write(200, 20);
      await hosts.collect();
      expect(await found()).toEqual(await eachOnce());
    },
  );

  test("is refused by a graph that has lines of its own", async () => {
    await hosts.write(0, 10);
    await hosts.collect();
    await expect(hosts.now.store.beginRebuild("another")).rejects.toMatchObject({ code: "GRAPH_NOT_EMPTY" });
  });
});

/**
 * Templates with their counts, hours and values, and how far each source is read. Words are left out of the values: they are some
 * only from when their template has a wildcard there, and a rebuild knows from the start that it will.
 */
async function facts(): Promise<unknown> {
  return [
    await hosts.query(
      `MATCH (t:LogTemplate)-[o:OCCURRED]->(s:Source) WITH t, s, o ORDER BY s.id, o.hour
       WITH t, collect([s.id, toString(o.hour), o.count, o.lineCount]) AS hours
       OPTIONAL MATCH (t)-[v:HAS_VALUE]->(value:Value) WHERE value.kind <> 'text'
       WITH t, hours, v, value ORDER BY v.slot, value.kind, value.text
       WITH t, hours, collect([v.slot, value.kind, value.text, v.count]) AS values
       RETURN t.id AS id, t.text AS text, t.level AS level, t.count AS count, t.lineCount AS lineCount, hours, values ORDER BY id`,
    ),
    await hosts.query(
      `MATCH (s:Source) RETURN s.id AS id, s.offsetBytes AS offset, s.head AS head, s.anchor AS anchor, s.parseState AS state,
         s.lineCount AS lines, s.eventCount AS events, s.generation AS generation, s.redactedKinds AS kinds, s.redactedCounts AS counts ORDER BY id`,
    ),
  ];
}
