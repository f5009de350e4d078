import type { Driver } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import { BEGIN_REBUILD, SAVE_EARLIER_TEMPLATES } from "./rebuild.cypher.ts";

/** A template of an earlier graph, and the one that has its lines now. */
export interface EarlierTemplate {
  readonly id: string;
  readonly text: string;
  readonly toId: string;
}

/** @throws ApiError `GRAPH_NOT_EMPTY` when the graph has lines that are not of this archive. */
export async function beginRebuild(driver: Driver, database: string, fromId: string): Promise<void> {
  const { records } = await driver.executeQuery(BEGIN_REBUILD, { fromId }, { database });
  if (records[0]?.get("ledgers") === 1) return;
  throw new ApiError(
    "GRAPH_NOT_EMPTY",
    "the graph has lines of its own, and a rebuild would count them twice: begin with an empty one (move neo4j in DEEPSEC_DATA_DIR away, or name another NEO4J_URI)",
  );
}

export async function saveEarlierTemplates(
  driver: Driver,
  database: string,
  templates: readonly EarlierTemplate[],
): Promise<void> {
  await driver.executeQuery(SAVE_EARLIER_TEMPLATES, { templates }, { database });
}
