import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { startNeo4j } from "../../neo4j/start.mjs";
import { ROOT } from "./paths.mjs";
import { isPortFree, parsePort } from "./ports.mjs";
import { ensurePrograms, JDK, MAVEN } from "./prerequisites.mjs";
import { say } from "./progress.mjs";

const env = process.env;

/**
 * Does `work` with a database: the one that NEO4J_URI names, the one of a DeepSec that runs, or one that is started for it.
 * @template T
 * @param {(access: Record<string, string>) => Promise<T>} work - given the variables by which the API finds database and data
 * @returns {Promise<T>}
 */
export async function withDatabase(work) {
  const dataDir = resolve(env.DEEPSEC_DATA_DIR || join(ROOT, ".deepsec"));
  const data = { DEEPSEC_DATA_DIR: dataDir };
  if (env.NEO4J_URI) return work(data);
  const port = parsePort(env.DEEPSEC_NEO4J_PORT || "7687", "DEEPSEC_NEO4J_PORT");
  const passwordFile = join(dataDir, "neo4j", "password");
  if (!(await isPortFree(port)) && existsSync(passwordFile)) {
    const password = (await readFile(passwordFile, "utf8")).trim();
    return work({
      ...data,
      NEO4J_URI: `bolt://127.0.0.1:${port}`,
      NEO4J_USER: "neo4j",
      NEO4J_PASSWORD: password,
    });
  }
  await ensurePrograms([JDK, MAVEN]);
  const neo4j = await startNeo4j({
    dataDir: join(dataDir, "neo4j"),
    port,
    log: (line) => say(`Neo4j: ${line}`),
  });
  try {
    return await work({
      ...data,
      NEO4J_URI: neo4j.uri,
      NEO4J_USER: neo4j.user,
      NEO4J_PASSWORD: neo4j.password,
    });
  } finally {
    await neo4j.stop();
  }
}
