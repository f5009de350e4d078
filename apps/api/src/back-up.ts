import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { z } from "zod";
import { ApiError } from "./api-error.ts";
import { copyArchive } from "./archive/copy-archive.ts";
import type { ApiConfig } from "./config.ts";
import { MIGRATIONS, NEO4J_WAIT_MS } from "./start-api.ts";
import { connect } from "./store/connect.ts";
import { exportGraph } from "./store/export-graph.ts";
import { emptyForImport, importGraph } from "./store/import-graph.ts";
import { migrate } from "./store/migrate.ts";

const DESCRIPTION = "backup.json";
const GRAPH = "graph.jsonl.gz";
const ARCHIVE = "archive";
const KEY = "redaction.key";

/** Written last: a folder without it is no backup. */
const Description = z.strictObject({
  format: z.literal(1),
  createdAt: z.string(),
  graphId: z.string(),
  cycle: z.int(),
  versions: z.array(z.int()).min(1),
  nodes: z.int(),
  relationships: z.int(),
  archiveFiles: z.int(),
});
export type BackupDescription = z.infer<typeof Description>;

/**
 * Copies graph, archive and key of redaction into a new folder, all of one moment. The API may run meanwhile: what it wants to
 * store waits.
 *
 * @throws ApiError
 */
export async function backUp(config: ApiConfig, folder: string, now: Date): Promise<BackupDescription> {
  if ((await readdir(folder).catch(() => [])).length > 0) {
    throw new ApiError("BACKUP_UNUSABLE", `${folder} is not empty; a backup wants a folder of its own`);
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const driver = await connect(config.neo4j, NEO4J_WAIT_MS, "exact");
  try {
    const gzip = createGzip();
    const written = pipeline(gzip, createWriteStream(join(folder, GRAPH), { mode: 0o600 }));
    // Should it fail, the write that waits for it fails with it.
    written.catch((error: unknown) => gzip.destroy(error instanceof Error ? error : undefined));
    const { promise: broken, reject: breaks } = Promise.withResolvers<never>();
    gzip.once("error", breaks);
    broken.catch(() => undefined);
    let archiveFiles = 0;
    const graph = await exportGraph(
      driver,
      config.neo4j.database,
      async (row) => {
        if (!gzip.write(`${row}\n`))
          await Promise.race([broken, new Promise<void>((resolve) => gzip.once("drain", () => resolve()))]);
      },
      async (graphId) => {
        if (config.archive !== null)
          archiveFiles = await copyArchive(config.archive.folder, join(folder, ARCHIVE), graphId);
      },
    );
    gzip.end();
    await written;
    await copyFile(config.redaction.keyFile, join(folder, KEY)).catch(unlessMissing);
    const description = { format: 1, createdAt: now.toISOString(), ...graph, archiveFiles } as const;
    await writeFile(
      join(folder, DESCRIPTION),
      `${JSON.stringify(Description.parse(description), null, 1)}\n`,
    );
    return { ...description, versions: [...graph.versions] };
  } finally {
    await driver.close();
  }
}

/**
 * Puts a backup back into an empty graph and an empty archive. It may be of an earlier version: the graph gets the keys that it had,
 * and the next start of the API brings it up to date. Nothing else of DeepSec may run.
 *
 * @throws ApiError
 */
export async function restore(config: ApiConfig, folder: string): Promise<BackupDescription> {
  const description = await readDescription(folder);
  const { database } = config.neo4j;
  const driver = await connect(config.neo4j, NEO4J_WAIT_MS, "exact");
  try {
    const plain = await connect(config.neo4j, NEO4J_WAIT_MS);
    try {
      await migrate(plain, database, MIGRATIONS, new Set(description.versions));
    } finally {
      await plain.close();
    }
    await emptyForImport(driver, database);
    if (description.archiveFiles > 0) {
      if (config.archive === null)
        throw new ApiError(
          "ARCHIVE_OFF",
          "the backup has an archive, and archive.enabled is false in deepsec.yaml",
        );
      await copyArchive(join(folder, ARCHIVE), config.archive.folder, description.graphId);
    }
    await restoreKey(join(folder, KEY), config.redaction.keyFile);
    const made = await pipeline(createReadStream(join(folder, GRAPH)), createGunzip(), (unzipped) =>
      importGraph(driver, database, linesOf(unzipped)),
    );
    if (made.nodes !== description.nodes || made.relationships !== description.relationships) {
      const fact = `${folder} is damaged: ${made.nodes} nodes and ${made.relationships} relationships came out of it, ${description.nodes} and ${description.relationships} went in`;
      throw new ApiError("BACKUP_UNUSABLE", fact);
    }
    return description;
  } finally {
    await driver.close();
  }
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

async function readDescription(folder: string): Promise<BackupDescription> {
  try {
    return Description.parse(JSON.parse(await readFile(join(folder, DESCRIPTION), "utf8")));
  } catch (cause) {
    throw new ApiError("BACKUP_UNUSABLE", `${folder} is no whole backup: its ${DESCRIPTION} cannot be read`, {
      cause,
    });
  }
}

/** With another key equal secrets would no longer show as equal; the one that is there is kept beside it. */
async function restoreKey(from: string, to: string): Promise<void> {
  const key = await readFile(from).catch(unlessMissing);
  if (key === undefined) return;
  const present = await readFile(to).catch(unlessMissing);
  if (present?.equals(key) === true) return;
  if (present !== undefined) await rename(to, `${to}.before-restore`);
  await writeFile(to, key, { mode: 0o600 });
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
