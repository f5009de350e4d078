import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { withDatabase } from "./database.mjs";
import { ensureInstalled } from "./install.mjs";
import { NODE, ROOT, toolEnvironment } from "./paths.mjs";
import { explain } from "./start-error.mjs";

/**
 * Runs a program of the API with the arguments of this one, on the Neo4j that runs, or one that is started for as long as it takes.
 * Its exit code becomes this process's.
 */
export async function runApiProgram(file, { cwd = process.cwd() } = {}) {
  try {
    await ensureInstalled();
    process.exitCode = await withDatabase(async (access) => {
      const child = spawn(NODE, [join(ROOT, "apps/api", file), ...process.argv.slice(2)], {
        cwd,
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
}
