import { appendFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFailed, test, vi } from "vitest";
import { askData } from "../support/api-client.ts";
import { type ApiService, startApiService } from "../support/api-service.ts";
import { eventually } from "../support/eventually.ts";
import { allCount, type GraphCounts, graphCounts } from "../support/graph-counts.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

// The first statements of a new database are planned for seconds, and other programs may want the processor too.
vi.setConfig({ testTimeout: 600_000 });
const PATIENCE = { timeoutMs: 200_000, everyMs: 100 };
/** Far away: what is read soon is read because it is followed. */
const NEXT_YEAR = "0 0 1 1 *";

let neo4j: TestNeo4j;
let host: Sshd;
let cleanups: (() => Promise<void>)[] = [];

beforeAll(async () => {
  neo4j = await startTestNeo4j();
});
afterAll(() => neo4j.stop());
beforeEach(async () => {
  await emptyGraph(neo4j);
  host = await startSshd({ files: { "app.log": lines(100), "slow.log": lines(10, 50_000) } });
  cleanups = [() => host.stop()];
});
afterEach(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
});

function lines(count: number, from = 0): string {
  return Array.from({ length: count }, (_, i) => line(from + i)).join("");
}

function line(at: number): string {
  return `${new Date(Date.UTC(2026, 2, 1, 0, 0, at)).toISOString()} INFO shop - order ${at} stored in ${at % 80} ms\n`;
}

async function start(follow: unknown = true, schedule = NEXT_YEAR): Promise<ApiService> {
  const { address, port, user, identityFile, hostKeySha256, logDirectory } = host;
  const paths = ["app.log", "slow.log"].map((file) => join(logDirectory, file));
  const login = { name: "app1", address, port, user, identityFile, hostKeySha256 };
  const service = await startApiService(neo4j, { schedule, hosts: [{ ...login, sources: paths, follow }] });
  cleanups.push(() => service.end("SIGTERM"));
  onTestFailed(() => {
    process.stderr.write(service.log());
  });
  return service;
}

const path = (name: string) => join(host.logDirectory, name);

interface SourceState {
  readonly path: string;
  readonly following: boolean | null;
  readonly phase: string;
}

async function sources({ url }: ApiService): Promise<SourceState[]> {
  const asked = "{ sources(sort: [{ path: ASC }]) { path following phase } }";
  return (await askData<{ sources: SourceState[] }>(url, asked)).sources;
}

function following(service: ApiService, wanted: readonly (boolean | null)[]): Promise<true> {
  return eventually(
    `following is ${JSON.stringify(wanted)}`,
    async () =>
      JSON.stringify((await sources(service)).map((one) => one.following)) === JSON.stringify(wanted) || null,
    PATIENCE,
  );
}

/** What is counted once it is so much. */
async function counted(count: number): Promise<GraphCounts> {
  await eventually(
    `${count} lines`,
    async () => (await graphCounts(neo4j)).ledger >= count || null,
    PATIENCE,
  );
  return graphCounts(neo4j);
}

test("what is appended is counted without a schedule, the last line too, each once", async () => {
  const service = await start();
  await following(service, [true, true]);
  expect(await counted(110)).toEqual(allCount(110));
  for (let round = 1; round <= 4; round++) {
    await appendFile(path("app.log"), lines(50, round * 1000));
    await appendFile(path("slow.log"), lines(1, 60_000 + round));
    expect(await counted(110 + 51 * round)).toEqual(allCount(110 + 51 * round));
  }
});

test("a source is followed only where the settings say so, and the others are left to the schedule", async () => {
  const service = await start({ [path("app.log")]: true });
  await following(service, [true, null]);
  // The last line of the other one waits for a cycle that finds nothing after it.
  expect(await counted(109)).toEqual(allCount(109));
  await appendFile(path("slow.log"), lines(5, 70_000));
  await appendFile(path("app.log"), lines(5, 80_000));
  expect(await counted(114)).toEqual(allCount(114));
  await askData(service.url, "mutation { collectNow { phase } }");
  await eventually("the rest", async () => {
    await askData(service.url, "mutation { collectNow { phase } }");
    return (await graphCounts(neo4j)).ledger === 120 || null;
  });
});

test("rotation in between loses nothing: what was written before it and after it is counted once", async () => {
  const service = await start();
  await following(service, [true, true]);
  let total = 110;
  // The last line of each file waits for a successor at first.
  expect(await counted(total)).toEqual(allCount(total));
  for (let round = 1; round <= 3; round++) {
    await appendFile(path("app.log"), lines(30, round * 1000));
    await rename(path("app.log"), path(`app.log.${4 - round}`));
    await writeFile(path("app.log"), lines(20, round * 1000 + 500), { mode: 0o644 });
    total += 50;
    expect(await counted(total)).toEqual(allCount(total));
  }
});

test("a host that goes away is not followed and says so, and is again when it is back, with nothing lost", async () => {
  const service = await start();
  await following(service, [true, true]);
  expect(await counted(110)).toEqual(allCount(110));
  const { stop } = await cut();
  await following(service, [false, false]);
  await appendFile(path("app.log"), lines(40, 5000));
  stop();
  await following(service, [true, true]);
  expect(await counted(150)).toEqual(allCount(150));
});

/** Ends the host's sessions again and again, as a line that is down does, until it is told to stop. */
async function cut(): Promise<{ stop: () => void }> {
  const timer = setInterval(() => host.dropSessions(), 50);
  const stop = (): void => clearInterval(timer);
  cleanups.push(async () => stop());
  return { stop };
}

test("a source that is gone is not followed while the other one is, and is when it is there again", async () => {
  const service = await start();
  await following(service, [true, true]);
  // The last line of each file waits for a successor at first.
  expect(await counted(110)).toEqual(allCount(110));
  await rename(path("app.log"), path("elsewhere"));
  await following(service, [false, true]);
  await appendFile(path("slow.log"), lines(5, 70_000));
  expect(await counted(115)).toEqual(allCount(115));
  await rename(path("elsewhere"), path("app.log"));
  await appendFile(path("app.log"), lines(5, 80_000));
  await following(service, [true, true]);
  expect(await counted(120)).toEqual(allCount(120));
});

test("collectNow reads what is followed too, and a schedule beside it counts nothing twice", async () => {
  const service = await start(true, "* * * * * *");
  await following(service, [true, true]);
  let total = 110;
  // The last line of each file waits for a successor at first.
  expect(await counted(total)).toEqual(allCount(total));
  for (let round = 1; round <= 5; round++) {
    await appendFile(path("app.log"), lines(200, round * 1000));
    total += 200;
    await askData(service.url, "mutation { collectNow { phase } }");
    // Its last line waits for a successor; all before it was there when the cycle began.
    expect((await graphCounts(neo4j)).ledger).toBeGreaterThanOrEqual(total - 1);
  }
  expect(await counted(total)).toEqual(allCount(total));
});
