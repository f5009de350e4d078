import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, truncate } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Database } from "../faults/kit/database.ts";
import { familyCpuSeconds, rssMiB } from "../faults/kit/process-use.ts";
import { System } from "../faults/kit/system.ts";
import { logLines } from "../support/log-files.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";
import { whereTimeGoes } from "./throughput/cpu-profile.ts";
import { cycleSteps } from "./throughput/cycle-steps.ts";

const CHUNK_LINES = 50_000;
const LOOK_EVERY_MS = 250;
const SHOWN = 25;
const COUNTED = "MATCH (l:Ledger) RETURN l.totalLines AS lines";
const WATCH = new URL("throughput/loop-watch.ts", import.meta.url).href;

interface Wanted {
  readonly hosts: number;
  /** Of all hosts together. */
  readonly lines: number;
  readonly isProfiled: boolean;
}

/**
 * How fast lines come from real SSH servers through parsing and analysis into a real Neo4j and the archive, what that takes of the
 * processor, and how long the API answers nobody meanwhile: first one host with a backlog, then many at once, each a server of its own.
 *
 * @param args - `--lines N` in all, `--hosts N` at once (0: only the one), `--only-many`, `--profile` where the time of the API goes
 */
export async function bench(args: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: number): number => {
    const at = args.indexOf(`--${name}`);
    return at < 0 ? otherwise : Number(args[at + 1]);
  };
  const lines = option("lines", 2_000_000);
  const isProfiled = args.includes("--profile");
  const counts = [...(args.includes("--only-many") ? [] : [1]), option("hosts", 50)].filter((n) => n > 0);
  const folder = await mkdtemp(join(tmpdir(), "deepsec-throughput-"));
  const database = await Database.create();
  try {
    for (const hosts of counts) {
      await database.empty();
      await measure(database, join(folder, `${hosts}`), { hosts, lines, isProfiled });
    }
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
  const [load = 0] = loadavg();
  console.log(`load ${load.toFixed(1)} on ${availableParallelism()} processors`);
}

async function measure(
  database: Database,
  folder: string,
  { hosts, lines, isProfiled }: Wanted,
): Promise<void> {
  const sshds: Sshd[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (let i = 0; i < hosts; i++) sshds.push(await startSshd());
    const perHost = Math.ceil(lines / hosts);
    for (const { logDirectory } of sshds) await fill(join(logDirectory, "app.log"), perHost);
    const profiles = join(folder, "profiles");
    const watched = join(folder, "loop");
    const profiling = isProfiled ? `--cpu-prof --cpu-prof-dir=${profiles}` : "";
    const system = await System.create({
      graph: database.graph,
      folder,
      hosts: sshds.map((sshd, i) => ({ name: `host${i}`, sshd, files: ["app.log"] })),
      environment: { NODE_OPTIONS: `--import=${WATCH} ${profiling}`, LOOP_WATCH: watched },
    });
    await system.start();
    // Only what the run itself takes: the modules of the API are loaded when the clock starts.
    await truncate(watched).catch(() => undefined);
    const startMs = performance.now();
    const pids = { API: [system.pid], Neo4j: [database.pid], sshd: sshds.map(({ pid }) => pid) };
    const before = usedBy(pids);
    const memory: number[] = [];
    const looking = setInterval(() => memory.push(rssMiB(system.pid)), LOOK_EVERY_MS);
    // Of the database: each question to the API would be work of the API. The last event of a host waits for more lines.
    const counted = async () =>
      Number((await database.graph.driver.executeQuery(COUNTED)).records[0]?.get("lines") ?? 0);
    while ((await counted()) < hosts * (perHost - 4)) await sleep(LOOK_EVERY_MS);
    const seconds = (performance.now() - startMs) / 1000;
    clearInterval(looking);
    const total = await counted();
    const used = usedBy(pids);
    const held = (await readFile(watched, "utf8"))
      .trim()
      .split("\n")
      .map((line) => line.split(" ").map(Number));
    await system.end("SIGTERM");

    console.log(
      `\n${hosts} hosts, ${total} lines in ${seconds.toFixed(1)} s: ${Math.round(total / seconds)} lines/s`,
    );
    for (const [name, all] of Object.entries(used)) {
      const own = all - (before[name] ?? 0);
      console.log(
        `${name.padEnd(6)} ${own.toFixed(1)} s of the processor, ${((own / total) * 1e6).toFixed(1)} µs a line, ${Math.round(total / own)} lines a second of it`,
      );
    }
    const tenth = Math.max(1, Math.ceil(memory.length / 10));
    const shown = memory.filter((_, i) => i % tenth === 0).join(" ");
    console.log(`memory of the API in MiB over the run: ${shown}; most ${Math.max(...memory)}`);
    const most = (column: number): number => Math.max(...held.map((row) => row[column] ?? 0));
    console.log(`event loop of the API held for ${most(0)} ms at most, ${most(1)} ms of the processor`);
    console.log(cycleSteps(system.log));
    if (!isProfiled) return;
    for (const name of await readdir(profiles)) {
      console.log(`\nself time, ${name}`);
      const profile = JSON.parse(await readFile(join(profiles, name), "utf8"));
      for (const line of whereTimeGoes(profile).slice(0, SHOWN)) console.log(line);
    }
  } finally {
    for (const sshd of sshds) await sshd.stop();
  }
}

/** Seconds of the processor, by program. */
function usedBy(pids: Readonly<Record<string, readonly number[]>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(pids).map(([name, own]) => [
      name,
      own.reduce((seconds, pid) => seconds + familyCpuSeconds(pid), 0),
    ]),
  );
}

async function fill(path: string, lines: number): Promise<void> {
  const stream = createWriteStream(path);
  for (let from = 0; from < lines; from += CHUNK_LINES) {
    const isRoom = stream.write(logLines(Math.min(CHUNK_LINES, lines - from), from));
    if (!isRoom) await once(stream, "drain");
  }
  await new Promise((resolve) => stream.end(resolve));
}
