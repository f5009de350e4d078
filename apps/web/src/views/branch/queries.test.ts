import { buildSchema, parse, validate } from "graphql";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { branchQueries, templateQueries } from "./queries.ts";

const ALL = { from: null, to: null, hosts: null };
const SOME = {
  from: "2026-11-25T10:00:00.000Z",
  to: "2026-11-25T12:00:00.000Z",
  hosts: ["web1", `o'"\\brien`],
};
const schema = buildSchema(
  readFileSync(createRequire(import.meta.url).resolve("@deepsec/schema/api.graphql"), "utf8"),
);

test.each([ALL, SOME])("what is shown is what the API takes", (scope) => {
  for (const { graphql } of [branchQueries("ab12", scope), templateQueries("cd34", scope)]) {
    expect(validate(schema, parse(graphql))).toEqual([]);
  }
});

test("a name cannot end the Cypher string it stands in", () => {
  expect(branchQueries("ab12", SOME).cypher).toContain(`h.name IN ['web1', 'o\\'"\\\\brien']`);
});
