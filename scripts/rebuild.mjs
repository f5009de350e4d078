// `npm run rebuild`: makes the graph anew from the archive of an earlier one (docs/archive.md). Starts and stops Neo4j, unless
// NEO4J_URI names one. Nothing else of DeepSec may run meanwhile.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { withDatabase } from "./lib/database.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { NODE, ROOT, toolEnvironment } from "./lib/paths.mjs";
import { explain } from "./lib/start-error.mjs";

try {
  await ensureInstalled();
  process.exitCode = await withDatabase(async (access) => {
    const rebuild = spawn(NODE, [join(ROOT, "apps/api/rebuild.ts"), ...process.argv.slice(2)], {
      cwd: ROOT,
      env: { ...toolEnvironment(), ...access },
      stdio: "inherit",
    });
    // A Ctrl-C of the terminal reaches it by itself; what it has stored by then is left out the next time.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => rebuild.kill("SIGTERM"));
    const [code] = await once(rebuild, "close");
    return code ?? 1;
  });
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
