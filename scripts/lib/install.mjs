import { existsSync, readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";

import { run } from "./child.mjs";
import { NODE, ROOT } from "./paths.mjs";
import { step } from "./progress.mjs";
import { StartError } from "./start-error.mjs";

/** Runs `npm ci` when what is installed is not what package-lock.json says. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await step("installing npm packages", async () => {
    const args = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    const { code, output } = await run("npm", args, { cwd: ROOT });
    if (code !== 0) throw new StartError(`npm ci failed:\n${output.trim()}`, "npm ci");
    await ensureNode24();
  });
}

/** npm brings Node 24 for Linux on x64 and arm64 (node-linux-*); elsewhere the one that runs this has to do. */
async function ensureNode24() {
  if (existsSync(NODE)) return;
  if (Number(process.versions.node.split(".")[0]) < 24) {
    throw new StartError(
      `this is Node ${process.versions.node} on ${process.platform}-${process.arch}`,
      "install Node 24",
    );
  }
  await symlink(process.execPath, NODE);
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
