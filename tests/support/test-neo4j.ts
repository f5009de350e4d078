import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import neo4j, { type Driver } from "neo4j-driver";
// @boundaries-ignore neo4j/ and scripts/ run before the install, so they are folders and not packages
import { startNeo4j } from "../../neo4j/start.mjs";

/** A Neo4j that only tests use. */
export interface TestNeo4j {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly driver: Driver;
  stop(): Promise<void>;
}

/**
 * Starts a Neo4j with an empty store, or takes the one that DEEPSEC_TEST_NEO4J_URI (user neo4j, DEEPSEC_TEST_NEO4J_PASSWORD) names.
 *
 * @param jvmOptions - Of the one that is started.
 */
export async function startTestNeo4j(jvmOptions: string[] = []): Promise<TestNeo4j> {
  const uri = process.env["DEEPSEC_TEST_NEO4J_URI"];
  if (uri !== undefined) {
    return connectNeo4j({ uri, user: "neo4j", password: process.env["DEEPSEC_TEST_NEO4J_PASSWORD"] ?? "" });
  }
  const dataDir = await mkdtemp(join(tmpdir(), "deepsec-neo4j-"));
  const server = await startNeo4j({ dataDir, port: await freePort(), jvmOptions });
  const graph = connectNeo4j(server);
  return {
    ...graph,
    stop: async () => {
      await graph.stop();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Empties the graph. Keys, indexes and the record of them stay. */
export async function emptyGraph({ driver }: TestNeo4j): Promise<void> {
  const session = driver.session({ database: "neo4j" });
  try {
    await session.run(
      "MATCH (n) WHERE NOT n:SchemaVersion CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS",
    );
  } finally {
    await session.close();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A Neo4j that somebody else starts and stops. */
export function connectNeo4j({ uri, user, password }: Omit<TestNeo4j, "driver" | "stop">): TestNeo4j {
  const driver: Driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
    disableLosslessIntegers: true,
  });
  return { uri, user, password, driver, stop: () => driver.close() };
}
