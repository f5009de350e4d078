import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { migrate } from "@deepsec/api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { count } from "../support/graph-counts.ts";
import { startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const MIGRATIONS = new URL("../../neo4j/migrations/", import.meta.url);
let graph: TestNeo4j;
let folder = "";

beforeAll(async () => {
  graph = await startTestNeo4j();
});
afterAll(() => graph.stop());
beforeEach(async () => {
  await dropAll();
  folder = await mkdtemp(join(tmpdir(), "deepsec-migrations-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await dropAll();
});

const run = (from: URL = pathToFileURL(`${folder}/`)) => migrate(graph.driver, "neo4j", from);

describe("migrations", () => {
  test("give every label a key, and are recorded with name, checksum and time", async () => {
    const applied = await run(MIGRATIONS);
    expect(applied).toContain(1);
    const recorded = `MATCH (v:SchemaVersion) WHERE v.name <> '' AND size(v.checksum) = 64 AND v.appliedAt IS NOT NULL RETURN count(v) AS n`;
    expect(await count(graph, recorded)).toBe(applied.length);
    const { records } = await graph.driver.executeQuery("SHOW CONSTRAINTS", {}, { database: "neo4j" });
    const keyed = records.map((record) => String(record.get("labelsOrTypes")));
    for (const label of [
      "Host",
      "Source",
      "LogTemplate",
      "TemplateVariant",
      "Cluster",
      "Dendrogram",
      "Finding",
      "Run",
      "Ledger",
    ]) {
      expect(keyed).toContain(label);
    }
  });

  test("run a second time do nothing", async () => {
    await run(MIGRATIONS);
    expect(await run(MIGRATIONS)).toEqual([]);
  });

  test("run by four processes at once are applied by one of them", async () => {
    const applied = await Promise.all([1, 2, 3, 4].map(() => run(MIGRATIONS)));
    expect(applied.filter((versions) => versions.length > 0)).toHaveLength(1);
  });

  test("are refused when an applied file was changed", async () => {
    await writeFile(
      join(folder, "V0001__first.cypher"),
      "CREATE INDEX a_b IF NOT EXISTS FOR (n:A) ON (n.b);\n",
    );
    expect(await run()).toEqual([1]);
    await writeFile(
      join(folder, "V0001__first.cypher"),
      "CREATE INDEX a_c IF NOT EXISTS FOR (n:A) ON (n.c);\n",
    );
    await expect(run()).rejects.toMatchObject({ code: "MIGRATION_CHANGED" });
  });

  test("that a crash cut off run again from their first statement", async () => {
    await writeFile(
      join(folder, "V0001__first.cypher"),
      "CREATE INDEX a_b IF NOT EXISTS FOR (n:A) ON (n.b);\nTHIS IS NO CYPHER;\n",
    );
    await expect(run()).rejects.toMatchObject({ code: "MIGRATION_FAILED" });
    await writeFile(
      join(folder, "V0001__first.cypher"),
      "// A comment; with a semicolon.\nCREATE INDEX a_b IF NOT EXISTS FOR (n:A) ON (n.b);\nCREATE INDEX a_c IF NOT EXISTS FOR (n:A) ON (n.c);\n",
    );
    expect(await run()).toEqual([1]);
  });

  test("of a newer version than this one are refused", async () => {
    await run(MIGRATIONS);
    await writeFile(
      join(folder, "V0002__other.cypher"),
      "CREATE INDEX a_b IF NOT EXISTS FOR (n:A) ON (n.b);\n",
    );
    await expect(run()).rejects.toMatchObject({ code: "MIGRATION_CHANGED" });
  });
});

/** As on a new store: no nodes, no keys, no indexes but the database's own. */
async function dropAll(): Promise<void> {
  const session = graph.driver.session({ database: "neo4j" });
  try {
    await session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS");
    const { records: constraints } = await session.run("SHOW CONSTRAINTS YIELD name");
    for (const record of constraints) await session.run(`DROP CONSTRAINT \`${String(record.get("name"))}\``);
    const { records: indexes } = await session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'");
    for (const record of indexes) await session.run(`DROP INDEX \`${String(record.get("name"))}\``);
  } finally {
    await session.close();
  }
}
