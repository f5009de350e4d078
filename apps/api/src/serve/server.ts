import { createServer, type Server } from "node:http";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import { expressMiddleware } from "@as-integrations/express5";
import { schemaFeatures, typeDefs } from "@deepsec/schema";
import { Neo4jGraphQL, type Neo4jGraphQLContext } from "@neo4j/graphql";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import type { GraphQLSchema } from "graphql";
import type { Driver } from "neo4j-driver";
import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";
import type { Archive } from "../archive/archive.ts";
import type { Metrics } from "../metrics.ts";
import { errorFormatter } from "./format-error.ts";
import { bearerGuard, hostGuard, refuse } from "./guards.ts";
import { healthRoutes } from "./health.ts";
import { Lines } from "./lines.ts";
import { metricsRoute } from "./metrics.ts";
import { checkQuery, QUERY_LIMITS } from "./query-limits.ts";
import { type Actions, resolvers } from "./resolvers.ts";
import { Streams } from "./streams.ts";
import { TreeFactsReader } from "./tree-facts.ts";
import { TreeReader } from "./tree-reader.ts";

/** Of the reads that @neo4j/graphql writes; the database ends them then. */
const QUERY_TIMEOUT_MS = 10_000;

export interface ServeOptions extends Actions {
  readonly host: string;
  /** Further names to be asked for by, lower case. */
  readonly hostNames: readonly string[];
  /** 0: any free port. */
  readonly port: number;
  readonly token: string | null;
  readonly isIntrospectable: boolean;
  readonly database: string;
  /** Null: it is switched off. */
  readonly archive: Archive | null;
  readonly metrics: Metrics;
  readonly log: Logger;
}

export interface Serving {
  /** http://127.0.0.1:4000, without a path. */
  readonly url: string;
  /** Answers the requests that came in, and no new ones. */
  stop(): Promise<void>;
}

/**
 * Serves POST /graphql, /healthz, /readyz and /metrics.
 *
 * @throws ApiError `PORT_TAKEN` when something else listens there.
 */
export async function serve(driver: Driver, options: ServeOptions): Promise<Serving> {
  const { host, token, isIntrospectable, database, metrics, log } = options;
  const app = express();
  const httpServer = createServer({ headersTimeout: 10_000, requestTimeout: 20_000 }, app);
  const facts = new TreeFactsReader();
  const tree = new TreeReader(driver, database, facts);
  const schema = await buildSchema(
    driver,
    options,
    tree,
    new Lines(driver, database, facts, options.archive),
  );
  const streams = new Streams(schema, log);
  const apollo = new ApolloServer<Neo4jGraphQLContext>({
    schema,
    introspection: isIntrospectable,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !isIntrospectable,
    formatError: errorFormatter(log),
    logger: log,
    plugins: [
      // The landing page would load its scripts from another machine.
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: 5000 }),
      {
        requestDidStart: async () => ({
          didResolveOperation: async ({ document, operation, request }) => {
            if (operation) checkQuery(schema, document, operation, request.variables ?? {});
          },
        }),
      },
    ],
    parseOptions: { maxTokens: QUERY_LIMITS.tokens },
    stopOnTerminationSignals: false,
  });
  await apollo.start();

  app.disable("x-powered-by");
  app.use(hostGuard([host.toLowerCase(), ...options.hostNames]));
  app.use(healthRoutes(driver, database));
  if (token !== null) app.use(bearerGuard(token));
  app.use(metricsRoute(driver, database, metrics));
  app.use("/graphql", timed(metrics));
  app.use(
    "/graphql",
    express.json({ limit: "100kb" }),
    streams.handler,
    expressMiddleware(apollo, {
      context: async () => ({
        executionContext: driver,
        sessionConfig: { database },
        transaction: { timeout: QUERY_TIMEOUT_MS },
      }),
    }),
  );
  app.use((_request, response) =>
    refuse(response, 404, "NOT_FOUND", "there are /graphql, /healthz, /readyz and /metrics"),
  );
  app.use(lastErrorHandler(log));

  const port = await listen(httpServer, host, options.port);
  // The first look at a large tree takes seconds: better now than when somebody waits for it.
  tree.cut({}, {}).catch((error: unknown) => log.debug({ err: error }, "the tree could not be read ahead"));
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    stop: async () => {
      streams.close();
      await apollo.stop();
    },
  };
}

async function buildSchema(
  driver: Driver,
  actions: Actions,
  tree: TreeReader,
  lines: Lines,
): Promise<GraphQLSchema> {
  const library = new Neo4jGraphQL({
    typeDefs,
    driver,
    features: schemaFeatures,
    resolvers: resolvers(tree, lines, actions),
  });
  return library.getSchema();
}

function timed(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const from = performance.now();
    response.once("finish", () => {
      if (request.headers.accept !== "text/event-stream")
        metrics.requestAnswered(response.statusCode, performance.now() - from);
    });
    next();
  };
}

function lastErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = error instanceof Error && "status" in error ? error.status : undefined;
    if (typeof status === "number" && status >= 400 && status < 500) {
      refuse(
        response,
        status,
        "BAD_REQUEST",
        status === 413 ? "a request has at most 100 kB" : "not a JSON request",
      );
      return;
    }
    log.error({ err: error }, "request failed");
    refuse(response, 500, "INTERNAL_SERVER_ERROR", "internal error; the log of the API says more");
  };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(port, host, () => resolve());
  try {
    await promise;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EADDRNOTAVAIL" && code !== "EACCES") throw error;
    const fact =
      code === "EADDRINUSE"
        ? `port ${port} on ${host} is taken; set DEEPSEC_API_PORT to another one`
        : `cannot listen on ${host}:${port} (${code}); set DEEPSEC_API_HOST or DEEPSEC_API_PORT`;
    throw new ApiError("PORT_TAKEN", fact, { cause: error });
  } finally {
    server.removeListener("error", reject);
  }
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}
