import { asyncProperty, assert, constantFrom, integer, option, record, subarray } from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ArchivedHosts, HOSTS } from "../cycle/archived-hosts.fixture.ts";
import { connect } from "../store/connect.ts";
import { migrate } from "../store/migrate.ts";
import { Lines, type LinesArguments } from "./lines.ts";
import { TreeFactsReader } from "./tree-facts.ts";
import { TreeReader } from "./tree-reader.ts";

const MIGRATIONS = new URL("../../../../neo4j/migrations/", import.meta.url);
let driver: Awaited<ReturnType<typeof connect>>;
let hosts: ArchivedHosts;
let tree: TreeReader;
let lines: Lines;

beforeAll(async () => {
  const uri = process.env["DEEPSEC_TEST_NEO4J_URI"] ?? "";
  const password = process.env["DEEPSEC_TEST_NEO4J_PASSWORD"] ?? "";
  driver = await connect({ uri, user: "neo4j", password, database: "neo4j" }, 10_000);
  await migrate(driver, "neo4j", MIGRATIONS);
  hosts = await ArchivedHosts.create(driver);
  for (let round = 0; round < 5; round++) {
    await hosts.write(round * 60, 60);
    await hosts.collect();
  }
  const facts = new TreeFactsReader();
  tree = new TreeReader(driver, "neo4j", facts);
  lines = new Lines(driver, "neo4j", facts, hosts.now.archive);
}, 300_000);
afterAll(async () => {
  await hosts.remove();
  await driver.close();
});

const twentyMinutes = (number: number): string =>
  new Date(Date.UTC(2026, 10, 20, 8, number * 20)).toISOString();

async function allPages(said: LinesArguments) {
  const found = [];
  for (let after: string | null = null; ;) {
    const page = await lines.lines({ ...said, after });
    found.push(...page.lines);
    if (!page.hasNextPage) return { page, found };
    after = page.endCursor;
  }
}

test(
  "the lines of a branch are as many as its count says, for any window and hosts, in order",
  { timeout: 600_000 },
  async () => {
    const { clusters, ancestors } = await tree.cut({ height: 0 }, {});
    const ids = [...clusters, ...ancestors].map(({ id }) => id);
    const asked = record({
      from: option(integer({ min: 0, max: 8 }).map(twentyMinutes)),
      to: option(integer({ min: 9, max: 14 }).map(twentyMinutes)),
      hosts: option(subarray(HOSTS, { minLength: 1 })),
      cluster: constantFrom(...ids),
      order: constantFrom("OLDEST_FIRST" as const, "NEWEST_FIRST" as const),
      first: integer({ min: 20, max: 200 }),
    });
    await assert(
      asyncProperty(asked, async (said) => {
        const [cluster] = await tree.subtree(said.cluster, 0, said);
        const size = cluster?.size ?? -1;
        const { page, found } = await allPages(said);
        expect([page.total, await page.archived(), await page.missing(), found.length]).toEqual([
          size,
          size,
          0,
          size,
        ]);
        const places = found.map(
          ({ time, sourceId, number }) => `${time} ${sourceId} ${String(number).padStart(9, "0")}`,
        );
        const sorted = [...new Set(places)].toSorted();
        expect(places).toEqual(said.order === "OLDEST_FIRST" ? sorted : sorted.toReversed());
      }),
      { numRuns: 20 },
    );
  },
);

test("lines that were archived under an earlier id are found by it and by today's", async () => {
  const [move] = await hosts.query(
    "MATCH (old:LogTemplate)-[:MOVED]->() MATCH (old)-[:BECAME]->*(now) WHERE now.lineCount > 0 RETURN old.id AS old, now.id AS now, now.lineCount AS size LIMIT 1",
  );
  const pages = await Promise.all(
    [move?.["old"], move?.["now"]].map((template) =>
      allPages({ template: String(template), first: 1000, order: "OLDEST_FIRST" }),
    ),
  );
  for (const { page, found } of pages) {
    expect([page.total, found.length]).toEqual([move?.["size"], move?.["size"]]);
    expect(new Set(found.map(({ templateId }) => templateId))).toEqual(new Set([move?.["now"]]));
  }
});

test("without a template and a cluster they are all lines there are", async () => {
  const { found } = await allPages({ first: 1000, order: "NEWEST_FIRST" });
  expect(found.map(({ text }) => text).toSorted()).toEqual(await hosts.written());
});
