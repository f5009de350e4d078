import { type RunningApi, startApi } from "@deepsec/api";
import { askData } from "./api-client.ts";
import { storeKnownGraph } from "./known-graph.ts";
import { testConfig } from "./test-config.ts";
import { emptyGraph, startTestNeo4j, type TestNeo4j } from "./test-neo4j.ts";

/** An API of its own that answers from the known graph. */
export interface KnownApi {
  readonly url: string;
  readonly graph: TestNeo4j;
  stop(): Promise<void>;
}

export async function startKnownApi(): Promise<KnownApi> {
  const graph = await startTestNeo4j();
  await emptyGraph(graph);
  const api: RunningApi = await startApi(testConfig(graph));
  // The API reads ahead when it starts, and the known graph is not stored in one transaction.
  await askData(api.url, "{ cut { count } }");
  await storeKnownGraph(graph);
  return {
    url: api.url,
    graph,
    async stop() {
      await api.stop();
      await graph.stop();
    },
  };
}
