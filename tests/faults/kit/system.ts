import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ApiProcess, neo4jEnvironment } from "../../support/api-process.ts";
import { ask, askData } from "../../support/api-client.ts";
import { eventually } from "../../support/eventually.ts";
import type { Sshd } from "../../support/sshd.ts";
import { freePort, type TestNeo4j } from "../../support/test-neo4j.ts";
import { archivedStreams } from "./archive-lines.ts";
import type { Truth } from "./judge.ts";
import { type ProductCounts, productCounts } from "./product-counts.ts";

const EACH_SECOND = "* * * * * *";
// A last event waits five seconds for its next line.
const QUIET_MS = 6_500;
const WAIT_MS_MAX = 1_800_000;

/** A host of deepsec.yaml; several may be one sshd. */
interface FaultHost {
  readonly name: string;
  readonly sshd: Sshd;
  /** Names in its log folder. */
  readonly files: readonly string[];
  /** Where to connect, when a proxy stands before the sshd. */
  readonly port?: number;
}

export interface SystemOptions {
  readonly graph: Omit<TestNeo4j, "driver" | "stop">;
  /** The settings and the data folder of the API lie here. */
  readonly folder: string;
  readonly hosts: readonly FaultHost[];
  /** Files of this machine. */
  readonly localFiles?: readonly string[];
  /** More environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The API as a process of its own that may be killed and started again: same settings, same folder, same port. */
export class System {
  readonly #environment: Record<string, string>;
  readonly url: string;
  #api: ApiProcess | null = null;
  #earlierLogs = "";
  starts = 0;

  private constructor(environment: Record<string, string>, port: number) {
    this.#environment = environment;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async create({
    graph,
    folder,
    hosts,
    localFiles = [],
    environment = {},
  }: SystemOptions): Promise<System> {
    await mkdir(folder, { recursive: true });
    const config = join(folder, "deepsec.yaml");
    const port = await freePort();
    const local = localFiles.length === 0 ? {} : { local: { sources: localFiles } };
    const settings = { schedule: EACH_SECOND, hosts: hosts.map(hostSettings), ...local };
    await writeFile(config, JSON.stringify(settings));
    return new System(
      {
        ...neo4jEnvironment(graph),
        DEEPSEC_CONFIG: config,
        DEEPSEC_DATA_DIR: join(folder, "data"),
        DEEPSEC_API_PORT: String(port),
        ...environment,
      },
      port,
    );
  }

  /** Everything that its processes logged. */
  get log(): string {
    return this.#earlierLogs + (this.#api?.stderr ?? "");
  }

  get pid(): number {
    return this.#api?.pid ?? 0;
  }

  /** Of the process that runs. */
  get isRunning(): boolean {
    return this.#api?.isRunning ?? false;
  }

  spawn(): void {
    this.#api = new ApiProcess(this.#environment);
    this.starts++;
  }

  /** Spawns it and waits until it serves. */
  async start(): Promise<void> {
    this.spawn();
    await this.#api?.says("API started", 120_000);
  }

  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    await this.#api?.signal(signal);
    this.#earlierLogs += this.#api?.stderr ?? "";
    this.#api = null;
  }

  /** Waits for a process that something else kills. */
  async exited(): Promise<void> {
    await this.#api?.exited();
    await this.end("SIGKILL");
  }

  counts(): Promise<ProductCounts> {
    return productCounts(this.url);
  }

  /** All that the product has, of streams that it should have. */
  async truth(streams: Parameters<typeof archivedStreams>[1]): Promise<Truth> {
    const folder = join(this.#environment["DEEPSEC_DATA_DIR"] ?? "", "archive");
    return { ...(await this.counts()), archived: await archivedStreams(folder, streams) };
  }

  /** Waits until the process that runs has stored a cycle with something in it. */
  async stored(): Promise<void> {
    await this.#api?.says('"cycle stored"', WAIT_MS_MAX);
  }

  /** Runs a cycle, and another while there is more. @returns Lines counted in all, or null when a host could not be read. */
  async collect(): Promise<number | null> {
    const { data } = await ask(this.url, "mutation { collectNow { phase } }");
    const answer = data?.["collectNow"] as { readonly phase: string } | undefined;
    return answer?.phase === "ok" ? this.lines() : null;
  }

  /** How many sources tell that something is wrong with them. */
  async failedSources(): Promise<number> {
    const { sources } = await askData<{ sources: { errorCode: string | null }[] }>(
      this.url,
      "{ sources { errorCode } }",
    );
    return sources.filter(({ errorCode }) => errorCode !== null).length;
  }

  /** Lines counted so far, in all. */
  async lines(): Promise<number> {
    const { sources } = await askData<{ sources: { lineCount: string }[] }>(
      this.url,
      "{ sources { lineCount } }",
    );
    return sources.reduce((sum, { lineCount }) => sum + Number(lineCount), 0);
  }

  /** Waits until all that the files hold is counted: cycles find nothing more, for longer than a last event waits. */
  async catchUp(): Promise<void> {
    let [counted, sinceMs] = [-1, 0];
    await eventually(
      "all counted",
      async () => {
        const now = await this.collect();
        if (now === null || now !== counted) [counted, sinceMs] = [now ?? -1, performance.now()];
        return now !== null && performance.now() - sinceMs > QUIET_MS ? now : null;
      },
      { timeoutMs: WAIT_MS_MAX, everyMs: 500 },
    );
  }
}

function hostSettings({ name, sshd, files, port }: FaultHost): object {
  const { address, user, identityFile, hostKeySha256, logDirectory } = sshd;
  const sources = files.map((file) => join(logDirectory, file));
  return { name, address, port: port ?? sshd.port, user, identityFile, hostKeySha256, sources };
}
