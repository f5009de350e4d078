import type { Driver } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import {
  DROP_RESTORED_KEY,
  EMPTY,
  FINISH_IMPORT,
  IMPORT_NODES,
  IMPORT_RELATIONSHIPS,
  IS_FREE,
  RESTORED_KEY,
} from "./copy.cypher.ts";
import { fromTyped } from "./typed-value.ts";

const ROWS_MAX = 5000;

/** @throws ApiError `GRAPH_NOT_EMPTY` when the graph has lines of its own. */
export async function emptyForImport(driver: Driver, database: string): Promise<void> {
  const { records } = await driver.executeQuery(IS_FREE, {}, { database });
  if (records[0]?.get("isFree") !== true) {
    const fact =
      "the graph has lines of its own, and a restore would mix them: begin with an empty one (move neo4j in DEEPSEC_DATA_DIR away, or name another NEO4J_URI)";
    throw new ApiError("GRAPH_NOT_EMPTY", fact);
  }
  await alone(driver, database, EMPTY);
}

/**
 * Puts back what `exportGraph` wrote. Whatever stops it, it can be done again from the beginning: `emptyForImport` knows.
 *
 * @returns Nodes and relationships that were made.
 */
export async function importGraph(
  driver: Driver,
  database: string,
  rows: AsyncIterable<string>,
): Promise<{ readonly nodes: number; readonly relationships: number }> {
  await driver.executeQuery(RESTORED_KEY, {}, { database });
  let nodes = 0;
  let relationships = 0;
  let batch: object[] = [];
  let statement = IMPORT_NODES;
  const flush = async (next: string): Promise<void> => {
    if (batch.length > 0) await driver.executeQuery(statement, { rows: batch }, { database });
    batch = [];
    statement = next;
  };
  for await (const row of rows) {
    const { properties, ...rest } = JSON.parse(row) as {
      readonly properties: object;
      readonly from?: number;
    };
    const values = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [key, fromTyped(value)]),
    );
    const wanted = rest.from === undefined ? IMPORT_NODES : IMPORT_RELATIONSHIPS;
    if (wanted !== statement || batch.length === ROWS_MAX) await flush(wanted);
    batch.push(
      rest.from === undefined ? { ...rest, id: nodes, properties: values } : { ...rest, properties: values },
    );
    if (rest.from === undefined) nodes += 1;
    else relationships += 1;
  }
  await flush(IMPORT_NODES);
  await alone(driver, database, FINISH_IMPORT);
  await driver.executeQuery(DROP_RESTORED_KEY, {}, { database });
  return { nodes, relationships };
}

/** `IN TRANSACTIONS` wants no transaction around it. */
async function alone(driver: Driver, database: string, statement: string): Promise<void> {
  const session = driver.session({ database });
  try {
    await session.run(statement);
  } finally {
    await session.close();
  }
}
