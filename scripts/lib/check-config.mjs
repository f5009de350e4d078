// Run by Node 24: exit code 78 and every wrong setting, before anything is started.
import { ConfigError, loadConfig } from "../../apps/api/src/config.ts";

try {
  loadConfig();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) console.error(problem);
  process.exitCode = 78;
}
