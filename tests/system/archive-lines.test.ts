import { readFile, writeFile } from "node:fs/promises";
import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, askData } from "../support/api-client.ts";
import { filedLines } from "../support/archive-files.ts";
import { LogFolder, logLines } from "../support/log-files.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

let graph: TestNeo4j;
let logs: LogFolder;
let api: RunningApi | null = null;

beforeAll(async () => {
  graph = await startTestNeo4j();
});
afterAll(() => graph.stop());
beforeEach(async () => {
  await emptyGraph(graph);
  logs = await LogFolder.create();
});
afterEach(async () => {
  await api?.stop();
  api = null;
  await logs.remove();
});

async function start(overrides: Parameters<typeof testConfig>[1] = {}): Promise<RunningApi> {
  const limits = { keepDays: 90, bytesMax: 1e9 };
  api = await startApi(
    testConfig(graph, {
      localSources: [logs.file("*.log")],
      archive: { folder: logs.file("archive"), limits },
      ...overrides,
    }),
  );
  return api;
}

/** Twice: the first look shows the last event, the second one finds that nothing came after it. */
async function collect({ url }: RunningApi): Promise<void> {
  for (let look = 0; look < 2; look++) await askData(url, "mutation { collectNow { phase } }");
}

interface Page {
  readonly total: string;
  readonly archived: string;
  readonly missing: string;
  readonly lines: readonly {
    readonly id: string;
    readonly number: string;
    readonly time: string;
    readonly text: string;
  }[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

async function allLines(url: string, said: string, first = 100): Promise<{ page: Page; texts: string[] }> {
  const texts: string[] = [];
  let after = "";
  for (;;) {
    const { lines } = await askData<{ lines: Page }>(
      url,
      `{ lines(${said} first: ${first} ${after}) { total archived missing lines { id number time text } endCursor hasNextPage } }`,
    );
    texts.push(...lines.lines.map(({ text }) => text));
    if (!lines.hasNextPage) return { page: lines, texts };
    after = `after: ${JSON.stringify(lines.endCursor)}`;
  }
}

describe("the archive", () => {
  test("has each line once, with its very bytes, whatever they are", async () => {
    const hostile = Buffer.concat([
      Buffer.from("2026-10-01T00:00:00Z INFO app - nul \0 inside\n"),
      Buffer.from("2026-10-01T00:00:01Z INFO app - crlf\r\n"),
      Buffer.from([...Buffer.from("2026-10-01T00:00:02Z INFO app - invalid "), 0xff, 0xf0, 0x9f, 0x98, 10]),
      Buffer.from("2026-10-01T00:00:03Z INFO app - \u001B[31mred\u001B[0m and \u202Eback\n\n\r\n"),
      Buffer.from(`2026-10-01T00:00:04Z INFO app - ${"long ".repeat(30_000)}\n`),
      Buffer.from("2026-10-01T00:00:05Z INFO app - last\n"),
    ]);
    await writeFile(logs.file("a.log"), hostile);
    await collect(
      await start({
        redaction: { keyFile: logs.file("key"), bySource: new Map([[`local:${logs.file("*.log")}`, null]]) },
      }),
    );
    await writeFile(logs.file("a.log"), Buffer.concat([hostile, Buffer.from("more\n")]));
    await collect(api ?? (await start()));
    const filed = await filedLines(logs.file("archive"));
    expect(Buffer.concat(filed.map(({ bytes }) => bytes))).toEqual(await readFile(logs.file("a.log")));
    expect(filed.map(({ line }) => line)).toEqual(filed.map((_, index) => index + 1));
  });

  test("gives exactly the lines behind a count, a page at a time", async () => {
    await logs.append("a.log", logLines(900));
    await logs.append("b.log", logLines(300, 500));
    const { url } = await start();
    await collect(api ?? (await start()));
    const { cut } = await askData<{ cut: { totalLines: string; clusters: { id: string; size: string }[] } }>(
      url,
      "{ cut(count: 6) { totalLines clusters { id size } } }",
    );
    expect(cut.totalLines).toBe("1200");
    const seen: string[] = [];
    for (const { id, size } of cut.clusters) {
      const { page, texts } = await allLines(url, `cluster: ${JSON.stringify(id)}`, 70);
      expect([page.total, page.archived, page.missing, String(texts.length)]).toEqual([
        size,
        size,
        "0",
        size,
      ]);
      seen.push(...texts);
    }
    const written = (
      await Promise.all(["a.log", "b.log"].map((name) => readFile(logs.file(name), "utf8")))
    ).join("");
    expect(seen.toSorted()).toEqual(written.trimEnd().split("\n").toSorted());
  });

  test("shows the lines around one, in its source", async () => {
    await logs.append("a.log", logLines(100));
    const { url } = await start();
    await collect(api ?? (await start()));
    const { lines } = await askData<{ lines: Page }>(url, "{ lines(first: 50) { lines { id number } } }");
    const asked = lines.lines[40];
    const { context } = await askData<{ context: { number: string; text: string }[] }>(
      url,
      `{ context(line: ${JSON.stringify(asked?.id)}, before: 2, after: 3) { number text } }`,
    );
    const all = (await readFile(logs.file("a.log"), "utf8")).split("\n");
    const number = Number(asked?.number);
    expect(context).toEqual(
      [-2, -1, 0, 1, 2, 3].map((step) => ({ number: String(number + step), text: all[number + step - 1] })),
    );
  });

  test("refuses what it cannot answer, by code", async () => {
    const { url } = await start();
    for (const question of [
      "lines(first: 0)",
      "lines(first: 1001)",
      'lines(after: "x")',
      'lines(template: "none")',
      'lines(cluster: "none")',
      'lines(template: "a", cluster: "b")',
      'lines(hosts: ["nobody"])',
    ]) {
      const { errors } = await ask(url, `{ ${question} { total } }`);
      expect([question, errors?.[0]?.extensions?.code]).toEqual([question, "BAD_INPUT"]);
    }
    const { errors } = await ask(url, '{ context(line: "x") { text } }');
    expect(errors?.[0]?.extensions?.code).toBe("BAD_INPUT");
  });

  test("says so when it is switched off", async () => {
    const { url } = await start({ archive: null });
    const { errors } = await ask(url, "{ lines { total } }");
    expect(errors?.[0]?.extensions?.code).toBe("ARCHIVE_OFF");
  });
});
