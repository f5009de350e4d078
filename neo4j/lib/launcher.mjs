import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { run } from "../../scripts/lib/child.mjs";
import { StartError } from "../../scripts/lib/start-error.mjs";

const SOURCE = fileURLToPath(new URL("../Launch.java", import.meta.url));

/**
 * Launch.java compiled, kept in the cache under the hash of its text and of the Java version.
 * @param {{ javac: string, jar: string, version: string }} jdk
 * @param {string} cacheDir
 * @param {string} lib - the folder of Neo4j's jars
 * @returns {Promise<{ jar: string, classArchive: string }>} classArchive: where the JVM keeps its shared class archive; it
 *   belongs to this jar and this Java, and need not be there
 */
export async function ensureLauncher(jdk, cacheDir, lib) {
  const hash = createHash("sha256")
    .update(await readFile(SOURCE))
    .update(jdk.version)
    .digest("hex")
    .slice(0, 12);
  const jar = join(cacheDir, `launch-${hash}.jar`);
  const classArchive = join(cacheDir, `launch-${hash}.jsa`);
  if (existsSync(jar)) return { jar, classArchive };

  const temporary = join(cacheDir, `launch-${randomBytes(6).toString("hex")}.tmp`);
  await mkdir(temporary, { recursive: true });
  try {
    await must(jdk.javac, ["-d", join(temporary, "classes"), "-cp", join(lib, "*"), SOURCE]);
    await must(jdk.jar, [
      "--create",
      "--file",
      join(temporary, "launch.jar"),
      "-C",
      join(temporary, "classes"),
      ".",
    ]);
    await rename(join(temporary, "launch.jar"), jar);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return { jar, classArchive };
}

async function must(command, args) {
  const { code, output } = await run(command, args);
  if (code !== 0)
    throw new StartError(
      `${command} failed on neo4j/Launch.java:\n${output.trim()}`,
      "set JAVA_HOME to a JDK 17 or 21",
    );
}
