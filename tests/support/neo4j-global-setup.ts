import { startTestNeo4j, type TestNeo4j } from "./test-neo4j.ts";

// Each vitest project loads this file anew, and all of them share one database: only globalThis is common to them.
const KEY = Symbol.for("deepsec.test-neo4j");
const common: typeof globalThis & { [KEY]?: Promise<TestNeo4j> } = globalThis;

/** A database that lives for minutes spends half of its processor time on compiling code well; compiled quickly is enough for it. */
const JVM_OPTIONS = ["-XX:TieredStopAtLevel=1"];

/** One Neo4j for the whole run; startTestNeo4j in a test takes it from these variables. */
export async function setup(): Promise<void> {
  common[KEY] ??= startTestNeo4j(JVM_OPTIONS);
  const { uri, password } = await common[KEY];
  process.env["DEEPSEC_TEST_NEO4J_URI"] = uri;
  process.env["DEEPSEC_TEST_NEO4J_PASSWORD"] = password;
}

export async function teardown(): Promise<void> {
  const neo4j = common[KEY];
  delete common[KEY];
  await (await neo4j)?.stop();
}
