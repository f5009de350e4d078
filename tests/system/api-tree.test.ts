import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { type KnownApi, startKnownApi } from "../support/known-api.ts";
import { at, events, inScope, lines, said, type Scope, SCOPES } from "../support/known-counts.ts";
import { CURRENT_ID } from "../support/known-graph.ts";

let api: KnownApi;

beforeAll(async () => {
  api = await startKnownApi();
});
afterAll(() => api.stop());

interface View {
  readonly id: string;
  readonly parentId: string | null;
  readonly leafCount: number;
  readonly size: string;
  readonly count: string;
  readonly share: number;
  readonly hosts: readonly { readonly host: string; readonly size: string; readonly count: string }[];
  readonly hours: readonly { readonly hour: string; readonly size: string; readonly count: string }[];
}
interface Cut {
  readonly from: string | null;
  readonly to: string | null;
  readonly hosts: readonly string[] | null;
  readonly totalLines: string;
  readonly totalEvents: string;
  readonly clusters: readonly View[];
  readonly ancestors: readonly View[];
}

const VIEW = "id parentId leafCount size count share hosts { host size count } hours { hour size count }";
const CUT = `from to hosts totalLines totalEvents clusters { ${VIEW} } ancestors { ${VIEW} }`;
const ids = (views: readonly { id: string }[]) => views.map(({ id }) => id);
async function cut(said_: string): Promise<Cut> {
  return (await askData<{ cut: Cut }>(api.url, `{ cut(${said_}) { ${CUT} } }`)).cut;
}

function expectCounted(view: View, scope: Scope): void {
  const own = inScope(scope, view.id);
  const all = inScope(scope, CURRENT_ID);
  expect([view.id, view.size, view.count]).toEqual([view.id, String(lines(own)), String(events(own))]);
  expect(view.share).toBeCloseTo(lines(all) === 0 ? 0 : lines(own) / lines(all), 12);
  const hosts = [...new Set(own.map(({ host }) => host))].map((host) => {
    const its = own.filter((count) => count.host === host);
    return { host, size: String(lines(its)), count: String(events(its)) };
  });
  expect(view.hosts.toSorted(byHost)).toEqual(hosts.toSorted(byHost));
  const hours = [...new Set(own.map(({ hour }) => hour))]
    .toSorted((a, b) => a - b)
    .map((hour) => {
      const its = own.filter((count) => count.hour === hour);
      return { hour: at(hour), size: String(lines(its)), count: String(events(its)) };
    });
  expect(view.hours).toEqual(hours);
}
const byHost = (a: { host: string }, b: { host: string }): number => (a.host < b.host ? -1 : 1);

/** As a cycle that read so many more lines of e in hour 13 stores it. */
const move = (by: number) =>
  api.graph.driver.executeQuery(
    `MATCH (t:LogTemplate {id: 'e'})-[o:OCCURRED {hour: datetime($hour)}]->(s:Source)<-[f:FOUND_IN]-(t) MATCH (l:Ledger)
     SET l.cycle = l.cycle + 1, o.cycle = l.cycle, f.cycle = l.cycle, t.cycle = l.cycle,
         o.lineCount = o.lineCount + toInteger($by), f.lineCount = f.lineCount + toInteger($by), t.lineCount = t.lineCount + toInteger($by),
         l.totalLines = l.totalLines + toInteger($by)`,
    { by, hour: at(13) },
    { database: "neo4j" },
  );

async function open(which: readonly string[], more = "count: 2"): Promise<Cut> {
  const { openBranches } = await askData<{ openBranches: Cut }>(
    api.url,
    `{ openBranches(open: ${JSON.stringify(which)}, ${more}) { ${CUT} } }`,
  );
  return openBranches;
}

describe("a window and hosts", () => {
  test("give every cluster of every cut the counts that were stored, by host and by hour", async () => {
    for (const scope of SCOPES) {
      for (const count of [1, 2, 3, 6]) {
        const answer = await cut(`count: ${count}, ${said(scope)}`);
        expect(answer.clusters).toHaveLength(count);
        expect(answer.totalLines).toBe(String(lines(inScope(scope, CURRENT_ID))));
        expect(answer.totalEvents).toBe(String(events(inScope(scope, CURRENT_ID))));
        for (const view of [...answer.clusters, ...answer.ancestors]) expectCounted(view, scope);
      }
    }
  });

  test("count in subtree and path as in the cut", async () => {
    const scope = { from: 11, to: 13, hosts: ["web1"] };
    const { subtree, path } = await askData<{ subtree: View[]; path: View[] }>(
      api.url,
      `{ subtree(id: "abcd", depth: 2, ${said(scope)}) { ${VIEW} } path(id: "d", ${said(scope)}) { ${VIEW} } }`,
    );
    expect(ids(subtree)).toEqual(["abcd", "ab", "a", "b", "cd", "c", "d"]);
    expect(ids(path)).toEqual(["abcdef", "abcd", "cd", "d"]);
    for (const view of [...subtree, ...path]) expectCounted(view, scope);
  });

  test("are widened to whole hours, and the answer says to which", async () => {
    const answer = await cut(`from: "${at(10, 30)}", to: "${at(11, 1)}", hosts: ["web1", "db1", "web1"]`);
    expect([answer.from, answer.to, answer.hosts]).toEqual([at(10), at(12), ["db1", "web1"]]);
    // Hours 10 and 11 of web1: twice 500 + 100 + 150 + 200.
    expect(answer.totalLines).toBe("1900");
  });

  test("are seen anew after another cycle was stored", async () => {
    const before = (await cut(said({ from: 13 }))).totalLines;
    await move(5);
    try {
      expect((await cut(said({ from: 13 }))).totalLines).toBe(String(Number(before) + 5));
    } finally {
      await move(-5);
    }
    expect((await cut(said({ from: 13 }))).totalLines).toBe(before);
  });
});

