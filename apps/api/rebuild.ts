// `npm run rebuild`: the graph anew from the archive of an earlier one.
import { parseArgs } from "node:util";
import { ApiError, apiLog, ConfigError, loadConfig, rebuildGraph } from "./src/index.ts";

const EXIT_CONFIG = 78;

try {
  const { values } = parseArgs({ options: { from: { type: "string" } } });
  const config = loadConfig();
  const { lines, cycles } = await rebuildGraph(config, values.from ?? null, apiLog(config.logLevel));
  process.stdout.write(`${lines} lines rebuilt in ${cycles} cycles\n`);
} catch (error) {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) process.stderr.write(`${problem}\n`);
    process.exitCode = EXIT_CONFIG;
  } else if (error instanceof ApiError) {
    process.stderr.write(`${error.code}: ${error.message}\n`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}
