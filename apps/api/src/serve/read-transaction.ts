import neo4j, { type Driver, type ManagedTransaction } from "neo4j-driver";

/** A first look at a long window reads all of its hours. */
const READ_TIMEOUT_MS = 30_000;

/** Runs `work` in a transaction that only reads. @param operation - What the database's list of transactions says. */
export async function readTransaction<Result>(
  driver: Driver,
  database: string,
  operation: string,
  work: (tx: ManagedTransaction) => Promise<Result>,
): Promise<Result> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ });
  try {
    return await session.executeRead(work, { timeout: READ_TIMEOUT_MS, metadata: { operation } });
  } finally {
    await session.close();
  }
}
