import { appendFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "graphql-sse";
import { cpuSeconds, rssMiB } from "../faults/kit/process-use.ts";
import { askData } from "../support/api-client.ts";
import { type ApiService, startApiService } from "../support/api-service.ts";
import { eventually } from "../support/eventually.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";
import { startTestNeo4j } from "../support/test-neo4j.ts";

const HOSTS = 5;
const LINES_PER_SECOND = 600;
const WRITE_EVERY_MS = 50;
const LOOK_EVERY_MS = 50;
const ATTACK_EVERY_MS = 5000;
const TARGETS_MS = { counted: 2000, finding: 5000 };

/** Lines that a host had written at one moment. */
interface Mark {
  readonly lines: number;
  readonly atMs: number;
}

/**
 * How long after it was written a line is counted, as a GraphQL query shows it, and how long after the login that followed guessed passwords
 * its finding arrives at a subscriber. Five real sshd, 600 lines a second each, of forty kinds.
 *
 * @param args - seconds to measure; 60 when left out
 */
export async function bench([seconds = "60"]: readonly string[]): Promise<void> {
  const neo4j = await startTestNeo4j();
  const hosts: Sshd[] = [];
  try {
    for (let i = 0; i < HOSTS; i++) hosts.push(await startSshd({ files: { "app.log": "", "auth.log": "" } }));
    const api = await startApiService(neo4j, { schedule: "*/10 * * * * *", hosts: hosts.map(settingsOf) });
    try {
      await measure(api, hosts, Number(seconds));
    } finally {
      await api.end("SIGTERM");
    }
  } finally {
    for (const host of hosts) await host.stop();
    await neo4j.stop();
  }
}

async function measure(api: ApiService, hosts: readonly Sshd[], seconds: number): Promise<void> {
  await untilFollowing(api, hosts);
  await warmUp(api, hosts);
  const found = new Map<string, number>();
  const client = createClient({ url: `${api.url}/graphql` });
  client.subscribe<{ changes: { findings: { reason: string; isNew: boolean }[] } }>(
    { query: "subscription { changes { findings { isNew reason } } }" },
    {
      next: ({ data }) => {
        for (const { reason, isNew } of data?.changes.findings ?? []) {
          const [address] = /198\.51\.100\.\d+/u.exec(reason) ?? [];
          if (isNew && address !== undefined && !found.has(address)) found.set(address, performance.now());
        }
      },
      error: (error) => console.error(error),
      complete: () => undefined,
    },
  );
  const ended = new AbortController();
  const before = { cpu: cpuSeconds(api.pid), lines: await lineCounts(api) };
  const startMs = performance.now();
  const marks = hosts.map((): Mark[] => []);
  const attacks = new Map<string, number>();
  const work = Promise.all([
    ...hosts.map((host, i) => writeLines(host, marks[i] ?? [], ended.signal)),
    writeAttacks(hosts, attacks, ended.signal),
  ]);
  const waits: number[] = [];
  while (performance.now() - startMs < seconds * 1000) {
    await noteCounted(api, before.lines, marks, waits);
    await sleep(LOOK_EVERY_MS);
  }
  ended.abort();
  await work;
  const usedCpu = cpuSeconds(api.pid) - before.cpu;
  const ranSeconds = (performance.now() - startMs) / 1000;
  const rss = rssMiB(api.pid);
  await eventually("all is counted", async () => {
    await noteCounted(api, before.lines, marks, waits);
    return marks.every((list) => list.length === 0) || null;
  });
  await sleep(3000);
  client.dispose();
  const delivered = [...attacks].flatMap(([address, atMs]) => {
    const foundMs = found.get(address);
    return foundMs === undefined ? [] : [foundMs - atMs];
  });
  console.log(
    `${HOSTS} hosts, ${LINES_PER_SECOND} lines a second each, ${ranSeconds.toFixed(0)} s; milliseconds`,
  );
  report("line counted", waits, TARGETS_MS.counted);
  report("finding delivered", delivered, TARGETS_MS.finding);
  console.log(`${attacks.size - delivered.length} of ${attacks.size} attacks were not delivered`);
  console.log(`API: ${((100 * usedCpu) / ranSeconds).toFixed(0)} % of one processor, ${rss.toFixed(0)} MiB`);
  const [load = 0] = loadavg();
  console.log(`load ${load.toFixed(1)} on ${availableParallelism()} processors`);
}

function settingsOf(host: Sshd, i: number): object {
  const { address, port, user, identityFile, hostKeySha256, logDirectory } = host;
  const sources = ["app.log", "auth.log"].map((name) => join(logDirectory, name));
  return { name: nameOf(i), address, port, user, identityFile, hostKeySha256, sources, follow: true };
}

const nameOf = (i: number): string => `web${i + 1}`;

async function untilFollowing({ url }: ApiService, hosts: readonly Sshd[]): Promise<void> {
  await eventually(
    "all is followed",
    async () => {
      const { sources } = await askData<{ sources: { following: boolean }[] }>(
        url,
        "{ sources { following } }",
      );
      return sources.filter(({ following }) => following).length === 2 * hosts.length || null;
    },
    { timeoutMs: 300_000 },
  );
}

/** All kinds of lines once: the first statements of a new database take seconds to plan, and a new kind builds the tree again. */
async function warmUp(api: ApiService, hosts: readonly Sshd[]): Promise<void> {
  for (const host of hosts) {
    await appendFile(join(host.logDirectory, "app.log"), text(0, 2000));
    await appendFile(join(host.logDirectory, "auth.log"), attack("192.0.2.1"));
  }
  await eventually(
    "the first lines are counted",
    async () => (await lineCounts(api)).every((count) => count >= 2000) || null,
    { timeoutMs: 300_000 },
  );
}

/** Lines counted of app.log, by host. */
async function lineCounts({ url }: ApiService): Promise<number[]> {
  const { sources } = await askData<{ sources: { id: string; lineCount: string }[] }>(
    url,
    "{ sources(sort: [{ id: ASC }]) { id lineCount } }",
  );
  return sources.filter(({ id }) => id.endsWith("app.log")).map(({ lineCount }) => Number(lineCount));
}

async function writeLines({ logDirectory }: Sshd, marks: Mark[], signal: AbortSignal): Promise<void> {
  const startMs = performance.now();
  let written = 0;
  while (!signal.aborted) {
    await sleep(WRITE_EVERY_MS);
    const due = Math.floor(((performance.now() - startMs) * LINES_PER_SECOND) / 1000);
    await appendFile(join(logDirectory, "app.log"), text(2000 + written, due - written));
    written = due;
    marks.push({ lines: written, atMs: performance.now() });
  }
}

async function noteCounted(
  api: ApiService,
  before: readonly number[],
  marks: readonly Mark[][],
  waits: number[],
): Promise<void> {
  const counts = await lineCounts(api);
  const nowMs = performance.now();
  for (const [i, list] of marks.entries()) {
    const counted = (counts[i] ?? 0) - (before[i] ?? 0);
    while (list[0] !== undefined && list[0].lines <= counted)
      waits.push(nowMs - (list.shift()?.atMs ?? nowMs));
  }
}

async function writeAttacks(
  hosts: readonly Sshd[],
  attacks: Map<string, number>,
  signal: AbortSignal,
): Promise<void> {
  for (let i = 0; !signal.aborted; i++) {
    const address = `198.51.100.${i + 1}`;
    const host = hosts[i % hosts.length];
    if (host === undefined) return;
    await appendFile(join(host.logDirectory, "auth.log"), attack(address));
    attacks.set(address, performance.now());
    await sleep(ATTACK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Guessed passwords, and then the right one. */
function attack(address: string): string {
  const startMs = Date.now() - 10_000;
  const words = [...Array.from({ length: 8 }, () => "Failed password"), "Accepted password"];
  const lines = words.map((word, second) => {
    const time = new Date(startMs + second * 1000).toISOString();
    return `${time} host sshd[4711]: ${word} for root from ${address} port 4242 ssh2\n`;
  });
  return lines.join("");
}

function text(from: number, count: number): string {
  let lines = "";
  for (let i = from; i < from + count; i++) {
    const time = new Date(Date.now()).toISOString();
    const kind = i % 40;
    lines += `${time} INFO shop.part${kind} - ${KINDS[kind % KINDS.length]} ${i} of customer ${i % 977} in ${i % 90} ms\n`;
  }
  return lines;
}

const KINDS = ["stored order", "sent parcel", "read basket", "counted stock", "printed bill"];

function report(title: string, times: readonly number[], targetMs: number): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(0);
  const figures = `p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`;
  console.log(`${title}: ${figures} (${sorted.length} measured; p95 is to be below ${targetMs})`);
}
