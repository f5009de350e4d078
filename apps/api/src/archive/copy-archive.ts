import { constants } from "node:fs";
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ApiError } from "../api-error.ts";
import { graphFolder, parseRecentFile } from "./layout.ts";
import { readManifest } from "./manifest.ts";

const ATTEMPTS_MAX = 5;

/** @returns Files that were copied; 0 when the graph has no archive in `from`. */
export async function copyArchive(from: string, to: string, graphId: string): Promise<number> {
  const [source, target] = [join(from, graphFolder(graphId)), join(to, graphFolder(graphId))];
  if ((await readdir(target).catch(() => [])).length > 0) {
    throw new ApiError("BACKUP_UNUSABLE", `${target} has files already: move them away first`);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await copyOnce(source, target, graphId);
    } catch (error) {
      // Files that were merged meanwhile: the manifest of now names others.
      const isGone = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (!isGone || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

/** The files of the manifest and those that came after it never change, so a copy of them is the archive of that moment. */
async function copyOnce(source: string, target: string, graphId: string): Promise<number> {
  const { files, partitionedTo } = await readManifest(source, graphId);
  const recent = (await readdir(join(source, "recent")).catch(() => [])).filter(
    (name) => (parseRecentFile(name)?.cycle ?? 0) > partitionedTo,
  );
  const paths = [...files.map(({ path }) => path), ...recent.map((name) => `recent/${name}`)];
  if (paths.length === 0) return 0;
  const manifest = await readFile(join(source, "manifest.json"), "utf8").catch(() => null);
  for (const path of paths) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await copyFile(join(source, path), join(target, path), constants.COPYFILE_FICLONE);
  }
  if (manifest !== null) await writeFile(join(target, "manifest.json"), manifest);
  return paths.length;
}
