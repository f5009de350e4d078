// `npm run backup -- FOLDER` and `npm run restore -- FOLDER`: graph, archive and key of redaction, to a folder and back
// (docs/operations.md). Uses the Neo4j that runs, else starts one for as long as it takes.
import { runApiProgram } from "./lib/api-program.mjs";

await runApiProgram("backup.ts");
