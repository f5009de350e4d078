import { readdir } from "node:fs/promises";
import type { Logger } from "pino";
import { ApiError } from "./api-error.ts";
import { Archive } from "./archive/archive.ts";
import { graphIdsOf } from "./archive/layout.ts";
import type { ApiConfig } from "./config.ts";
import { rebuild, type Rebuilt } from "./cycle/rebuild.ts";
import { connect } from "./store/connect.ts";
import { GraphStore } from "./store/graph-store.ts";
import { migrate } from "./store/migrate.ts";
import { MIGRATIONS, NEO4J_WAIT_MS } from "./start-api.ts";

/**
 * Makes the graph anew from the archive of an earlier one: templates, counts, tree, findings, and how far each source is read. The
 * graph must be empty, or what an earlier attempt has made.
 *
 * @param fromId - Id of the earlier graph; null when the archive's folder has that of one other graph alone.
 * @throws ApiError
 */
export async function rebuildGraph(config: ApiConfig, fromId: string | null, log: Logger): Promise<Rebuilt> {
  const { archive: settings, neo4j, timeZone, rulePaths, geoFile = null } = config;
  if (settings === null) {
    throw new ApiError(
      "ARCHIVE_OFF",
      "archive.enabled is false in deepsec.yaml: there is nothing to rebuild from",
    );
  }
  const driver = await connect(neo4j, NEO4J_WAIT_MS);
  try {
    await migrate(driver, neo4j.database, MIGRATIONS);
    const store = new GraphStore(driver, neo4j.database, config.keepDendrograms);
    await store.registerArchivedHosts([]);
    const ledger = await store.loadState([]);
    const id = fromId ?? (await onlyOther(settings.folder, ledger.graphId));
    await store.beginRebuild(id);
    const options = { ...settings, clock: Date.now, log };
    // All that was archived was read: whether the lost graph had counted the last of it, nobody knows any more.
    const from = await Archive.open({ graphId: id, cycle: Number.MAX_SAFE_INTEGER, runId: null }, options);
    try {
      const to = await Archive.open(ledger, options);
      try {
        return await rebuild(from, to, store, { timeZone, rulePaths, geoFile, log });
      } finally {
        await to.close();
      }
    } finally {
      await from.close();
    }
  } finally {
    await driver.close();
  }
}

async function onlyOther(folder: string, graphId: string): Promise<string> {
  const others = graphIdsOf(await readdir(folder).catch(() => [])).filter((id) => id !== graphId);
  const [only] = others;
  if (only !== undefined && others.length === 1) return only;
  const fact =
    only === undefined
      ? `${folder} has no archive of an earlier graph`
      : `${folder} has archives of ${others.length} earlier graphs; say which with --from, ${others.join(" or ")}`;
  throw new ApiError("ARCHIVE_NOT_FOUND", fact);
}
