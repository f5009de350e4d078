import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Makes a file that is either whole or not there, whatever happens: it is written under another name, synced, renamed, and its
 * folder synced.
 *
 * @param folder - Has a folder `tmp` on the same file system.
 * @param path - Below `folder`; overwritten.
 * @param write - Writes the file whose path it is given.
 */
export async function makeDurable(
  folder: string,
  path: string,
  write: (temporary: string) => Promise<unknown>,
): Promise<void> {
  const temporary = join(folder, "tmp", path.replaceAll("/", "~"));
  const target = join(folder, path);
  try {
    await write(temporary);
    await sync(temporary);
    const isNew = (await mkdir(dirname(target), { recursive: true })) !== undefined;
    await rename(temporary, target);
    await sync(dirname(target));
    if (isNew) await syncAbove(folder, dirname(target));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export function makeDurableText(folder: string, path: string, text: string): Promise<void> {
  return makeDurable(folder, path, (temporary) => writeFile(temporary, text));
}

/** The name of a new folder stands in the one above it. */
async function syncAbove(folder: string, path: string): Promise<void> {
  for (let above = dirname(path); above.length >= folder.length; above = dirname(above)) await sync(above);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
