import { type RunningApi, startApi } from "@deepsec/api";
import { clusterTemplates, contentHash, type LogTemplate } from "@deepsec/engine";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FIRST_HOUR_MS, MadeGraph, someOccurrences } from "../bench/graph/made-graph.ts";
import { askData } from "../support/api-client.ts";
import { testConfig } from "../support/test-config.ts";

let graph: MadeGraph;
let api: RunningApi;

beforeAll(async () => {
  graph = await MadeGraph.start();
  api = await startApi(testConfig(graph.neo4j));
});
afterAll(async () => {
  await api.stop();
  await graph.neo4j.stop();
});

function template(text: string): LogTemplate {
  return {
    id: contentHash(text),
    text,
    level: null,
    programs: ["app"],
    count: 1,
    lineCount: 1,
    examples: [],
  };
}

interface Cut {
  readonly cut: {
    readonly totalLines: string;
    readonly clusters: readonly {
      readonly templateId: string;
      readonly size: string;
      readonly hours: readonly { readonly hour: string; readonly size: string }[];
    }[];
  };
}

const hour = (number: number): string => new Date(FIRST_HOUR_MS + number * 3_600_000).toISOString();
const WINDOWS = [
  { said: "", from: hour(-1e6), to: hour(1e6), hosts: ["web1", "web2", "db1"] },
  {
    said: `from: "${hour(0)}", to: "${hour(24)}"`,
    from: hour(0),
    to: hour(24),
    hosts: ["web1", "web2", "db1"],
  },
  { said: `from: "${hour(10)}", hosts: ["db1"]`, from: hour(10), to: hour(1e6), hosts: ["db1"] },
  { said: 'hosts: ["web1", "web2"]', from: hour(-1e6), to: hour(1e6), hosts: ["web1", "web2"] },
];

/** What Neo4j adds up itself: `template hour lines`, sorted. */
async function stored({ from, to, hosts }: (typeof WINDOWS)[number]): Promise<string[]> {
  const { records } = await graph.neo4j.driver.executeQuery(
    `MATCH (t:LogTemplate)-[o:OCCURRED]->(:Source)<-[:HAS_SOURCE]-(h:Host)
     WHERE o.hour >= datetime($from) AND o.hour < datetime($to) AND h.name IN $hosts
     RETURN t.id AS id, o.hour.epochMillis AS ms, sum(o.lineCount) AS lines`,
    { from, to, hosts },
    { database: "neo4j" },
  );
  return records
    .map((row) => `${row.get("id")} ${new Date(row.get("ms")).toISOString()} ${row.get("lines")}`)
    .toSorted();
}

const truth = (): Promise<string[][]> => Promise.all(WINDOWS.map(stored));

/** What the API answers in the same words; sizes that do not add up to the total stand in place of the rows. */
async function answers(leaves: number): Promise<string[][]> {
  const all: string[][] = [];
  for (const { said } of WINDOWS) {
    const scope = said === "" ? "" : `, ${said}`;
    const { cut } = await askData<Cut>(
      api.url,
      `{ cut(count: ${leaves}${scope}) { totalLines clusters { templateId size hours { hour size } } } }`,
    );
    const rows = cut.clusters.flatMap(({ templateId, hours }) =>
      hours.map(({ hour: at, size }) => `${templateId} ${at} ${size}`),
    );
    const sum = cut.clusters.reduce((total, { size }) => total + Number(size), 0);
    all.push(sum === Number(cut.totalLines) ? rows.toSorted() : [`${sum} is not ${cut.totalLines}`]);
  }
  return all;
}

test("an API that saw every cycle counts as the graph does: new templates, more lines, and counts that moved on and back", async () => {
  const [a, b, c, d] = ["user 1 paid", "user 2 paid", "disk is full", "link is down"].map(template);
  const paid = template("user <*> paid");
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error("four");
  const save = (
    now: readonly LogTemplate[],
    changed: readonly LogTemplate[],
    lineage: readonly LogTemplate[] = [],
    to = paid,
  ) =>
    graph.save(
      changed,
      clusterTemplates(now),
      someOccurrences(changed),
      lineage.map(({ id }) => ({ fromId: id, toId: to.id })),
    );
  await save([a, b, c], [a, b, c]);
  expect(await answers(3)).toEqual(await truth());
  await save([a, b, c, d], [a, d]);
  expect(await answers(4)).toEqual(await truth());
  await save([paid, c, d], [paid, d], [a, b]);
  expect(await answers(3)).toEqual(await truth());
  await save([paid, c, d], [c]);
  // Two cycles that it does not look at: one takes a template away, the next brings it back.
  await save([c, d], [c], [paid], c);
  await save([paid, c, d], [paid]);
  expect(await answers(3)).toEqual(await truth());
});

test("a graph that was forgotten and filled again is not counted on from the one before", async () => {
  await graph.clear();
  const [a, b] = [template("order 1 shipped"), template("queue is empty")];
  for (let cycle = 0; cycle < 8; cycle++) {
    await graph.save([a, b], clusterTemplates([a, b]), someOccurrences([b]));
  }
  expect(await answers(2)).toEqual(await truth());
});
