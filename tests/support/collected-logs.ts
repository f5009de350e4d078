import { type RunningApi, startApi } from "@deepsec/api";
import { askData } from "./api-client.ts";
import { LogFolder } from "./log-files.ts";
import { testConfig } from "./test-config.ts";
import { emptyGraph, type TestNeo4j } from "./test-neo4j.ts";

/** Logs of this machine that an API reads into a graph which begins empty. */
export class CollectedLogs {
  readonly #graph: TestNeo4j;
  readonly #logs: LogFolder;
  #api: RunningApi;

  private constructor(graph: TestNeo4j, logs: LogFolder, api: RunningApi) {
    this.#graph = graph;
    this.#logs = logs;
    this.#api = api;
  }

  static async start(graph: TestNeo4j): Promise<CollectedLogs> {
    await emptyGraph(graph);
    const logs = await LogFolder.create();
    return new CollectedLogs(graph, logs, await start(graph, logs));
  }

  get url(): string {
    return this.#api.url;
  }

  /** Twice: the first look shows the last event, the second one finds that nothing came after it. */
  async collect(lines: readonly string[]): Promise<void> {
    await this.#logs.append("all.log", `${lines.join("\n")}\n`);
    for (let look = 0; look < 2; look++) await askData(this.url, "mutation { collectNow { phase } }");
  }

  async restart(): Promise<void> {
    await this.#api.stop();
    this.#api = await start(this.#graph, this.#logs);
  }

  async stop(): Promise<void> {
    await this.#api.stop();
    await this.#logs.remove();
  }
}

function start(graph: TestNeo4j, logs: LogFolder): Promise<RunningApi> {
  return startApi(testConfig(graph, { localSources: [logs.file("*.log")] }));
}
