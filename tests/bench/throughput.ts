import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Database } from "../faults/kit/database.ts";
import { cpuSeconds, rssMiB } from "../faults/kit/process-use.ts";
import { System } from "../faults/kit/system.ts";
import { logLines } from "../support/log-files.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";
import { whereTimeGoes } from "./throughput/cpu-profile.ts";

const CHUNK_LINES = 50_000;
const LOOK_EVERY_MS = 1000;
const SHOWN = 12;

/**
 * How fast lines come from real SSH servers through parsing and analysis into a real Neo4j, and what that takes of the processor:
 * first one host with a backlog, with a profile of the API; then many hosts at once, each a server of its own, with the memory of
 * the API over time. `--lines N` a backlog, `--hosts N` at once.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: number): number =>
    Number(args[args.indexOf(`--${name}`) + 1] ?? otherwise) || otherwise;
  const lines = option("lines", 500_000);
  const folder = await mkdtemp(join(tmpdir(), "deepsec-throughput-"));
  const database = await Database.create();
  try {
    await measure(database, folder, 1, lines);
    await database.empty();
    await measure(database, folder, option("hosts", 50), lines);
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
  const [load = 0] = loadavg();
  console.log(`load ${load.toFixed(1)} on ${availableParallelism()} processors`);
}

async function measure(database: Database, root: string, hostCount: number, wanted: number): Promise<void> {
  const folder = join(root, `${hostCount}`);
  const sshds: Sshd[] = [];
  try {
    for (let i = 0; i < hostCount; i++) sshds.push(await startSshd());
    const perHost = Math.ceil(wanted / hostCount);
    for (const { logDirectory } of sshds) await fill(join(logDirectory, "app.log"), perHost);
    const profiles = join(folder, "profiles");
    const system = await System.create({
      graph: database.graph,
      folder,
      hosts: sshds.map((sshd, i) => ({ name: `host${i}`, sshd, files: ["app.log"] })),
      environment: { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` },
    });
    // Only what the run itself takes: the API is up, and Neo4j has planned its statements, before the clock starts.
    await system.start();
    const startMs = performance.now();
    const before = { api: cpuSeconds(system.pid), neo4j: cpuSeconds(database.pid) };
    const memory: number[] = [];
    const looking = setInterval(() => memory.push(rssMiB(system.pid)), LOOK_EVERY_MS);
    // A server that is busy may close a connection that waits to be used again.
    const counted = () => system.lines().catch(() => 0);
    while ((await counted()) < hostCount * (perHost - 4)) await sleep(LOOK_EVERY_MS);
    const seconds = (performance.now() - startMs) / 1000;
    clearInterval(looking);
    const total = await system.lines();
    const cpu = { api: cpuSeconds(system.pid) - before.api, neo4j: cpuSeconds(database.pid) - before.neo4j };
    await system.end("SIGTERM");
    console.log(
      `\n${hostCount} hosts, ${total} lines in ${seconds.toFixed(1)} s: ${Math.round(total / seconds)} lines/s`,
    );
    const each = (name: string, used: number): string =>
      `${name} ${used.toFixed(1)} s, ${((used / total) * 1e6).toFixed(1)} µs a line`;
    console.log(`processor: ${each("API", cpu.api)}; ${each("Neo4j", cpu.neo4j)}`);
    const tenth = Math.max(1, Math.ceil(memory.length / 10));
    const shown = memory.filter((_, i) => i % tenth === 0).join(" ");
    console.log(`memory of the API in MiB over the run: ${shown}; most ${Math.max(...memory)}`);
    for (const name of await readdir(profiles)) {
      console.log(`\nself time, ${name}`);
      const profile = JSON.parse(await readFile(join(profiles, name), "utf8"));
      for (const line of whereTimeGoes(profile).slice(0, SHOWN)) console.log(line);
    }
  } finally {
    for (const sshd of sshds) await sshd.stop();
  }
}

async function fill(path: string, lines: number): Promise<void> {
  const stream = createWriteStream(path);
  for (let from = 0; from < lines; from += CHUNK_LINES) {
    stream.write(logLines(Math.min(CHUNK_LINES, lines - from), from));
  }
  await new Promise((resolve) => stream.end(resolve));
}
