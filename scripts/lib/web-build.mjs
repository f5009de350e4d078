import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { run } from "./child.mjs";
import { NODE, ROOT, toolEnvironment } from "./paths.mjs";
import { step } from "./progress.mjs";
import { StartError } from "./start-error.mjs";

const WEB = join(ROOT, "apps", "web");
const STAMP = join(WEB, ".next", "deepsec-sources.sha256");
const NOT_SOURCES = new Set([".next", ".turbo", "node_modules", "next-env.d.ts", "tsconfig.tsbuildinfo"]);
export const NEXT = join(ROOT, "node_modules", "next", "dist", "bin", "next");

/** Runs `next build` when there is no build, or it was made of other sources. */
export async function ensureWebBuild() {
  const hash = await hashSources();
  const stamp = await readFile(STAMP, "utf8").catch(() => "");
  if (stamp === hash && existsSync(join(WEB, ".next", "BUILD_ID"))) return;
  await step("building the page", async () => {
    const env = { ...toolEnvironment(), NODE_ENV: "production" };
    const { code, output } = await run(NODE, [NEXT, "build"], { cwd: WEB, env });
    if (code !== 0)
      throw new StartError(`next build failed:\n${output.trim()}`, "npm run build -w @deepsec/web");
    await writeFile(STAMP, hash);
  });
}

async function hashSources() {
  const hash = createHash("sha256");
  for (const path of ["package-lock.json", "tsconfig.base.json"])
    hash.update(await readFile(join(ROOT, path)));
  for (const folder of [WEB, join(ROOT, "packages", "schema")]) {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter(
        (file) => !file.split("/").some((part) => NOT_SOURCES.has(part)) && !/\.test\.tsx?$/.test(file),
      );
    for (const file of files.toSorted())
      hash.update(`\0${file.slice(ROOT.length)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
}
