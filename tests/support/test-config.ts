import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ApiConfig } from "@deepsec/api";
import type { TestNeo4j } from "./test-neo4j.ts";

/** Settings of an API that reads local files, collects only when asked, and finishes a last event at once. */
export function testConfig(
  graph: Pick<TestNeo4j, "uri" | "user" | "password">,
  overrides: Partial<ApiConfig> = {},
): ApiConfig {
  const { uri, user, password } = graph;
  return {
    neo4j: { uri, user, password, database: "neo4j" },
    host: "127.0.0.1",
    hostNames: ["api"],
    port: 0,
    token: null,
    isIntrospectable: true,
    author: "tester",
    schedule: null,
    timeZone: "UTC",
    hosts: [],
    settingsFile: null,
    agentSocket: undefined,
    localSources: [],
    localFollowed: [],
    redaction: { keyFile: join(tmpdir(), "deepsec-test-redaction.key"), bySource: new Map() },
    archive: null,
    rulePaths: [],
    keepDendrograms: 30,
    notify: { targets: [], pageUrl: null },
    eventWaitMs: 0,
    logLevel: "silent",
    ...overrides,
  };
}
