// `npm start`: the whole product on 127.0.0.1, from a fresh clone. Node's built-ins only: it runs before the install.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { startNeo4j } from "../neo4j/start.mjs";
import { run, stopRuns } from "./lib/child.mjs";
import { demoConfig } from "./lib/demo-config.mjs";
import { ensureInstalled, isInstalled } from "./lib/install.mjs";
import { NODE, ROOT, toolEnvironment } from "./lib/paths.mjs";
import { isPortFree, parsePort } from "./lib/ports.mjs";
import { ensurePrograms, JDK, MAVEN } from "./lib/prerequisites.mjs";
import { say, step } from "./lib/progress.mjs";
import { startService, untilAnswers } from "./lib/service.mjs";
import { explain, StartError } from "./lib/start-error.mjs";
import { supervise } from "./lib/supervise.mjs";
import { ensureWebBuild, NEXT } from "./lib/web-build.mjs";

const STOP_TIMEOUT_MS = 30_000;
const PORT_PATIENCE_MS = 5_000;

const env = process.env;
const dataDir = resolve(env.DEEPSEC_DATA_DIR || join(ROOT, ".deepsec"));
const hasOwnNeo4j = Boolean(env.NEO4J_URI);
const logDir = join(dataDir, "logs");
const ownConfig = env.DEEPSEC_CONFIG
  ? resolve(env.DEEPSEC_CONFIG)
  : [join(ROOT, "deepsec.yaml")].find(existsSync);

/** What runs now, by name; stopped in this order, whose members of one row stop together. */
const running = new Map();
const restarts = new Map();
const STOP_ORDER = [
  ["page", "api"],
  ["demo", "neo4j"],
];
const stopper = new AbortController();
const { signal } = stopper;

async function main() {
  if (Number(process.versions.node.split(".")[0]) < 20)
    throw new StartError(`this is Node ${process.versions.node}`, "install Node 20 or newer");
  const ports = {
    neo4j: parsePort(env.DEEPSEC_NEO4J_PORT || "7687", "DEEPSEC_NEO4J_PORT"),
    api: parsePort(env.DEEPSEC_API_PORT || "4000", "DEEPSEC_API_PORT"),
    web: parsePort(env.DEEPSEC_WEB_PORT || "3000", "DEEPSEC_WEB_PORT"),
    demo: parsePort(env.DEEPSEC_DEMO_PORT || "2201", "DEEPSEC_DEMO_PORT"),
  };
  await mkdir(logDir, { recursive: true });
  if (isInstalled()) await checkConfig();
  await checkPorts(
    hasOwnNeo4j ? [] : [[ports.neo4j, "DEEPSEC_NEO4J_PORT"]],
    [ports.api, "DEEPSEC_API_PORT"],
    [ports.web, "DEEPSEC_WEB_PORT"],
  );

  const installed = isInstalled() ? Promise.resolve() : ensureInstalled().then(checkConfig);
  const database = ensureDatabase(ports.neo4j, installed);
  const config = installed.then(() => ownConfig ?? startDemo(ports.demo));
  const apiUrl = `http://${apiAddress()}:${ports.api}`;
  const collected = Promise.all([database, config])
    .then(([neo4jEnv, configFile]) => startApi(apiUrl, { ...neo4jEnv, DEEPSEC_CONFIG: configFile }))
    .then(() => step("reading the logs for the first time", () => collectNow(apiUrl)));
  const page = installed.then(ensureWebBuild).then(() => startPage(ports.web, apiUrl));
  const [{ lines, errorCount }] = await all([collected, page, database, config]);

  say(`${Number(lines).toLocaleString("en")} lines read so far`);
  if (errorCount > 0) say(`${errorCount} sources could not be read; the page says why, and what mends it`);
  if (ownConfig === undefined)
    say("these are three demo hosts; README.md says how to name your own in deepsec.yaml");
  say(`logs of DeepSec itself: ${logDir}; Ctrl-C stops everything`);
  console.log(`\n  DeepSec is at http://127.0.0.1:${ports.web}\n`);
  await watch();
}

/** Neo4j needs nothing of npm's, so it comes up meanwhile; but settings of the user's own are checked before anything starts. */
async function ensureDatabase(port, installed) {
  if (hasOwnNeo4j) return { NEO4J_URI: env.NEO4J_URI };
  await ensurePrograms([JDK, MAVEN]);
  if (ownConfig !== undefined) await installed;
  const neo4j = await begin("neo4j", "starting Neo4j", () =>
    startNeo4j({ dataDir: join(dataDir, "neo4j"), port, log: (line) => say(`Neo4j: ${line}`), signal }),
  );
  return { NEO4J_URI: neo4j.uri, NEO4J_USER: neo4j.user, NEO4J_PASSWORD: neo4j.password };
}

async function startDemo(wantedPort) {
  const demoDir = join(dataDir, "demo");
  await mkdir(demoDir, { recursive: true });
  const port = await findFreeRow(wantedPort, 3);
  const args = [join(ROOT, "apps/demo/src/main.ts"), "--dir", demoDir, "--port-base", String(port)];
  const demo = await begin("demo", "starting the demo network", () =>
    startService({ name: "demo", args, logDir, stopTimeoutMs: 5_000, signal }, readHosts),
  );
  const configFile = join(demoDir, "deepsec.yaml");
  await writeFile(configFile, demoConfig(demo.ready));
  return configFile;
}

function startApi(apiUrl, settings) {
  const args = [join(ROOT, "apps/api/main.ts")];
  return begin("api", "starting the API", () =>
    startService(
      { name: "api", args, env: settings, logDir, stopTimeoutMs: STOP_TIMEOUT_MS, signal },
      (service) => untilAnswers(`${apiUrl}/readyz`, service),
    ),
  );
}

