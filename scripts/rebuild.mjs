// `npm run rebuild`: makes the graph anew from the archive of an earlier one (docs/archive.md). Starts and stops Neo4j, unless
// NEO4J_URI names one. Nothing else of DeepSec may run meanwhile. What it has stored by a Ctrl-C is left out the next time.
import { runApiProgram } from "./lib/api-program.mjs";
import { ROOT } from "./lib/paths.mjs";

await runApiProgram("rebuild.ts", { cwd: ROOT });
