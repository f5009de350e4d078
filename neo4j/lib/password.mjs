import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";

import { StartError } from "../../scripts/lib/start-error.mjs";

/**
 * The password of the user neo4j, made at the first start. It stands in `password.new` until a start has set it, so that a
 * first start that was cut off is done again with the same one.
 * @param {string} dataDir
 * @returns {Promise<{ password: string, isNew: boolean, keep: () => Promise<void> }>} keep: call when the store has it
 * @throws StartError when there is a store, but no password for it
 */
export async function ensurePassword(dataDir) {
  const file = join(dataDir, "password");
  const newFile = join(dataDir, "password.new");
  if (existsSync(file)) return { password: await read(file), isNew: false, keep: () => Promise.resolve() };

  if (!existsSync(newFile)) {
    if (existsSync(join(dataDir, "data", "databases"))) {
      const fix = `put ${file} back, or move ${dataDir} away to begin with an empty graph`;
      throw new StartError(
        `the graph in ${dataDir} has a password, and the file that kept it, ${file}, is gone`,
        fix,
      );
    }
    // Hexadecimal: neo4j-admin takes a password that begins with a dash for an option.
    await writeSecret(newFile, randomBytes(24).toString("hex"));
  }
  return { password: await read(newFile), isNew: true, keep: () => rename(newFile, file) };
}

async function read(file) {
  return (await readFile(file, "utf8")).trim();
}

async function writeSecret(file, text) {
  const temporary = `${file}.tmp`;
  const handle = await open(temporary, "w", 0o600);
  try {
    await handle.writeFile(`${text}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}
