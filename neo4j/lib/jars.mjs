import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

import { run } from "../../scripts/lib/child.mjs";
import { StartError } from "../../scripts/lib/start-error.mjs";

const NEO4J_VERSION = "5.26.24";

const ROOM = fileURLToPath(new URL("..", import.meta.url));
const COPY_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/**
 * The folder with Neo4j's jars, fetched with Maven when it is not there or not whole.
 * Whole means: `sizes.json`, written last before the folder gets its name, and every file as long as it says.
 * @param {string} cacheDir
 * @param {(message: string) => void} log
 * @returns {Promise<{ lib: string, plugins: string }>}
 * @throws StartError when Maven is missing or fails, or a jar is not the one that jars.sha256 names
 */
export async function ensureJars(cacheDir, log) {
  const folder = join(cacheDir, `neo4j-${NEO4J_VERSION}`);
  if (!(await isWhole(folder))) await fetchJars(cacheDir, folder, log);
  return { lib: join(folder, "lib"), plugins: join(folder, "plugins") };
}

async function fetchJars(cacheDir, folder, log) {
  if ((await run("mvn", ["-v"])).code !== 0) {
    throw new StartError(
      "Neo4j's jars come by Maven, and there is no mvn on the PATH",
      "sudo apt-get install -y maven",
    );
  }
  log(`fetching Neo4j ${NEO4J_VERSION} with Maven (once, 121 MB)`);
  const temporary = `${folder}.${randomBytes(6).toString("hex")}.tmp`;
  const lib = join(temporary, "lib");
  const plugins = join(temporary, "plugins");
  try {
    await mkdir(plugins, { recursive: true });
    const args = [
      "-B",
      "-q",
      "-f",
      join(ROOM, "pom.xml"),
      COPY_GOAL,
      "-DincludeScope=runtime",
      `-DoutputDirectory=${lib}`,
    ];
    const maven = await run("mvn", args);
    if (maven.code !== 0) {
      const fix =
        "see the lines above; Maven needs its repository (network, or ~/.m2/settings.xml for a mirror) this once";
      throw new StartError(`Maven could not fetch Neo4j ${NEO4J_VERSION}:\n${maven.output.trim()}`, fix);
    }
    await checkSums(lib);
    // Neo4j registers procedures from the plugins folder only, and loads their classes from the class path.
    for (const name of await readdir(lib)) {
      if (name.startsWith("apoc-core-")) await link(join(lib, name), join(plugins, name));
    }
    await writeFile(join(temporary, "sizes.json"), JSON.stringify(await sizesOf(temporary)));
    await moveInPlace(temporary, folder, cacheDir);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Another process may have put the same folder there meanwhile: then its work is taken. */
async function moveInPlace(temporary, folder, cacheDir) {
  if (await isWhole(folder)) return;
  const broken = join(cacheDir, `broken.${randomBytes(6).toString("hex")}.tmp`);
  await rename(folder, broken).catch(ignoreMissing);
  await rm(broken, { recursive: true, force: true });
  try {
    await rename(temporary, folder);
  } catch (cause) {
    if (!(await isWhole(folder))) throw cause;
  }
}

function ignoreMissing(error) {
  if (error.code !== "ENOENT") throw error;
}

async function isWhole(folder) {
  try {
    const wanted = JSON.parse(await readFile(join(folder, "sizes.json"), "utf8"));
    const found = await sizesOf(folder);
    return Object.entries(wanted).every(([name, size]) => found[name] === size);
  } catch {
    // Whatever is wrong with it, the answer is to fetch it again.
    return false;
  }
}

async function sizesOf(folder) {
  const sizes = {};
  for (const part of ["lib", "plugins"]) {
    for (const name of (await readdir(join(folder, part))).toSorted()) {
      sizes[`${part}/${name}`] = (await stat(join(folder, part, name))).size;
    }
  }
  return sizes;
}

async function checkSums(lib) {
  const lines = (await readFile(join(ROOM, "jars.sha256"), "utf8")).trim().split("\n");
  const wanted = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const wrong = [];
  for (const name of await readdir(lib)) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(join(lib, name)), hash);
    if (wanted.get(name) !== hash.digest("hex")) wrong.push(name);
    wanted.delete(name);
  }
  wrong.push(...wanted.keys());
  if (wrong.length === 0) return;
  const fix =
    "delete these from ~/.m2/repository and start again; after a change of pom.xml: (cd LIB && sha256sum *.jar) > neo4j/jars.sha256";
  throw new StartError(
    `these jars are missing or not the ones that neo4j/jars.sha256 names: ${wrong.join(", ")}`,
    fix,
  );
}
