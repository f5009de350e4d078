import { existsSync } from "node:fs";
import { join } from "node:path";

import { run } from "../../scripts/lib/child.mjs";
import { StartError } from "../../scripts/lib/start-error.mjs";

const MAJOR_MIN = 17;
const FIX = "sudo apt-get install -y openjdk-17-jdk-headless";

/**
 * Finds a JDK: JAVA_HOME first, then the PATH.
 * @returns {Promise<{ java: string, javac: string, jar: string, version: string }>} what to call, and the version it says
 * @throws StartError when there is none, it is only a JRE, or it is older than 17
 */
export async function findJdk() {
  const home = process.env.JAVA_HOME;
  const tool = (name) => (home && existsSync(join(home, "bin", name)) ? join(home, "bin", name) : name);
  const [java, javac, jar] = ["java", "javac", "jar"].map(tool);

  const asked = await run(java, ["-version"]);
  if (asked.code !== 0) throw new StartError("Neo4j needs Java, and there is no java on the PATH", FIX);
  const version = /version "([^"]+)"/.exec(asked.output)?.[1] ?? "unknown";
  // Java 8 calls itself 1.8.0.
  const major = Number(/^(?:1\.)?(\d+)/.exec(version)?.[1] ?? 0);
  if (major < MAJOR_MIN) {
    throw new StartError(
      `Neo4j needs Java ${MAJOR_MIN} or newer, and ${java} is ${version}`,
      `${FIX}, or set JAVA_HOME`,
    );
  }
  if ((await run(javac, ["-version"])).code !== 0) {
    throw new StartError(`${java} is there (${version}), but the JDK's javac is not`, FIX);
  }
  return { java, javac, jar, version };
}