describe("open branches", () => {
  test("are open to their leaves, and the rest stays coarse", async () => {
    expect(ids((await open([])).clusters)).toEqual(["abcd", "ef"]);
    expect(ids((await open(["ef"])).clusters)).toEqual(["abcd", "e", "f"]);
    // A branch below the cut: what stands beside the way to it stays whole.
    const deep = await open(["cd"]);
    expect(ids(deep.clusters)).toEqual(["ab", "c", "d", "ef"]);
    expect(ids(deep.ancestors)).toEqual(["abcdef", "abcd", "cd"]);
    expect(ids((await open(["c"])).clusters)).toEqual(["ab", "c", "d", "ef"]);
    expect(ids((await open(["ab", "e"], "height: 1")).clusters)).toEqual(["a", "b", "cd", "e", "f"]);
    expect(ids((await open(["abcdef"])).clusters)).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  test("still add up to all lines, in a window too", async () => {
    const scope = { from: 12, to: 13 };
    const answer = await open(["cd"], `count: 2, ${said(scope)}`);
    expect(answer.clusters.reduce((sum, { size }) => sum + Number(size), 0)).toBe(Number(answer.totalLines));
    for (const view of answer.clusters) expectCounted(view, scope);
  });
});

describe("a branch alone", () => {
  test("is cut by itself, under the same ancestors, and counts against all", async () => {
    const scope = { from: 11, to: 13 };
    const answer = await cut(`within: "abcd", count: 3, ${said(scope)}`);
    expect(ids(answer.clusters)).toEqual(["ab", "c", "d"]);
    expect(ids(answer.ancestors)).toEqual(["abcdef", "abcd", "cd"]);
    expect(answer.totalLines).toBe(String(lines(inScope(scope, CURRENT_ID))));
    for (const view of answer.clusters) expectCounted(view, scope);
    expect(ids((await cut('within: "abcd", height: 0.25')).clusters)).toEqual(["ab", "c", "d"]);
    expect(ids((await cut('within: "d"')).clusters)).toEqual(["d"]);
  });

  test("is compared by itself", async () => {
    const { diff } = await askData<{ diff: { clusters: View[] } }>(
      api.url,
      `{ diff(from: { hosts: ["web2"] }, to: { hosts: ["web1"] }, within: "ef", count: 2) { clusters { id } } }`,
    );
    expect(ids(diff.clusters)).toEqual(["e", "f"]);
  });
});

async function search(text: string, limit = 30): Promise<string[]> {
  const query = `{ search(text: ${JSON.stringify(text)}, limit: ${limit}) { id } }`;
  return ids((await askData<{ search: View[] }>(api.url, query)).search);
}

describe("clusters found", () => {
  test("by id and by a template's earlier id stand in leaf order, and what is not there is left out", async () => {
    const scope = { from: 10, to: 12, hosts: ["web1"] };
    const { clusters } = await askData<{ clusters: View[] }>(
      api.url,
      `{ clusters(ids: ["ef", "ab", "nowhere"], templateIds: ["y", "e", "nowhere"], ${said(scope)}) { ${VIEW} } }`,
    );
    expect(ids(clusters)).toEqual(["ab", "c", "ef", "e"]);
    for (const view of clusters) expectCounted(view, scope);
  });

  test("by words are leaves by their template before others by their label, the most lines first", async () => {
    expect(await search("OF  text", 2)).toEqual(["a", "b"]);
    expect(await search("of D")).toEqual(["d"]);
    expect(await search("ABOUT abc")).toEqual(["abcdef", "abcd"]);
    expect(await search(" ")).toEqual([]);
    expect(await search("<script>")).toEqual([]);
  });
});

async function today(id: string): Promise<string | undefined> {
  const query = `{ branchToday(id: "${id}") { id } }`;
  return (await askData<{ branchToday: View | null }>(api.url, query)).branchToday?.id;
}

test("a branch of an earlier tree is found where its templates are today", async () => {
  expect(await today("cd")).toBe("cd");
  // y of the earlier tree is c today, and a, b and c are all below abcd.
  expect(await today("y")).toBe("c");
  expect(await today("aby")).toBe("abcd");
  expect(await today("nowhere")).toBeUndefined();
});
