// `npm run rebuild`: makes the graph anew from the archive of an earlier one (docs/archive.md). Starts and stops Neo4j, unless
// NEO4J_URI names one. Nothing else of DeepSec may run meanwhile.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";

import { startNeo4j } from "../neo4j/start.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { NODE, ROOT, toolEnvironment } from "./lib/paths.mjs";
import { parsePort } from "./lib/ports.mjs";
import { ensurePrograms, JDK, MAVEN } from "./lib/prerequisites.mjs";
import { say } from "./lib/progress.mjs";
import { explain } from "./lib/start-error.mjs";

const env = process.env;
const dataDir = resolve(env.DEEPSEC_DATA_DIR || join(ROOT, ".deepsec"));

async function startOwnNeo4j() {
  await ensurePrograms([JDK, MAVEN]);
  const port = parsePort(env.DEEPSEC_NEO4J_PORT || "7687", "DEEPSEC_NEO4J_PORT");
  return startNeo4j({ dataDir: join(dataDir, "neo4j"), port, log: (line) => say(`Neo4j: ${line}`) });
}

let neo4j;
try {
  await ensureInstalled();
  neo4j = env.NEO4J_URI ? undefined : await startOwnNeo4j();
  const access = neo4j && { NEO4J_URI: neo4j.uri, NEO4J_USER: neo4j.user, NEO4J_PASSWORD: neo4j.password };
  const rebuild = spawn(NODE, [join(ROOT, "apps/api/rebuild.ts"), ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { ...toolEnvironment(), ...access, DEEPSEC_DATA_DIR: dataDir },
    stdio: "inherit",
  });
  // A Ctrl-C of the terminal reaches it by itself; what it has stored by then is left out the next time.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => rebuild.kill("SIGTERM"));
  const [code] = await once(rebuild, "close");
  process.exitCode = code ?? 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
} finally {
  await neo4j?.stop();
}
