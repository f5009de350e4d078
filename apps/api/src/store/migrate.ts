import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Driver, Neo4jError } from "neo4j-driver";
import { ApiError } from "../api-error.ts";

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly statements: readonly string[];
}

const LOCK_KEY = "CREATE CONSTRAINT schema_lock_id IF NOT EXISTS FOR (n:SchemaLock) REQUIRE n.id IS UNIQUE";
const VERSION_KEY =
  "CREATE CONSTRAINT schema_version_version IF NOT EXISTS FOR (n:SchemaVersion) REQUIRE n.version IS UNIQUE";
const LOCK = "MERGE (l:SchemaLock {id: 'schema'}) SET l.takenAt = datetime()";
const APPLIED = "MATCH (v:SchemaVersion) RETURN v.version AS version, v.name AS name, v.checksum AS checksum";
const RECORD = `MERGE (v:SchemaVersion {version: toInteger($version)})
  SET v.name = $name, v.checksum = $checksum, v.appliedAt = datetime()`;
const AWAIT_INDEXES = "CALL db.awaitIndexes(300)";

/**
 * Brings the graph's keys and indexes to what `folder` (V0001__name.cypher, V0002__…) says. May run again, and in several
 * processes at once: one works, the others wait for it and find nothing left. A migration that a crash cut off runs again
 * from its first statement, so each statement must bear that.
 *
 * @param wanted - Only these, for data of an earlier version; null: all.
 * @returns The versions that were applied now.
 * @throws ApiError `MIGRATION_CHANGED` when an applied file is not what it was, a number is given twice, or the graph is newer;
 *   `MIGRATION_FAILED` when a statement fails.
 */
export async function migrate(
  driver: Driver,
  database: string,
  folder: URL,
  wanted: ReadonlySet<number> | null = null,
): Promise<number[]> {
  const migrations = readMigrations(folder);
  const unknown = [...(wanted ?? [])].find((version) =>
    migrations.every((known) => known.version !== version),
  );
  if (unknown !== undefined) throw new ApiError("MIGRATION_CHANGED", newer(`migration ${unknown}`));
  await withRetries(() => run(driver, database, LOCK_KEY));
  await withRetries(() => run(driver, database, VERSION_KEY));
  // The open transaction is the lock: it ends with this process, however that ends.
  const session = driver.session({ database });
  try {
    const lock = session.beginTransaction();
    await lock.run(LOCK);
    const applied = await applyPending(driver, database, migrations, wanted);
    await lock.commit();
    return applied;
  } finally {
    await session.close();
  }
}

async function applyPending(
  driver: Driver,
  database: string,
  migrations: Migration[],
  wanted: ReadonlySet<number> | null,
): Promise<number[]> {
  const { records } = await run(driver, database, APPLIED);
  const known = new Map(migrations.map((migration) => [migration.version, migration]));
  const done = new Set<number>();
  for (const record of records) {
    const version: unknown = record.get("version");
    if (typeof version !== "number") continue;
    const migration = known.get(version);
    if (migration === undefined) {
      throw new ApiError("MIGRATION_CHANGED", newer(`migration ${version} (${String(record.get("name"))})`));
    }
    if (migration.checksum !== record.get("checksum")) {
      const fact = `migration ${version} (${migration.name}) was changed after it was applied; put the file back and add a new one`;
      throw new ApiError("MIGRATION_CHANGED", fact);
    }
    done.add(version);
  }
  const pending = migrations.filter(
    ({ version }) => !done.has(version) && (wanted === null || wanted.has(version)),
  );
  for (const { version, name, checksum, statements } of pending) {
    try {
      for (const statement of statements) await run(driver, database, statement);
      await run(driver, database, RECORD, { version, name, checksum });
    } catch (cause) {
      const fact = `migration ${version} (${name}) failed: ${cause instanceof Error ? cause.message : String(cause)}`;
      throw new ApiError("MIGRATION_FAILED", fact, { cause });
    }
  }
  if (pending.length > 0) await run(driver, database, AWAIT_INDEXES);
  return pending.map(({ version }) => version);
}

function newer(migration: string): string {
  return `the graph has ${migration}, which this version does not know; update DeepSec`;
}

function readMigrations(folder: URL): Migration[] {
  const migrations: Migration[] = [];
  for (const file of readdirSync(folder).toSorted()) {
    const match = /^V(\d{4})__([a-z0-9_]+)\.cypher$/.exec(file);
    if (match === null) continue;
    const text = readFileSync(new URL(file, folder), "utf8");
    const version = Number(match[1]);
    if (migrations.some((migration) => migration.version === version)) {
      throw new ApiError(
        "MIGRATION_CHANGED",
        `two migrations have the number ${version}; give ${file} the next free one`,
      );
    }
    migrations.push({
      version,
      name: match[2] ?? "",
      checksum: createHash("sha256").update(text).digest("hex"),
      statements: statementsOf(text),
    });
  }
  return migrations;
}

/** Statements end with a semicolon at the end of a line; `//` at its start makes a line a comment. */
function statementsOf(text: string): string[] {
  const lines = text.split("\n").filter((line) => !line.trimStart().startsWith("//"));
  return lines
    .join("\n")
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

async function run(driver: Driver, database: string, text: string, parameters: Record<string, unknown> = {}) {
  const session = driver.session({ database });
  try {
    return await session.run(text, parameters);
  } finally {
    await session.close();
  }
}

/** Two processes that make the same constraint at the same time may hinder one another; the second look finds it there. */
async function withRetries(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof Neo4jError) || attempt === 10) throw error;
    }
    await sleep(100 * attempt);
  }
}
