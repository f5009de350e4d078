import type { RequestHandler, Response } from "express";
import { getOperationAST, GraphQLError, type GraphQLSchema, parse } from "graphql";
import { createHandler } from "graphql-sse/lib/use/express";
import type { Logger } from "pino";
import { refuse } from "./guards.ts";
import { checkQuery, QUERY_LIMITS } from "./query-limits.ts";

/** A browser page has one, a person some pages; what is beyond is a client that forgets to close. */
const STREAMS_MAX = 64;

/**
 * Subscriptions as server-sent events (the GraphQL over SSE protocol, distinct connections): POST /graphql with
 * `Accept: text/event-stream`, behind the same guards as every request. A comment every 12 seconds keeps the connection alive.
 */
export class Streams {
  readonly #open = new Set<Response>();
  readonly #handle: ReturnType<typeof createHandler>;
  readonly #log: Logger;

  constructor(schema: GraphQLSchema, log: Logger) {
    this.#log = log;
    this.#handle = createHandler({
      schema,
      // No tokens: a stream ends with its connection, and no other request can reach into it.
      authenticate: () => null,
      onSubscribe: (_request, asked) => refusal(schema, asked),
    });
  }

  /** Takes the requests that want a stream, and leaves all others to who comes next. */
  readonly handler: RequestHandler = async (request, response, next) => {
    if (request.headers.accept !== "text/event-stream") {
      next();
      return;
    }
    // What a form or a picture of a foreign page can send is never JSON.
    if (request.method !== "POST" || !request.is("application/json")) {
      refuse(response, 415, "BAD_REQUEST", "a stream is asked for by POST with a JSON body");
      return;
    }
    if (this.#open.size >= STREAMS_MAX) {
      refuse(
        response,
        503,
        "TOO_MANY_STREAMS",
        `${STREAMS_MAX} streams are open; close some, then try again`,
      );
      return;
    }
    this.#open.add(response);
    response.once("close", () => this.#open.delete(response));
    // Neither a proxy nor a compression on the way may hold events back.
    response.setHeader("X-Accel-Buffering", "no");
    try {
      await this.#handle(request, response);
    } catch (error) {
      this.#log.error({ err: error }, "stream failed");
      response.destroy();
    }
  };

  /** Cuts all streams off: a client takes that for a lost connection and comes back, which an orderly end would forbid. */
  close(): void {
    for (const response of this.#open) response.destroy();
  }
}

interface Asked {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
}

/** Queries and mutations go the other way, where their errors are formatted; Apollo's limits do not stand before this way. */
function refusal(schema: GraphQLSchema, { query, operationName, variables }: Asked) {
  try {
    const document = parse(query, { maxTokens: QUERY_LIMITS.tokens });
    const operation = getOperationAST(document, operationName);
    // The handler says itself that there is no such operation.
    if (!operation) return undefined;
    if (operation.operation !== "subscription") {
      const fact = `a ${operation.operation} does not go over a stream; send it with Accept: application/json`;
      return badRequest(fact, "BAD_REQUEST");
    }
    checkQuery(schema, document, operation, variables ?? {});
    return undefined;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return badRequest(error.message, String(error.extensions["code"] ?? "GRAPHQL_PARSE_FAILED"));
  }
}

function badRequest(message: string, code: string) {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const headers = { "content-type": "application/json; charset=utf-8" };
  return [body, { status: 400, statusText: "Bad Request", headers }] as const;
}
