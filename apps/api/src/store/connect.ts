import { setTimeout as sleep } from "node:timers/promises";
import neo4j, { type Driver, Neo4jError } from "neo4j-driver";
import { ApiError } from "../api-error.ts";

export interface Neo4jTarget {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/**
 * A driver whose server has answered.
 *
 * @param waitMs - How long to wait for a server that is still starting.
 * @param integers - `plain`: as numbers, since the counts here stay below 2^53; `exact`: as bigints, which go back as integers.
 * @throws ApiError `NEO4J_UNREACHABLE` or `NEO4J_AUTH_REFUSED`.
 */
export async function connect(
  target: Neo4jTarget,
  waitMs: number,
  integers: "plain" | "exact" = "plain",
): Promise<Driver> {
  const driver = neo4j.driver(target.uri, neo4j.auth.basic(target.user, target.password), {
    ...(integers === "plain" ? { disableLosslessIntegers: true } : { useBigInt: true }),
    connectionTimeout: 5000,
    connectionAcquisitionTimeout: 30_000,
    userAgent: "deepsec-api",
  });
  const until = performance.now() + waitMs;
  for (;;) {
    try {
      await driver.verifyAuthentication({ database: target.database });
      await driver.verifyConnectivity({ database: target.database });
      return driver;
    } catch (error) {
      if (isAuthError(error) || performance.now() >= until) {
        await driver.close();
        throw isAuthError(error) ? authRefused(target, error) : unreachable(target, error);
      }
    }
    await sleep(500);
  }
}

function isAuthError(error: unknown): boolean {
  return error instanceof Neo4jError && error.code.startsWith("Neo.ClientError.Security.");
}

function authRefused(target: Neo4jTarget, cause: unknown): ApiError {
  const fact = `${target.uri} refuses user ${target.user}; set NEO4J_USER and NEO4J_PASSWORD`;
  return new ApiError("NEO4J_AUTH_REFUSED", fact, { cause });
}

function unreachable(target: Neo4jTarget, cause: unknown): ApiError {
  const fact = `no Neo4j answers at ${target.uri}; start it, or set NEO4J_URI`;
  return new ApiError("NEO4J_UNREACHABLE", fact, { cause });
}
