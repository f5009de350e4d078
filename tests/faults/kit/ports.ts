import type { TestNeo4j } from "../../support/test-neo4j.ts";

type Access = Pick<TestNeo4j, "uri" | "user" | "password">;

export function neo4jPort({ uri }: Access): number {
  return Number(new URL(uri).port);
}

/** The same database behind another port of this machine. */
export function withPort({ user, password }: Access, port: number): Access {
  return { uri: `bolt://127.0.0.1:${port}`, user, password };
}
