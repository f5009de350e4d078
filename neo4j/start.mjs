import { spawn } from "node:child_process";
import { createWriteStream, existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { keepTail, stopChild } from "../scripts/lib/child.mjs";
import { isPortFree, parsePort } from "../scripts/lib/ports.mjs";
import { explain, StartError } from "../scripts/lib/start-error.mjs";
import { neo4jConf } from "./lib/conf.mjs";
import { ensureJars } from "./lib/jars.mjs";
import { findJdk } from "./lib/java.mjs";
import { ensureLauncher } from "./lib/launcher.mjs";
import { ensurePassword } from "./lib/password.mjs";

const STOP_TIMEOUT_MS = 30_000;
const LEFTOVER_TIMEOUT_MS = 30_000;
const OPENS = ["java.nio", "java.io", "sun.nio.ch"].map(
  (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
);

/**
 * Starts Neo4j Community in a Java process of its own. Its data stays in `dataDir` from start to start; the process ends when
 * `stop()` is called, when `signal` aborts the start, and when this Node process ends in whatever way.
 * @param {object} options
 * @param {string} options.dataDir - store, configuration, logs and password file; made when it is not there
 * @param {string} [options.cacheDir] - where the jars are kept; default DEEPSEC_CACHE_DIR or ~/.cache/deepsec
 * @param {number} [options.port] - of Bolt on 127.0.0.1; default 7687
 * @param {(message: string) => void} [options.log] - progress
 * @param {string[]} [options.jvmOptions] - further ones
 * @param {AbortSignal} [options.signal] - ends the start; a Neo4j that runs is ended by `stop()` alone
 * @returns {Promise<import("./start.d.mts").RunningNeo4j>} when it answers
 * @throws StartError with the line to type when Java, Maven or the port is missing, or another process has the store
 */
export async function startNeo4j({
  dataDir: dataDirGiven,
  cacheDir = defaultCacheDir(),
  port = 7687,
  log = () => {},
  signal,
  jvmOptions = [],
}) {
  const dataDir = resolve(dataDirGiven);
  const jdk = await findJdk();
  await mkdir(cacheDir, { recursive: true });
  const { lib, plugins } = await ensureJars(cacheDir, log);
  const { jar, classArchive } = await ensureLauncher(jdk, cacheDir, lib);
  signal?.throwIfAborted();

  await mkdir(join(dataDir, "conf"), { recursive: true });
  await mkdir(join(dataDir, "logs"), { recursive: true });
  await chmod(dataDir, 0o700);
  const pidFile = join(dataDir, "neo4j.pid");
  await waitForLeftover(pidFile, dataDir, log);
  if (!(await isPortFree(port))) throw portTaken(port);

  const confFile = join(dataDir, "conf", "neo4j.conf");
  await writeFile(confFile, neo4jConf({ port, plugins }));
  const { password, isNew, keep } = await ensurePassword(dataDir);

  // Classes from an archive halve the time to start (8.7 s to 5 s); the first run on a machine writes the archive as it stops.
  const newArchive = `${classArchive}.${process.pid}.tmp`;
  const sharing = existsSync(classArchive)
    ? `-XX:SharedArchiveFile=${classArchive}`
    : `-XX:ArchiveClassesAtExit=${newArchive}`;
  const classPath = `${jar}:${join(lib, "*")}`;
  const jvm = [
    "-Xms128m",
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-Xlog:disable",
    "-Xlog:all=error:stderr",
    sharing,
    ...OPENS,
    ...jvmOptions,
  ];
  // detached: a Ctrl-C in the terminal must reach the one who stops the children in order, not the database first.
  const child = spawn(jdk.java, [...jvm, "-cp", classPath, "Launch", dataDir, confFile], {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: "C.UTF-8" },
  });
  const tail = keepTail(child);
  const console = createWriteStream(join(dataDir, "logs", "console.log"), { flags: "a" });
  child.stdout.pipe(console, { end: false });
  child.stderr.pipe(console, { end: false });
  const exited = new Promise((done) => child.once("close", (code, name) => done({ code, signal: name })));
  // A child that dies at once makes this pipe fail; `exited` tells the story.
  child.stdin.on("error", () => {});
  child.stdin.write(`${isNew ? password : ""}\n`);

  let stopping;
  const stop = () => (stopping ??= stopAndTidy());
  async function stopAndTidy() {
    await stopChild(child, STOP_TIMEOUT_MS);
    await exited;
    await rm(pidFile, { force: true });
    if (existsSync(newArchive)) await rename(newArchive, classArchive);
    await new Promise((done) => console.end(done));
  }
  const stopStarting = () => void stop();
  signal?.addEventListener("abort", stopStarting, { once: true });

  const ready = new Promise((done) => {
    child.stdout.on("data", () => {
      if (/^READY$/m.test(tail())) done("ready");
    });
  });
  if (child.pid !== undefined) await writeFile(pidFile, `${child.pid}\n`);
  const first = await Promise.race([ready, exited]);
  if (first !== "ready") {
    await stop();
    signal?.throwIfAborted();
    throw whyNotStarted(tail(), dataDir, port, first);
  }
  signal?.removeEventListener("abort", stopStarting);
  await keep();
  return { uri: `bolt://127.0.0.1:${port}`, user: "neo4j", password, pid: child.pid, exited, stop };
}

/** @returns {string} DEEPSEC_CACHE_DIR, or ~/.cache/deepsec */
export function defaultCacheDir() {
  return resolve(process.env.DEEPSEC_CACHE_DIR || join(homedir(), ".cache", "deepsec"));
}

/** The Neo4j of a start that was killed sees that and stops by itself, which takes it some seconds. */
async function waitForLeftover(pidFile, dataDir, log) {
  const pid = Number(await readFile(pidFile, "utf8").catch(() => "0"));
  if (pid === 0 || !(await isOurs(pid, dataDir))) return;
  log(`waiting for the Neo4j of an earlier start (process ${pid}) to end`);
  const endMs = Date.now() + LEFTOVER_TIMEOUT_MS;
  do {
    await sleep(200);
    if (!(await isOurs(pid, dataDir))) return;
  } while (Date.now() < endMs);
  throw storeLocked(dataDir, `process ${pid} has it open`, pid);
}

async function isOurs(pid, dataDir) {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return commandLine.split("\0").includes(dataDir);
}

function portTaken(port) {
  const fix = `end the program on that port (to see it: ss -ltnp 'sport = :${port}'), or choose another: DEEPSEC_NEO4J_PORT=${port + 1} npm start`;
  return new StartError(`port ${port} of 127.0.0.1, wanted for Neo4j (DEEPSEC_NEO4J_PORT), is taken`, fix);
}

function storeLocked(dataDir, why, pid) {
  const fix =
    pid === undefined
      ? "end the other DeepSec that runs on this folder, or set DEEPSEC_DATA_DIR"
      : `kill ${pid}`;
  return new StartError(`the graph in ${dataDir} is in use: ${why}`, fix);
}

function whyNotStarted(output, dataDir, port, { code, signal }) {
  if (/store_lock|FileLockException/.test(output))
    return storeLocked(dataDir, "another process holds its store_lock");
  if (/Address already in use/.test(output)) return portTaken(port);
  const end = signal === null ? `exit code ${code}` : `signal ${signal}`;
  const fix = `see ${join(dataDir, "logs", "debug.log")}`;
  return new StartError(
    `Neo4j ended as it started (${end}):\n${output.trim().split("\n").slice(-30).join("\n")}`,
    fix,
  );
}

async function main() {
  const stopper = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => stopper.abort());
  try {
    const neo4j = await startNeo4j({
      dataDir: join(process.env.DEEPSEC_DATA_DIR || ".deepsec", "neo4j"),
      port: parsePort(process.env.DEEPSEC_NEO4J_PORT || "7687", "DEEPSEC_NEO4J_PORT"),
      log: (message) => console.error(message),
      signal: stopper.signal,
    });
    const passwordFile = resolve(process.env.DEEPSEC_DATA_DIR || ".deepsec", "neo4j", "password");
    console.log(
      JSON.stringify({ ready: true, uri: neo4j.uri, user: neo4j.user, passwordFile, pid: neo4j.pid }),
    );
    await Promise.race([neo4j.exited, new Promise((done) => stopper.signal.addEventListener("abort", done))]);
    await neo4j.stop();
    const { code } = await neo4j.exited;
    process.exitCode = stopper.signal.aborted ? 0 : (code ?? 1) || 1;
  } catch (error) {
    if (stopper.signal.aborted) return;
    console.error(explain(error));
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
