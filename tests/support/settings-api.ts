import { writeFileSync } from "node:fs";
import { loadConfig, type RunningApi, startApi } from "@deepsec/api";
import { neo4jEnvironment } from "./api-process.ts";
import type { LogFolder } from "./log-files.ts";
import type { TestNeo4j } from "./test-neo4j.ts";

/** An API whose settings are a file that it may change: `deepsec.yaml` of `folder`. A last event is finished at once. */
export async function startSettingsApi(
  graph: TestNeo4j,
  folder: LogFolder,
  settings: string,
  environment: Record<string, string> = {},
): Promise<{ readonly api: RunningApi; readonly settingsFile: string }> {
  const settingsFile = folder.file("deepsec.yaml");
  writeFileSync(settingsFile, settings);
  const variables = {
    ...neo4jEnvironment(graph),
    DEEPSEC_CONFIG: settingsFile,
    DEEPSEC_DATA_DIR: folder.file("data"),
    DEEPSEC_API_PORT: "0",
    DEEPSEC_LOG_LEVEL: "silent",
    ...environment,
  };
  const parse = (text?: string) => ({ ...loadConfig(variables, folder.path, text), eventWaitMs: 0 });
  return { api: await startApi(parse(), undefined, parse), settingsFile };
}
