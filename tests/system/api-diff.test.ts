import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { type KnownApi, startKnownApi } from "../support/known-api.ts";
import { at, events, inScope } from "../support/known-counts.ts";
import { CURRENT_ID, EARLIER_ID } from "../support/known-graph.ts";

let api: KnownApi;

beforeAll(async () => {
  api = await startKnownApi();
});
afterAll(() => api.stop());

interface Branch {
  readonly id: string;
  readonly parentId: string | null;
  readonly change: string;
  readonly fromSize: string;
  readonly toSize: string;
  readonly fromCount: string;
  readonly toCount: string;
  readonly fromShare: number;
  readonly toShare: number;
  readonly fromLeafCount: number;
  readonly toLeafCount: number;
  readonly newLeaves: number;
  readonly grownLeaves: number;
  readonly shrunkLeaves: number;
  readonly goneLeaves: number;
}
interface Totals {
  readonly dendrogramId: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly totalLines: string;
  readonly totalEvents: string;
  readonly leafCount: number;
}
interface Diff {
  readonly from: Totals;
  readonly to: Totals;
  readonly clusters: readonly Branch[];
  readonly ancestors: readonly Branch[];
  readonly changed: readonly Branch[];
  readonly sharedClusters: number;
}

const TOTALS = "dendrogramId from to totalLines totalEvents leafCount";
const BRANCH =
  "id parentId change fromSize toSize fromCount toCount fromShare toShare fromLeafCount toLeafCount newLeaves grownLeaves shrunkLeaves goneLeaves";

async function diff(from: string, to: string, cut = "count: 6"): Promise<Diff> {
  const fields = `from { ${TOTALS} } to { ${TOTALS} } clusters { ${BRANCH} } ancestors { ${BRANCH} } changed { ${BRANCH} } sharedClusters`;
  const answer = await askData<{ diff: Diff }>(
    api.url,
    `{ diff(from: { ${from} }, to: { ${to} }, ${cut}) { ${fields} } }`,
  );
  return answer.diff;
}
const changes = (branches: readonly Branch[]) => branches.map(({ id, change }) => `${id} ${change}`);
const leafNumbers = (branch: Branch | undefined) => [
  branch?.newLeaves,
  branch?.grownLeaves,
  branch?.shrunkLeaves,
  branch?.goneLeaves,
];
const find = (branches: readonly Branch[], id: string) => branches.find((branch) => branch.id === id);

describe("a diff of two windows", () => {
  // Events in hours 10 and 11: a 1030, b 200, c 100, e 400 of 1730; in 12 and 13: a 530, b 400, d 7, e 50, f 5 of 992.
  const MORNING = `from: "${at(10)}", to: "${at(12)}"`;
  const NOON = `from: "${at(12)}", to: "${at(14)}"`;

  test("tells what is new, grown, shrunk and gone, by share of all events", async () => {
    const answer = await diff(MORNING, NOON);
    expect(changes(answer.clusters)).toEqual(["a same", "b grown", "c gone", "d new", "e shrunk", "f new"]);
    expect(answer.from).toMatchObject({ totalEvents: "1730", totalLines: "1930", leafCount: 4 });
    expect(answer.to).toMatchObject({ totalEvents: "992", totalLines: "999", leafCount: 5 });
    expect(find(answer.clusters, "c")).toMatchObject({
      fromSize: "300",
      fromCount: "100",
      toSize: "0",
      toCount: "0",
    });
    expect(find(answer.clusters, "b")?.fromShare).toBeCloseTo(200 / 1930, 12);
    expect(find(answer.clusters, "b")?.toShare).toBeCloseTo(400 / 999, 12);
  });

  test("is rolled up on the tree: a branch has the sums of what is below it", async () => {
    // cd: 100 of 1730 against 7 of 992; ef: 400 against 55; abcd: 1330 against 937.
    const fine = await diff(MORNING, NOON);
    const all = [...fine.ancestors, ...fine.clusters];
    expect(changes(fine.ancestors)).toEqual([
      "abcdef same",
      "abcd same",
      "ab same",
      "cd shrunk",
      "ef shrunk",
    ]);
    expect(leafNumbers(find(all, "abcdef"))).toEqual([2, 1, 1, 1]);
    expect(leafNumbers(find(all, "cd"))).toEqual([1, 0, 0, 1]);
    expect(find(all, "cd")).toMatchObject({
      fromCount: "100",
      toCount: "7",
      fromLeafCount: 1,
      toLeafCount: 1,
    });
    for (const parent of fine.ancestors) {
      const children = all.filter(({ parentId }) => parentId === parent.id);
      for (const side of ["fromSize", "toSize", "fromCount", "toCount"] as const) {
        expect(children.reduce((sum, child) => sum + Number(child[side]), 0)).toBe(Number(parent[side]));
      }
    }
  });

  test("lists the largest branches that changed as a whole, the most severe first, then the most events", async () => {
    const { changed } = await diff(MORNING, NOON, "count: 2");
    expect(changes(changed)).toEqual(["f new", "b grown", "e shrunk", "c gone", "d new"]);
    // From hour 12 to hour 13 all of abcd is gone: that neither side has c hinders nothing. f, 3 of 950 against 2 of 42, has a G
    // of 6.3, which may be chance.
    const later = await diff(`from: "${at(12)}", to: "${at(13)}"`, `from: "${at(13)}"`, "count: 2");
    expect(changes(later.changed)).toEqual(["abcd gone", "e grown"]);
  });

  test("gives the hour in which one ends and the other begins to the later one", async () => {
    const answer = await diff(`to: "${at(12, 30)}"`, `from: "${at(12, 30)}"`);
    expect([answer.from.to, answer.to.from]).toEqual([at(12), at(12)]);
    expect(answer.from.totalEvents).toBe("1730");
    expect(answer.to.totalEvents).toBe("992");
  });

  test("with nothing on one side makes all new, or all gone", async () => {
    const empty = `from: "${at(1)}", to: "${at(2)}"`;
    expect(changes((await diff(empty, "")).changed)).toEqual(["abcdef new"]);
    expect(changes((await diff("", empty)).changed)).toEqual(["abcdef gone"]);
    expect((await diff(empty, empty)).changed).toEqual([]);
  });
});

