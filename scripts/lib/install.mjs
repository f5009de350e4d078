import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "./child.mjs";
import { NODE, ROOT } from "./paths.mjs";
import { step } from "./progress.mjs";
import { StartError } from "./start-error.mjs";

/** Runs `npm ci` when what is installed is not what package-lock.json says. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await step("installing npm packages", async () => {
    const { code, output } = await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: ROOT });
    if (code !== 0) throw new StartError(`npm ci failed:\n${output.trim()}`, "npm ci");
    if (!existsSync(NODE)) {
      throw new StartError(
        "npm ci left out Node 24 (the install script of the package `node` did not run)",
        "npm rebuild node",
      );
    }
  });
}

/** npm keeps a copy of the lock file beside what it installed; optional packages of other systems are not in it. */
export function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")).packages;
    const found = JSON.parse(readFileSync(join(ROOT, "node_modules", ".package-lock.json"), "utf8")).packages;
    const isThere = ([path, { version, optional }]) =>
      !path.includes("node_modules/") ||
      (found[path] === undefined ? optional === true : found[path].version === version);
    return existsSync(NODE) && Object.entries(wanted).every(isThere);
  } catch {
    // No node_modules, or one that npm did not write: install.
    return false;
  }
}
