// `npm run backup -- FOLDER` and `npm run restore -- FOLDER`: graph, archive and key of redaction, to a folder and back
// (docs/operations.md). Uses the Neo4j that runs, else starts one for as long as it takes.
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
    const child = spawn(NODE, [join(ROOT, "apps/api/backup.ts"), ...process.argv.slice(2)], {
      env: { ...toolEnvironment(), ...access },
      stdio: "inherit",
    });
    // A Ctrl-C of the terminal reaches it by itself.
    process.on("SIGINT", () => {});
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    const [code] = await once(child, "close");
    return code ?? 1;
  });
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
