import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { type KnownApi, startKnownApi } from "../support/known-api.ts";
import { events, inScope, KNOWN_COUNTS, lines, said, SCOPES } from "../support/known-counts.ts";
import { CURRENT_ID } from "../support/known-graph.ts";

let api: KnownApi;

beforeAll(async () => {
  api = await startKnownApi();
});
afterAll(() => api.stop());

interface Matrix {
  readonly totalLines: string;
  readonly clusters: readonly { readonly id: string }[];
  readonly rows: readonly {
    readonly host: string;
    readonly size: string;
    readonly sizes: string[];
    readonly counts: string[];
  }[];
  readonly dendrogram: readonly {
    readonly id: string;
    readonly parentId: string | null;
    readonly mergeHeight: number;
    readonly leafOrder: number;
    readonly host: string | null;
  }[];
}
async function matrix(arguments_: string): Promise<Matrix> {
  const fields = `totalLines clusters { id } rows { host size sizes counts } dendrogram { id parentId mergeHeight leafOrder host }`;
  return (await askData<{ hostMatrix: Matrix }>(api.url, `{ hostMatrix(${arguments_}) { ${fields} } }`))
    .hostMatrix;
}

const shares = (host: string): number[] => {
  const own = KNOWN_COUNTS.filter((count) => count.host === host);
  return [...CURRENT_ID].map((id) => events(own.filter(({ template }) => template === id)) / events(own));
};
const entropy = (p: readonly number[]): number =>
  p.reduce((sum, share) => (share === 0 ? sum : sum - share * Math.log2(share)), 0);

/** √(H(mean) − mean H), the textbook form, over events by template. */
function jensenShannon(a: string, b: string): number {
  const [p, q] = [shares(a), shares(b)];
  const mean = p.map((share, i) => (share + (q[i] ?? 0)) / 2);
  return Math.sqrt(entropy(mean) - (entropy(p) + entropy(q)) / 2);
}

describe("a host matrix", () => {
  test("has the counts of each host in each cluster", async () => {
    for (const scope of SCOPES.filter(({ hosts }) => hosts === undefined)) {
      const answer = await matrix(`count: 3, ${said(scope)}`);
      expect(answer.rows.map(({ host }) => host).toSorted()).toEqual(
        [...new Set(inScope(scope, CURRENT_ID).map(({ host }) => host))].toSorted(),
      );
      for (const { host, size, sizes, counts } of answer.rows) {
        const own = { ...scope, hosts: [host] };
        expect(sizes).toEqual(answer.clusters.map(({ id }) => String(lines(inScope(own, id)))));
        expect(counts).toEqual(answer.clusters.map(({ id }) => String(events(inScope(own, id)))));
        expect(size).toBe(String(lines(inScope(own, CURRENT_ID))));
      }
    }
  });

  test("joins the hosts whose template mixes are nearest first, at their Jensen-Shannon distance", async () => {
    const { dendrogram, rows } = await matrix("count: 2");
    const distances = {
      web: jensenShannon("web1", "web2"),
      db: [jensenShannon("web1", "db1"), jensenShannon("web2", "db1")],
    };
    const [root, inner, ...leaves] = dendrogram.toSorted((a, b) => b.mergeHeight - a.mergeHeight);
    expect(inner?.mergeHeight).toBeCloseTo(distances.web, 9);
    expect(root?.mergeHeight).toBeCloseTo(((distances.db[0] ?? 0) + (distances.db[1] ?? 0)) / 2, 9);
    expect(
      leaves
        .filter(({ parentId }) => parentId === inner?.id)
        .map(({ host }) => host)
        .toSorted(),
    ).toEqual(["web1", "web2"]);
    expect(rows.map(({ host }) => host)).toEqual(
      leaves.toSorted((a, b) => a.leafOrder - b.leafOrder).map(({ host }) => host),
    );
  });

  test("has a row for each host that was asked for, at distance 1 when it said nothing", async () => {
    const { rows, dendrogram } = await matrix('count: 2, hosts: ["idle", "web1"]');
    expect(rows.map(({ host, sizes }) => [host, sizes]).toSorted()).toEqual([
      ["idle", ["0", "0"]],
      [
        "web1",
        [
          String(lines(inScope({ hosts: ["web1"] }, "abcd"))),
          String(lines(inScope({ hosts: ["web1"] }, "ef"))),
        ],
      ],
    ]);
    expect(dendrogram[0]?.mergeHeight).toBe(1);
  });
});
