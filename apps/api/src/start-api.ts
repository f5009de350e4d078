import { pino, type Logger } from "pino";
import { Archive } from "./archive/archive.ts";
import type { CollectedHost } from "./collect/host-links.ts";
import { SourceReader } from "./collect/source-reader.ts";
import type { Change } from "./change.ts";
import type { ApiConfig } from "./config.ts";
import { CollectionCycle } from "./cycle/collection-cycle.ts";
import { CollectorLoop } from "./cycle/collector-loop.ts";
import { Feed } from "./feed.ts";
import { loadRedactionHash } from "./redaction-key.ts";
import { ruleRows } from "./rule-rows.ts";
import { serve } from "./serve/server.ts";
import { connect } from "./store/connect.ts";
import { type RunningNotify, startNotify } from "./start-notify.ts";
import { GraphOutbox } from "./store/outbox.ts";
import { GraphStore } from "./store/graph-store.ts";
import { migrate } from "./store/migrate.ts";

export interface RunningApi {
  /** http://127.0.0.1:4000, without a path. */
  readonly url: string;
  /** Lets the cycle and the requests that go on end, then closes everything. */
  stop(): Promise<void>;
}

export const MIGRATIONS = new URL("../../../neo4j/migrations/", import.meta.url);
export const NEO4J_WAIT_MS = 30_000;

/**
 * Starts the whole API: migrations, collection by the schedule, GraphQL.
 *
 * @throws ApiError when the database cannot be used or the port is taken; then nothing is left running.
 */
export async function startApi(
  config: ApiConfig,
  log: Logger = apiLog(config.logLevel),
): Promise<RunningApi> {
  const { database } = config.neo4j;
  const hash = loadRedactionHash(config.redaction.keyFile);
  const driver = await connect(config.neo4j, NEO4J_WAIT_MS);
  const hosts = collectedHosts(config);
  const reader = new SourceReader(hosts);
  let archive: Archive | null = null;
  let loop: CollectorLoop | null = null;
  let notify: RunningNotify | null = null;
  const stopCollecting = async (): Promise<void> => {
    await loop?.stop();
    await reader.close();
    await archive?.close();
    // Last: what the last cycle found may still go out, and waits in the graph otherwise.
    await notify?.stop();
  };
  try {
    const applied = await migrate(driver, database, MIGRATIONS);
    if (applied.length > 0) log.info({ versions: applied }, "migrations applied");
    const store = new GraphStore(driver, database, config.keepDendrograms, config.notify.targets);
    await store.registerHosts(hosts.map(registeredHost));
    if (config.archive !== null) {
      const ledger = await store.loadState([]);
      archive = await Archive.open(ledger, { ...config.archive, clock: Date.now, log });
    }
    const { timeZone, eventWaitMs } = config;
    const changes = new Feed<Change>();
    const redaction = { hash, bySource: config.redaction.bySource };
    const cycle = new CollectionCycle(reader, store, {
      timeZone,
      eventWaitMs,
      redaction,
      archive,
      rulePaths: config.rulePaths,
      onChange: (change) => changes.publish(change),
      clock: Date.now,
      log,
    });
    const collector = new CollectorLoop(cycle, config.schedule, log);
    loop = collector;
    notify = await startNotify(new GraphOutbox(driver, database), config.notify, log);
    const { host, port, token, isIntrospectable, author } = config;
    const serving = await serve(driver, {
      host,
      port,
      token,
      isIntrospectable,
      database,
      archive,
      author,
      collectNow: () => collector.collectNow(),
      changes,
      verdicts: {
        judge: (judgement, at) => store.judge(judgement, at),
        reopen: (id, said, at) => store.reopen(id, said, at),
      },
      rules: ruleRows(config.rulePaths, log),
      notify: notify.actions,
      log,
    });
    log.info({ url: serving.url, hosts: hosts.length, schedule: config.schedule }, "API started");
    if (hosts.length === 0) log.warn("no hosts and no local sources are set: nothing to read");
    return {
      url: serving.url,
      stop: async () => {
        await stopCollecting();
        await serving.stop();
        await driver.close();
        log.info("API stopped");
      },
    };
  } catch (error) {
    await stopCollecting();
    await driver.close();
    throw error;
  }
}

/** JSON lines on stderr; keys and tokens never stand in them. */
export function apiLog(level: string): Logger {
  const redact = ["*.password", "*.token", "*.privateKey", "req.headers.authorization"];
  return pino({ level, redact, base: { service: "deepsec-api" } }, pino.destination({ dest: 2, sync: true }));
}

function collectedHosts({ hosts, localSources, localJournal }: ApiConfig): CollectedHost[] {
  const remote = hosts.map(({ target, sources, journal }) => ({
    name: target.name,
    target,
    sources,
    journal,
  }));
  return localSources.length === 0
    ? remote
    : [...remote, { name: "local", target: null, sources: localSources, journal: localJournal }];
}

function registeredHost({ name, target }: CollectedHost) {
  return {
    name,
    address: target?.address ?? "127.0.0.1",
    port: target === null ? 0 : (target.port ?? 22),
    user: target?.user ?? "",
    hostKeySha256: target?.hostKeySha256 ?? null,
  };
}
