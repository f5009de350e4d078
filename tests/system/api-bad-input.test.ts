import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../support/api-client.ts";
import { type KnownApi, startKnownApi } from "../support/known-api.ts";
import { at } from "../support/known-counts.ts";

let api: KnownApi;

beforeAll(async () => {
  api = await startKnownApi();
});
afterAll(() => api.stop());

describe("bad input", () => {
  test.each([
    ["a count above the leaves", "cut(count: 7) { count }", /6 leaves.*7/],
    ["a count below 1", "cut(count: 0) { count }", /at least 1.*0/],
    ["a negative height", "cut(height: -0.5) { count }", /-0\.5/],
    ["a height that is no finite number", "cut(height: 1e999) { count }", /Infinity/],
    ["count and height", "cut(count: 2, height: 0.5) { count }", /not both/],
    ["from after to", `cut(from: "${at(12)}", to: "${at(11)}") { count }`, /before/],
    ["a time that is none", 'cut(from: "soon") { count }', /soon/],
    ["a time without its zone", 'cut(from: "2026-11-20T10:00:00") { count }', /zone/],
    ["no host at all", "cut(hosts: []) { count }", /at least one/],
    ["an unknown host", 'cut(hosts: ["web1", "web9"]) { count }', /web9/],
    ["an unknown host of a matrix", 'hostMatrix(hosts: ["web9"]) { totalLines }', /web9/],
    ["an unknown cluster", 'subtree(id: "nowhere") { id }', /nowhere/],
    ["a depth out of range", 'subtree(id: "ab", depth: 101) { id }', /101/],
    ["a cut of an unknown cluster", 'cut(within: "nowhere") { count }', /nowhere/],
    ["a count above the leaves of a branch", 'cut(within: "ab", count: 3) { count }', /2 leaves.*3/],
    ["a search for too many", 'search(text: "a", limit: 201) { id }', /201/],
    ["a search for too long a text", `search(text: "${"a".repeat(201)}") { id }`, /201/],
    ["an unknown branch to open", 'openBranches(open: ["ab", "nowhere"]) { count }', /nowhere/],
    [
      "an unknown dendrogram",
      'diff(from: { dendrogramId: "nowhere" }, to: {}) { sharedClusters }',
      /nowhere/,
    ],
    [
      "a dendrogram and a window",
      `diff(from: { dendrogramId: "abye" }, to: { from: "${at(12)}" }) { sharedClusters }`,
      /not both/,
    ],
    ["a diff with an unknown host", 'diff(from: { hosts: ["web9"] }, to: {}) { sharedClusters }', /web9/],
    ["a diff cut too fine", "diff(from: {}, to: {}, count: 7) { sharedClusters }", /6 leaves/],
    [
      "two windows in one hour",
      `diff(from: { from: "${at(12, 5)}", to: "${at(12, 10)}" }, to: { from: "${at(12, 10)}" }) { sharedClusters }`,
      /by the hour/,
    ],
  ])("%s is refused with code and values", async (_what, query, fact) => {
    const { errors } = await ask(api.url, `{ ${query} }`);
    expect(errors?.[0]?.extensions?.code).toBe("BAD_INPUT");
    expect(errors?.[0]?.message).toMatch(fact);
  });

  test("a height that is no number does not get through the schema", async () => {
    const { errors } = await ask(api.url, "{ cut(height: NaN) { count } }");
    expect(errors?.[0]?.extensions?.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});
