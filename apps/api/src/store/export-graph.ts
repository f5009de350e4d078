import neo4j, { type Driver, type QueryResult, type Result } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import { EXPORT_NODES, EXPORT_RELATIONSHIPS, HOLD_LEDGER, VERSIONS } from "./copy.cypher.ts";
import { toTyped } from "./typed-value.ts";

/** Which graph was copied, and what stood in it. */
export interface ExportedGraph {
  readonly graphId: string;
  readonly cycle: number;
  /** Migrations that it had. */
  readonly versions: readonly number[];
  readonly nodes: number;
  readonly relationships: number;
}

/**
 * All nodes and relationships, of one moment: cycles and verdicts wait until it is done. Each row is JSON, nodes first; nodes are
 * numbered from 0 in their order.
 *
 * @param driver - With `useBigInt`, or integers would turn into floats.
 * @param write - Takes a row; resolves when it wants the next.
 * @param alongside - Done while nothing is stored.
 * @throws ApiError `BACKUP_UNUSABLE` when the graph is not one of DeepSec.
 */
export async function exportGraph(
  driver: Driver,
  database: string,
  write: (row: string) => Promise<void>,
  alongside: (graphId: string) => Promise<void>,
): Promise<ExportedGraph> {
  const holding = driver.session({ database });
  const reading = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    const hold = holding.beginTransaction();
    const ledger = await hold.run(HOLD_LEDGER);
    const graphId = text(ledger, "graphId");
    const versions = (await reading.run(VERSIONS)).records.map((row) => Number(row.get("version")));
    const numbers = new Map<string, number>();
    let relationships = 0;
    await each(reading.run(EXPORT_NODES), (row) => {
      numbers.set(String(row["id"]), numbers.size);
      return write(JSON.stringify({ labels: row["labels"], properties: typed(row["properties"]) }));
    });
    await each(reading.run(EXPORT_RELATIONSHIPS), (row) => {
      const [from, to] = [numbers.get(String(row["from"])), numbers.get(String(row["to"]))];
      // Of the record of migrations, which is not copied.
      if (from === undefined || to === undefined) return Promise.resolve();
      relationships += 1;
      return write(JSON.stringify({ from, to, type: row["type"], properties: typed(row["properties"]) }));
    });
    await alongside(graphId);
    await hold.rollback();
    return {
      graphId,
      cycle: Number(ledger.records[0]?.get("cycle")),
      versions,
      nodes: numbers.size,
      relationships,
    };
  } finally {
    await reading.close();
    await holding.close();
  }
}

async function each(
  result: Result<Record<string, unknown>>,
  take: (row: Record<string, unknown>) => Promise<void>,
): Promise<void> {
  for await (const record of result) await take(record.toObject());
}

function typed(properties: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(Object(properties)).map(([key, value]) => [key, toTyped(value)]));
}

function text({ records }: QueryResult, key: string): string {
  const value: unknown = records[0]?.get(key);
  if (typeof value === "string") return value;
  throw new ApiError(
    "BACKUP_UNUSABLE",
    "this database has no graph of DeepSec yet: there is nothing to back up",
  );
}