function startPage(port, apiUrl) {
  const args = [NEXT, "start", "-H", "127.0.0.1", "-p", String(port)];
  const settings = { NODE_ENV: "production", DEEPSEC_API_URL: apiUrl };
  const cwd = join(ROOT, "apps/web");
  return begin("page", "starting the page", () =>
    startService(
      { name: "page", args, env: settings, cwd, logDir, stopTimeoutMs: 5_000, signal },
      (service) => untilAnswers(`http://127.0.0.1:${port}/`, service),
    ),
  );
}

/** Starts a service and notes it, and how to start it again. */
async function begin(name, title, start) {
  signal.throwIfAborted();
  const service = await step(title, start);
  running.set(name, service);
  signal.throwIfAborted();
  restarts.set(name, () => begin(name, title, start));
  return service;
}

/** Settles only when each has: so that what one of them starts while another fails is known, and stopped. */
async function all(promises) {
  const failed = Promise.all(promises).catch((error) => {
    stopper.abort();
    stopRuns();
    throw error;
  });
  const [first] = await Promise.allSettled([failed, ...promises]);
  if (first.status === "rejected") throw first.reason;
  return first.value;
}

async function watch() {
  await Promise.race(
    [...running].map(([name, service]) => supervise(name, restarts.get(name), service, signal)),
  );
}

/** No one types the demo's ports, so any free ones in a row do. */
async function findFreeRow(from, length) {
  for (let port = from; port + length < 65_536; port += 10) {
    const isFree = await Promise.all(Array.from({ length }, (_, offset) => isPortFree(port + offset)));
    if (!isFree.includes(false)) return port;
  }
  throw new StartError(
    `no ${length} free ports in a row from ${from} on`,
    "set DEEPSEC_DEMO_PORT to the first of three free ones",
  );
}

async function readHosts(service) {
  for (;;) {
    const line = service
      .tail()
      .split("\n")
      .slice(0, -1)
      .find((text) => text.startsWith('{"ready":true'));
    if (line !== undefined) return JSON.parse(line).hosts;
    await sleep(50);
  }
}

async function checkConfig() {
  // A password that is not known yet, as Neo4j is not started, is not a wrong setting.
  const known = env.NEO4J_URI ? {} : { NEO4J_PASSWORD: "not known yet" };
  const config = ownConfig === undefined ? {} : { DEEPSEC_CONFIG: ownConfig };
  const { code, output } = await run(NODE, [join(ROOT, "scripts/lib/check-config.mjs")], {
    cwd: ROOT,
    env: { ...toolEnvironment(), ...known, ...config },
  });
  if (code === 0) return;
  const error = new StartError(
    `the settings are wrong, nothing was started:\n${output.trim()}`,
    "correct the lines above",
  );
  error.exitCode = code ?? 1;
  throw error;
}

/** The ports of a start that was killed are free a moment later, when its services have seen that. */
async function checkPorts(optional, ...required) {
  const wanted = [...optional, ...required];
  const end = performance.now() + PORT_PATIENCE_MS;
  for (;;) {
    const taken = [];
    for (const [port, setting] of wanted) if (!(await isPortFree(port))) taken.push([port, setting]);
    if (taken.length === 0) return;
    if (performance.now() > end) {
      const facts = taken
        .map(([port, setting]) => `port ${port} of 127.0.0.1 (${setting}) is taken`)
        .join("\n");
      const other = taken.map(([port, setting]) => `${setting}=${port + 10}`).join(" ");
      const see = taken.map(([port]) => `sport = :${port}`).join(" or ");
      throw new StartError(facts, `${other} npm start, or end the program that has it: ss -ltnp '${see}'`);
    }
    await sleep(250);
  }
}

function apiAddress() {
  const host = env.DEEPSEC_API_HOST || "127.0.0.1";
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/** The schedule may have read most of it before: what is told is what is counted in all. */
async function collectNow(apiUrl) {
  const { collectNow: cycle } = await ask(apiUrl, "mutation { collectNow { errorCount } }");
  const { cut } = await ask(apiUrl, "{ cut { totalLines } }");
  return { lines: cut.totalLines, errorCount: cycle.errorCount };
}

async function ask(apiUrl, query) {
  const authorization = env.DEEPSEC_API_TOKEN ? { authorization: `Bearer ${env.DEEPSEC_API_TOKEN}` } : {};
  const response = await fetch(`${apiUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization },
    body: JSON.stringify({ query }),
    signal,
  });
  const { data, errors } = await response.json();
  if (errors !== undefined || !data)
    throw new StartError(
      `the first collection failed: ${JSON.stringify(errors)}`,
      `see ${join(logDir, "api.log")}`,
    );
  return data;
}

async function stopAll() {
  stopper.abort();
  for (const row of STOP_ORDER) {
    await Promise.all(row.map((name) => running.get(name)?.stop()));
  }
}

let signals = 0;
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(name, () => {
    signals += 1;
    if (signals === 1) {
      say("stopping …");
      stopper.abort();
      stopRuns();
      return;
    }
    for (const { pid } of running.values()) process.kill(pid, "SIGKILL");
    process.exit(1);
  });
}

try {
  await main();
} catch (error) {
  // What an abort cut short is no fault.
  if (signals === 0) {
    console.error(`\n${explain(error)}`);
    process.exitCode = error.exitCode ?? 1;
  }
}
await stopAll();
if (signals > 0) say("stopped");
process.exit();
