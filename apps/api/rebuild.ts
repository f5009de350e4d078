// `npm run rebuild`: the graph anew from the archive of an earlier one.
import { parseArgs } from "node:util";
import { apiLog, loadConfig, rebuildGraph, runProgram } from "./src/index.ts";

await runProgram(async () => {
  const { values } = parseArgs({ options: { from: { type: "string" } } });
  const config = loadConfig();
  const { lines, cycles } = await rebuildGraph(config, values.from ?? null, apiLog(config.logLevel));
  process.stdout.write(`${lines} lines rebuilt in ${cycles} cycles\n`);
});
