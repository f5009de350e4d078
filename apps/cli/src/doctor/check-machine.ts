import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, readdir, stat, statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { HostCheck } from "@deepsec/collector";
import { amber, green, red } from "./check.ts";

const NODE_MAJOR_MIN = 24;
const JAVA_MAJOR_MIN = 17;
const GIGABYTE = 1e9;
const FREE_RED = GIGABYTE;
const FREE_AMBER = 5 * GIGABYTE;
/** What nobody but its owner may read. */
const SECRETS = ["redaction.key", "api-token", "sign-in-link", "neo4j/password"];

const run = promisify(execFile);

/** Node and, for a database that is started here, Java and Maven. */
export async function checkVersions(hasOwnNeo4j: boolean): Promise<HostCheck[]> {
  const node = process.versions.node;
  const checks = [
    Number.parseInt(node, 10) >= NODE_MAJOR_MIN
      ? green("Node.js", node)
      : red("Node.js", `${node} is older than ${NODE_MAJOR_MIN}`, "npm ci"),
  ];
  if (hasOwnNeo4j) return checks;
  const [java, maven] = await Promise.all([versionOf("java", "-version"), versionOf("mvn", "-v")]);
  const major = Number(/version "(\d+)/.exec(java ?? "")?.[1]);
  checks.push(
    major >= JAVA_MAJOR_MIN
      ? green("Java", String(major))
      : red(
          "Java",
          java === null ? "not on the PATH" : `older than ${JAVA_MAJOR_MIN}`,
          "sudo apt-get install -y openjdk-17-jdk-headless",
        ),
    maven === null
      ? red("Maven", "not on the PATH", "sudo apt-get install -y maven")
      : green("Maven", /Apache Maven ([\d.]+)/.exec(maven)?.[1] ?? "there"),
  );
  return checks;
}

/** The data folder: whether it can be written, how much room there is, and who may read what is secret in it. */
export async function checkFolder(path: string): Promise<HostCheck[]> {
  const folder = resolve(path);
  const found = await stat(folder).catch(() => null);
  if (found === null) return [amber("data folder", `${folder} is not there yet: the first start makes it`)];
  const checks: HostCheck[] = [];
  const isWritable = await access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable)
    checks.push(red("data folder", `${folder} cannot be written`, `sudo chown -R $USER ${folder}`));
  const { bavail, bsize, type } = await statfs(folder);
  const free = bavail * bsize;
  const fact = `${(free / GIGABYTE).toFixed(1)} GB free for ${folder} (file system ${type.toString(16)})`;
  const fix = "make room, or set archive.keepGigabytes or archive.keepDays in deepsec.yaml";
  checks.push(
    free < FREE_RED
      ? red("disk", fact, fix)
      : free < FREE_AMBER
        ? amber("disk", fact, fix)
        : green("disk", fact),
  );
  const open: string[] = [];
  for (const name of SECRETS) {
    const mode = (await stat(join(folder, name)).catch(() => null))?.mode ?? 0;
    if ((mode & 0o077) !== 0) open.push(join(folder, name));
  }
  const isRead = (await readdir(folder).catch(() => [])).length > 0;
  if (open.length > 0)
    checks.push(red("secrets", `others may read ${open.join(", ")}`, `chmod 600 ${open.join(" ")}`));
  else if (isRead) checks.push(green("secrets", "for their owner alone"));
  return checks;
}

/** What a program says of its version on either stream; null when it is not there. */
async function versionOf(program: string, flag: string): Promise<string | null> {
  try {
    const { stdout, stderr } = await run(program, [flag], { timeout: 20_000 });
    return stdout + stderr;
  } catch {
    return null;
  }
}
