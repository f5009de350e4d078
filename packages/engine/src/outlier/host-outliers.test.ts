import { expect, test } from "vitest";
import { clusterTemplates } from "../cluster-templates.ts";
import { contentHash } from "../content-hash.ts";
import type { LogTemplate } from "../log-template.ts";
import { HostOutliers } from "./host-outliers.ts";

function template(text: string, program: string): LogTemplate {
  return {
    id: contentHash(text),
    text,
    level: null,
    programs: [program],
    count: 1,
    lineCount: 1,
    examples: [],
  };
}

const FIRST_MS = Date.parse("2026-03-04T02:13:20Z");
const LOGINS = ["opened", "closed", "refused", "renewed", "locked"].flatMap((act) =>
  ["password", "publickey", "token", "certificate"].map((by) =>
    template(`session ${act} for user <*> by ${by} from <*>`, "sshd"),
  ),
);
const QUERIES = ["select", "insert", "update", "delete", "merge", "truncate", "analyze", "vacuum"].map(
  (verb) => template(`${verb} of <*> took <*> ms`, "postgres"),
);
const ALL = [...LOGINS, ...QUERIES];
const DENDROGRAM = clusterTemplates(ALL);

const lines = (templates: readonly LogTemplate[], host: string, lineCount: number) =>
  templates.map(({ id }) => ({ templateId: id, host, lineCount, firstMs: FIRST_MS }));

test("what is usual on one host stands apart on another, and the reason says how", () => {
  const stray = QUERIES.slice(0, 1);
  const outliers = new HostOutliers([
    ...lines(LOGINS, "gate", 500),
    ...lines(stray, "gate", 3),
    ...lines(QUERIES, "db", 5000),
  ]).scores(DENDROGRAM, ALL);
  expect(outliers.map(({ templateId, hosts }) => [templateId, hosts])).toEqual([[stray[0]?.id, ["gate"]]]);
  expect(outliers[0]?.reason).toMatch(
    /^joins at 0\.\d\d; 95 % of this host's templates join below 0\.\d\d, half of them below 0\.\d\d; 3 of 10003 lines; 1 host, first 2026-03-04 02:13 UTC$/,
  );
});

test("the same on two hosts is one outlier; lines add up, and move with the lineage", () => {
  const [stray = LOGINS[0] ?? template("", "")] = QUERIES;
  const old = "an earlier id";
  const outliers = new HostOutliers(["gate1", "gate2"].flatMap((host) => lines(LOGINS, host, 500)));
  outliers.add({ templateId: old, host: "gate1", lineCount: 2, firstMs: FIRST_MS });
  outliers.add({ templateId: stray.id, host: "gate2", lineCount: 4, firstMs: FIRST_MS + 60_000 });
  outliers.move([{ fromId: old, toId: stray.id }]);
  const found = outliers.scores(DENDROGRAM, ALL);
  expect(found.map(({ templateId, hosts }) => [templateId, hosts])).toEqual([[stray.id, ["gate1", "gate2"]]]);
  expect(found[0]?.reason).toContain("; 2 of 10002 lines; 2 hosts, first 2026-03-04 02:13 UTC");
});
