import { unwrapResolverError } from "@apollo/server/errors";
import { EngineError } from "@deepsec/engine";
import { SettingsError } from "@deepsec/settings";
import type { GraphQLFormattedError } from "graphql";
import { Neo4jError } from "neo4j-driver";
import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";

/** Codes that say what the client did wrong; their messages were written for it. */
const CLIENT_CODES = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "QUERY_TOO_LARGE",
]);

/**
 * Errors as clients see them: a stable code, and words only where they were written for the client. What a library or the database
 * says may hold Cypher, file names or values, so that goes to the log alone.
 */
export function errorFormatter(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const place = {
      ...(formatted.path && { path: formatted.path }),
      ...(formatted.locations && { locations: formatted.locations }),
    };
    if (cause instanceof SettingsError) {
      const { code, fix } = cause;
      return { message: cause.message, ...place, extensions: { code, fix } };
    }
    if (cause instanceof ApiError) {
      if (cause.code !== "BAD_INPUT") log.warn({ err: cause }, "request failed");
      return { message: cause.message, ...place, extensions: { code: cause.code } };
    }
    if (cause instanceof EngineError && (cause.code === "OUT_OF_RANGE" || cause.code === "NOT_FINITE")) {
      return { message: cause.message, ...place, extensions: { code: "BAD_INPUT" } };
    }
    const code = formatted.extensions?.["code"];
    if (typeof code === "string" && CLIENT_CODES.has(code)) {
      return { message: formatted.message, ...place, extensions: { code } };
    }
    log.error({ err: cause }, "request failed");
    if (
      cause instanceof Neo4jError &&
      (cause.code === "ServiceUnavailable" || cause.code === "SessionExpired")
    ) {
      return { message: "the database does not answer", ...place, extensions: { code: "NEO4J_UNREACHABLE" } };
    }
    if (cause instanceof Neo4jError && cause.code.includes("TransactionTimedOut")) {
      const fact = "the database took too long; ask for a smaller window, or try again";
      return { message: fact, ...place, extensions: { code: "GRAPH_BUSY" } };
    }
    return {
      message: "internal error; the log of the API says more",
      ...place,
      extensions: { code: "INTERNAL_SERVER_ERROR" },
    };
  };
}
