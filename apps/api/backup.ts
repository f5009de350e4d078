// `npm run backup` and `npm run restore`: graph, archive and key of redaction, to a folder and back.
import { resolve } from "node:path";
import { backUp, loadConfig, restore, runProgram } from "./src/index.ts";

const EXIT_USAGE = 64;

await runProgram(async () => {
  const [action = "", folder = ""] = process.argv.slice(2);
  if ((action !== "backup" && action !== "restore") || folder === "") {
    process.stderr.write("usage: npm run backup -- FOLDER, npm run restore -- FOLDER\n");
    process.exitCode = EXIT_USAGE;
    return;
  }
  const [config, path] = [loadConfig(), resolve(folder)];
  const done = action === "backup" ? await backUp(config, path, new Date()) : await restore(config, path);
  const { nodes, relationships, archiveFiles, cycle } = done;
  const counts = `${nodes} nodes, ${relationships} relationships, ${archiveFiles} files of the archive, as of cycle ${cycle}`;
  process.stdout.write(`${action === "backup" ? "backed up to" : "restored from"} ${path}: ${counts}\n`);
});
