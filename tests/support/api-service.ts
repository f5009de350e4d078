import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ApiProcess, neo4jEnvironment } from "./api-process.ts";
import { freePort, type TestNeo4j } from "./test-neo4j.ts";

/** An API process with a deepsec.yaml of its own, on a free port. */
export interface ApiService {
  /** Without a path. */
  readonly url: string;
  readonly pid: number;
  /** What it logged so far. */
  log(): string;
  /** SIGTERM as a supervisor sends it, SIGKILL as a power cut would be. Resolves when the process is gone. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/**
 * @param settings - what deepsec.yaml says; JSON is YAML
 * @param waitsFor - resolves when the log has these words; by default when it serves
 */
export async function startApiService(
  neo4j: TestNeo4j,
  settings: object,
  waitsFor = "API started",
): Promise<ApiService> {
  const folder = await mkdtemp(join(tmpdir(), "deepsec-api-"));
  const config = join(folder, "deepsec.yaml");
  await writeFile(config, JSON.stringify(settings));
  const port = await freePort();
  const api = new ApiProcess({
    ...neo4jEnvironment(neo4j),
    DEEPSEC_CONFIG: config,
    DEEPSEC_API_PORT: String(port),
  });
  const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    await api.signal(signal);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await api.says(waitsFor);
  } catch (error) {
    await end("SIGKILL");
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, pid: api.pid, log: () => api.stderr, end };
}
