import { appendFile, chmod } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFailed, test, vi } from "vitest";
import { eventually } from "../support/eventually.ts";
import { startApiService, type ApiService } from "../support/api-service.ts";
import { emptyGraph, freePort, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";
import { storedFacts } from "../support/stored-facts.ts";

const EACH_SECOND = "* * * * * *";
// The first statements of a new database are planned for seconds, and other programs may want the processor too.
vi.setConfig({ testTimeout: 240_000 });

let neo4j: TestNeo4j;
let cleanups: (() => Promise<void>)[] = [];

beforeAll(async () => {
  neo4j = await startTestNeo4j();
});

afterAll(async () => {
  await neo4j.stop();
});

beforeEach(async () => {
  await emptyGraph(neo4j);
});

afterEach(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
  cleanups = [];
});

async function sshd(files: Readonly<Record<string, string>>): Promise<Sshd> {
  const host = await startSshd({ files });
  cleanups.push(() => host.stop());
  return host;
}

async function api(hosts: readonly object[]): Promise<ApiService> {
  const service = await startApiService(neo4j, { schedule: EACH_SECOND, hosts });
  cleanups.push(() => service.end("SIGTERM"));
  onTestFailed(() => {
    process.stderr.write(service.log());
  });
  return service;
}

function settingsOf(host: Sshd, name: string, files: readonly string[]): object {
  const { address, port, user, identityFile, hostKeySha256, logDirectory } = host;
  const sources = files.map((file) => join(logDirectory, file));
  return { name, address, port, user, identityFile, hostKeySha256, sources };
}

/** Lines of several programs; every tenth entry is a stack trace of four lines. */
function lines(count: number, from = 0): string {
  let text = "";
  for (let at = from, written = 0; written < count; at++) {
    const time = new Date(Date.UTC(2026, 2, 1, 0, 0, at)).toISOString().slice(0, 19).replace("T", " ");
    if (at % 10 === 9 && written + 4 <= count) {
      text += `${time},001 ERROR [worker-${at % 7}] billing.Invoice - cannot write invoice ${at}\n`;
      text += `java.io.IOException: No space left on device\n\tat billing.Invoice.write(Invoice.java:${at % 90})\n\tat billing.Main.run(Main.java:12)\n`;
      written += 4;
    } else {
      text += `${time},001 INFO  [main] ${at % 3 === 0 ? "billing.Mail - sent mail to customer" : "billing.Store - stored invoice"} ${at} in ${at % 80} ms\n`;
      written += 1;
    }
  }
  return text;
}

interface Counts {
  readonly clusters: number;
  readonly total: number;
  readonly sources: number;
}

function allCount(total: number): Counts {
  return { clusters: total, total, sources: total };
}

/** The counts once they are no less than `total`. */
async function countsFrom(total: number, { url }: ApiService): Promise<Counts> {
  const facts = await eventually(
    `the counts are ${total}`,
    async () => {
      const now = await storedFacts(url);
      return now.linesInClusters >= total && now.linesInSources >= total ? now : null;
    },
    { timeoutMs: 100_000, everyMs: 200 },
  );
  return { clusters: facts.linesInClusters, total: facts.totalLines, sources: facts.linesInSources };
}

test("lines on a host come over SSH into clusters that add up to them, and what is appended too", async () => {
  const host = await sshd({ "app.log": lines(500), "other.log": lines(100) });
  const started = await api([settingsOf(host, "app1", ["*.log"])]);
  expect(await countsFrom(600, started)).toEqual(allCount(600));
  await appendFile(join(host.logDirectory, "app.log"), lines(41, 5_000));
  expect(await countsFrom(641, started)).toEqual(allCount(641));
});

test("killed in the middle of a cycle that reads over SSH, it ends with each line counted once", async () => {
  const first = 30_000;
  const appended = 50;
  const host = await sshd({ "app.log": lines(first) });
  const settings = [settingsOf(host, "app1", ["app.log"])];
  let total = first;
  for (const delayMs of [100, 600]) {
    const service = await startApiService(neo4j, { schedule: EACH_SECOND, hosts: settings });
    await sleep(delayMs);
    await service.end("SIGKILL");
    await appendFile(join(host.logDirectory, "app.log"), lines(appended, 100_000 + total));
    total += appended;
  }
  expect(await countsFrom(total, await api(settings))).toEqual(allCount(total));
});

test("what cannot be read says why and what to do, while the rest is read", async () => {
  const good = await sshd({ "app.log": lines(50), "secret.log": lines(50) });
  await chmod(join(good.logDirectory, "secret.log"), 0o000);
  const changed = await sshd({ "app.log": lines(50) });
  const replaced = settingsOf(changed, "replaced", ["app.log"]);
  await changed.replaceHostKey();
  const silent = { ...settingsOf(good, "silent", ["app.log"]), port: await freePort() };
  const started = await api([settingsOf(good, "good", ["app.log", "secret.log"]), replaced, silent]);
  expect(await countsFrom(50, started)).toEqual(allCount(50));

  const hosts = await eventually("every host was tried", async () => {
    const facts = await storedFacts(started.url);
    return facts.hosts.length === 3 && facts.hosts.every((host) => host.phase !== "never")
      ? facts.hosts
      : null;
  });
  const byName = new Map(hosts.map((host) => [host.name, host]));
  expect(byName.get("replaced")).toMatchObject({ phase: "failed", errorCode: "HOST_KEY_MISMATCH" });
  expect(byName.get("silent")).toMatchObject({ phase: "failed", errorCode: "HOST_UNREACHABLE" });
  const sources = byName.get("good")?.sources ?? [];
  const secret = sources.find((source) => source.path.endsWith("secret.log"));
  expect(secret).toMatchObject({ phase: "failed", errorCode: "FILE_UNREADABLE" });
  expect(sources.find((source) => source.path.endsWith("app.log"))).toMatchObject({
    phase: "ok",
    errorCode: null,
  });
  for (const trouble of [byName.get("replaced"), byName.get("silent"), secret])
    expect(trouble?.errorFix ?? "").not.toBe("");
});
