import { type RunningApi, startApi } from "@deepsec/api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askData } from "../support/api-client.ts";
import { LogFolder } from "../support/log-files.ts";
import { testConfig } from "../support/test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "../support/test-neo4j.ts";

const ID = "3b0a2f0e-5d7a-4a50-9a52-000000000002";
const RULES = `title: Upload from the command line
id: ${ID}
description: Somebody sends a file away.
author: Kim Example
level: high
tags: [attack.t1048]
falsepositives: [Backups by script]
logsource: { product: linux, category: process_creation }
detection: { k: { CommandLine|contains: "--upload-file" }, condition: k }
---
title: For Windows
logsource: { product: windows }
detection: { k: [x], condition: k }
`;
const LINE =
  "Mar  4 09:12:31 gate1 sudo:  kim : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/opt/send --upload-file /srv/x\n";

let graph: TestNeo4j;
let logs: LogFolder;
let api: RunningApi;

beforeAll(async () => {
  graph = await startTestNeo4j();
  await emptyGraph(graph);
  logs = await LogFolder.create();
  await logs.append("auth.log", LINE);
  await logs.append("rules.yml", RULES);
  api = await startApi(
    testConfig(graph, { localSources: [logs.file("auth.log")], rulePaths: [logs.file("rules.yml")] }),
  );
  for (let look = 0; look < 2; look++) await askData(api.url, "mutation { collectNow { phase } }");
});
afterAll(async () => {
  await api.stop();
  await logs.remove();
  await graph.stop();
});

test("an added rule makes findings, and tells of itself", async () => {
  const { findings } = await askData<{
    findings: { rule: string | null; severity: string; reason: string }[];
  }>(api.url, "{ findings { rule severity reason } }");
  expect(findings.filter(({ rule }) => rule === ID)).toEqual([
    { rule: ID, severity: "HIGH", reason: "Upload from the command line: 1 event, user kim" },
  ]);
  const { rules } = await askData<{ rules: unknown }>(
    api.url,
    `{ rules(ids: ["${ID}", "brute-force"]) { id title description author level severity tags falsePositives source enabled } }`,
  );
  expect(rules).toEqual([
    {
      id: "brute-force",
      title: "many failed logins from one address",
      description: null,
      author: "DeepSec",
      level: "medium",
      severity: "MEDIUM",
      tags: ["attack.t1110.001"],
      falsePositives: [],
      source: "own",
      enabled: true,
    },
    {
      id: ID,
      title: "Upload from the command line",
      description: "Somebody sends a file away.",
      author: "Kim Example",
      level: "high",
      severity: "HIGH",
      tags: ["attack.t1048"],
      falsePositives: ["Backups by script"],
      source: "sigma",
      enabled: true,
    },
  ]);
});

test("a rule that cannot be used is listed with the reason", async () => {
  const { rules } = await askData<{ rules: { enabled: boolean }[] }>(
    api.url,
    "{ rules { title file enabled problem } }",
  );
  expect(rules.filter(({ enabled }) => !enabled)).toEqual([
    {
      title: "For Windows",
      file: logs.file("rules.yml"),
      enabled: false,
      problem: "the log source windows is not read",
    },
  ]);
});

test("rules of what is new, unusual or gone say when they hold, and no two rules share an id", async () => {
  const { rules } = await askData<{ rules: { id: string; title: string; description: string | null }[] }>(
    api.url,
    "{ rules { id title description severity } }",
  );
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(rules.filter(({ id }) => ["first-sudo", "log-gap", "rate-drop"].includes(id))).toMatchObject([
    { id: "first-sudo", severity: "MEDIUM", description: "MEDIUM when the user never did so on any host." },
    { id: "rate-drop", severity: "LOW", description: expect.stringContaining("Where at least 20 events") },
    { id: "log-gap", severity: "MEDIUM", description: expect.stringContaining("no rotated file goes on") },
  ]);
});