test("a diff of two sets of hosts counts those alone", async () => {
  const answer = await diff('hosts: ["web1"]', 'hosts: ["web2", "db1"]');
  expect(answer.clusters.map(({ id, fromCount, toCount }) => [id, fromCount, toCount])).toEqual(
    [...CURRENT_ID].map((id) => [
      id,
      String(events(inScope({ hosts: ["web1"] }, id))),
      String(events(inScope({ hosts: ["web2", "db1"] }, id))),
    ]),
  );
  // b, c and d are on web1 alone. Of e: 400 of 2610 against 50 of 112, of f: 3 against 2, which may be chance.
  expect(changes(answer.clusters).filter((text) => !text.startsWith("a"))).toEqual([
    "b gone",
    "c gone",
    "d gone",
    "e grown",
    "f same",
  ]);
});

describe("a diff of two dendrograms", () => {
  // Earlier: ((a b) y) e, where y became c. Today: ((a b) (c d)) (e f).
  test("tells new templates by branch, and none that only grew more general", async () => {
    const answer = await diff(`dendrogramId: "${EARLIER_ID}"`, "");
    expect(answer.from).toMatchObject({ dendrogramId: EARLIER_ID, leafCount: 4 });
    expect(answer.to).toMatchObject({ dendrogramId: CURRENT_ID, leafCount: 6 });
    expect(changes(answer.clusters)).toEqual(["a same", "b same", "c same", "d new", "e same", "f new"]);
    expect(changes(answer.ancestors)).toEqual([
      "abcdef grown",
      "abcd grown",
      "ab same",
      "cd grown",
      "ef grown",
    ]);
    expect(find(answer.ancestors, "abcdef")).toMatchObject({
      fromLeafCount: 4,
      toLeafCount: 6,
      newLeaves: 2,
    });
    expect(changes(answer.changed)).toEqual(["f new", "d new"]);
    // Lines of today: d has 14, f has 5; y's are counted as c's.
    expect(find(answer.ancestors, "cd")).toMatchObject({ fromSize: "300", toSize: "314" });
    expect(Number(answer.to.totalLines) - Number(answer.from.totalLines)).toBe(19);
    // a, b, ab and e are the same clusters in both.
    expect(answer.sharedClusters).toBe(4);
  });

  test("backwards tells what is gone, where its nearest kin stands", async () => {
    const answer = await diff(`dendrogramId: "${CURRENT_ID}"`, `dendrogramId: "${EARLIER_ID}"`, "count: 4");
    expect(changes(answer.changed)).toEqual(["f gone", "d gone"]);
    expect(changes(answer.clusters)).toEqual(["a same", "b same", "y shrunk", "e shrunk"]);
    expect(find(answer.clusters, "y")).toMatchObject({
      fromLeafCount: 2,
      toLeafCount: 1,
      goneLeaves: 1,
      fromSize: "314",
      toSize: "300",
    });
    expect(changes(answer.ancestors)).toEqual(["abye shrunk", "aby shrunk", "ab same"]);
    expect(find(answer.ancestors, "abye")).toMatchObject({
      fromSize: answer.from.totalLines,
      toSize: answer.to.totalLines,
    });
  });

  test("of one with itself is the same everywhere", async () => {
    const answer = await diff(`dendrogramId: "${EARLIER_ID}"`, `dendrogramId: "${EARLIER_ID}"`, "count: 4");
    expect(answer.changed).toEqual([]);
    expect(answer.clusters.map(({ change }) => change)).toEqual(["same", "same", "same", "same"]);
    expect(answer.sharedClusters).toBe(7);
  });
});
