import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ROOT } from "./paths.mjs";

/** @returns {{ path: string, entry: Record<string, any> }[]} what package-lock.json takes from elsewhere: workspaces and links left out */
export function lockedPackages() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([path, { link }]) => path.includes("node_modules/") && !link)
    .map(([path, entry]) => ({ path, entry }));
}
