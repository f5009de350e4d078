import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask, askData } from "../support/api-client.ts";
import { type KnownApi, startKnownApi } from "../support/known-api.ts";
import { storeKnownGraph } from "../support/known-graph.ts";

let api: KnownApi;

beforeAll(async () => {
  api = await startKnownApi();
});
afterAll(() => api.stop());
beforeEach(() => storeKnownGraph(api.graph));

interface Verdict {
  readonly id: string;
  readonly isInForce: boolean;
}

const VERDICT = "{ id phase target subject note author expiresAt isInForce templateCount mergeHeight }";
const say = async (mutation: string): Promise<Verdict> => {
  const name = /^\w+/.exec(mutation)?.[0] ?? "";
  const answer = await askData<Record<string, Verdict>>(api.url, `mutation { ${mutation} ${VERDICT} }`);
  return answer[name] ?? { id: "", isInForce: false };
};

test("a verdict on a branch shows on all of its clusters and templates, until it is taken back", async () => {
  const verdict = await say('accept(target: { clusterId: "ab" }, note: "nightly job", author: "kim")');
  expect(verdict).toEqual({
    id: expect.any(String),
    phase: "accepted",
    target: "branch",
    subject: "about ab",
    note: "nightly job",
    author: "kim",
    expiresAt: null,
    isInForce: true,
    templateCount: 2,
    mergeHeight: 0.2,
  });
  const important = await say('markImportant(target: { templateId: "b" })');
  expect(important).toMatchObject({ target: "template", author: "tester", subject: "text of b" });
  const shown = () =>
    askData(
      api.url,
      `{ subtree(id: "abcd") { id judgedLeaves verdict { id } } template(id: "y") { verdict { id } } b: template(id: "b") { verdict { phase } } }`,
    );
  expect(await shown()).toEqual({
    subtree: [
      { id: "abcd", judgedLeaves: 2, verdict: null },
      { id: "ab", judgedLeaves: 2, verdict: null },
      { id: "a", judgedLeaves: 1, verdict: { id: verdict.id } },
      { id: "b", judgedLeaves: 1, verdict: { id: important.id } },
      { id: "cd", judgedLeaves: 0, verdict: null },
      { id: "c", judgedLeaves: 0, verdict: null },
      { id: "d", judgedLeaves: 0, verdict: null },
    ],
    template: { verdict: null },
    b: { verdict: { phase: "important" } },
  });
  // An earlier id leads to the template of today.
  await say('accept(target: { templateId: "y" })');
  expect(await shown()).toMatchObject({ template: { verdict: { id: expect.any(String) } } });
  expect(await say(`reopen(id: "${important.id}", note: "no longer")`)).toMatchObject({ isInForce: false });
  expect(await askData(api.url, '{ clusters(ids: ["ab"]) { judgedLeaves verdict { id } } }')).toEqual({
    clusters: [{ judgedLeaves: 2, verdict: { id: verdict.id } }],
  });
});

test("findings show their verdict, and the audit trail says who did what, page by page", async () => {
  await api.graph.driver.executeQuery(
    `MATCH (t:LogTemplate {id: 'a'})
     CREATE (:Finding {id: 'f', kind: 'isolated template', severity: 'LOW', score: 0.5, reason: 'apart', phase: 'open',
                       firstSeen: datetime(), lastSeen: datetime()})-[:ABOUT]->(t)`,
    {},
    { database: "neo4j" },
  );
  const { id } = await say(
    'mute(target: { findingId: "f" }, expiresAt: "2030-01-01T00:00:00Z", author: "kim")',
  );
  const found = "{ findings { phase severity verdict { id expiresAt } } }";
  expect(await askData(api.url, found)).toEqual({
    findings: [
      {
        phase: "muted",
        severity: "LOW",
        verdict: [{ id, expiresAt: expect.stringContaining("2030-01-01") }],
      },
    ],
  });
  await say('closeFinding(id: "f", author: "ann")');
  expect(await askData(api.url, found)).toMatchObject({ findings: [{ phase: "closed" }] });
  const page = (offset: number) =>
    askData(
      api.url,
      `{ audit(sort: [{ at: ASC }, { action: DESC }], limit: 2, offset: ${offset}) { author action verdictId } verdicts(where: { isInForce: { eq: true } }) { phase } }`,
    );
  expect(await page(0)).toEqual({
    audit: [
      { author: "kim", action: "mute", verdictId: id },
      { author: "ann", action: "replace", verdictId: id },
    ],
    verdicts: [{ phase: "closed" }],
  });
  expect(await page(2)).toMatchObject({ audit: [{ author: "ann", action: "closeFinding" }] });
});

describe("a verdict is refused", () => {
  test.each([
    ["about nothing", "accept(target: {})", /0 are given/],
    ["about two things", 'accept(target: { clusterId: "ab", rule: "brute-force" })', /2 are given/],
    ["about an unknown cluster", 'accept(target: { clusterId: "nowhere" })', /nowhere/],
    ["about a cluster of an earlier dendrogram", 'accept(target: { clusterId: "aby" })', /aby/],
    ["about an unknown template", 'accept(target: { templateId: "nowhere" })', /nowhere/],
    ["about an unknown finding", 'closeFinding(id: "nowhere")', /nowhere/],
    ["about an unknown rule", 'accept(target: { rule: "nowhere" })', /nowhere/],
    ["about a kind that is none", 'accept(target: { value: { kind: "IP!", text: "::1" } })', /IP!/],
    ["about an empty value", 'accept(target: { value: { kind: "ip", text: " " } })', /1 to 1024/],
    [
      "that is over already",
      'accept(target: { clusterId: "ab" }, expiresAt: "2020-01-01T00:00:00Z")',
      /past/,
    ],
    ["without an author", 'accept(target: { clusterId: "ab" }, author: " ")', /author/],
    ["with control characters", 'accept(target: { clusterId: "ab" }, note: "a\\u001b[2J")', /note/],
    ["whose id there is not", 'reopen(id: "nowhere")', /nowhere/],
  ])("%s", async (_what, mutation, fact) => {
    const { errors } = await ask(api.url, `mutation { ${mutation} { id } }`);
    expect(errors?.[0]?.extensions?.code).toBe("BAD_INPUT");
    expect(errors?.[0]?.message).toMatch(fact);
    expect(await askData(api.url, "{ verdicts { id } audit { id } }")).toEqual({ verdicts: [], audit: [] });
  });
});
