import { pino, type Logger } from "pino";
import { Archive } from "./archive/archive.ts";
import type { CollectedHost } from "./collect/host-links.ts";
import { SourceReader } from "./collect/source-reader.ts";
import type { Change } from "./change.ts";
import type { ApiConfig } from "./config.ts";
import { CollectionCycle } from "./cycle/collection-cycle.ts";
import { CollectorLoop } from "./cycle/collector-loop.ts";
import { Follower } from "./cycle/follower.ts";
import { Intake } from "./cycle/intake.ts";
import { Feed } from "./feed.ts";
import { Metrics } from "./metrics.ts";
import { loadRedactionKey } from "./redaction-key.ts";
import { ruleRows } from "./rule-rows.ts";
import { serve } from "./serve/server.ts";
import { connect } from "./store/connect.ts";
import { startNotify } from "./start-notify.ts";
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
  const key = loadRedactionKey(config.redaction.keyFile);
  const driver = await connect(config.neo4j, NEO4J_WAIT_MS);
  const hosts = collectedHosts(config);
  const reader = new SourceReader(hosts);
  const stops: (() => Promise<void>)[] = [() => reader.close()];
  const stopCollecting = async (): Promise<void> => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  };
  try {
    const applied = await migrate(driver, database, MIGRATIONS);
    if (applied.length > 0) log.info({ versions: applied }, "migrations applied");
    const store = new GraphStore(driver, database, config.keepDendrograms, config.notify.targets);
    await store.registerHosts(hosts.map(registeredHost));
    const archive = await openArchive(config, store, log);
    stops.push(async () => archive?.close());
    const { timeZone, eventWaitMs } = config;
    const changes = new Feed<Change>();
    const redaction = { key, bySource: config.redaction.bySource };
    const metrics = new Metrics();
    const onChange = (change: Change): void => changes.publish(change);
    const intake = new Intake(store, {
      timeZone,
      redaction,
      archive,
      rulePaths: config.rulePaths,
      onChange,
      metrics,
      clock: Date.now,
      log,
    });
    // Ends last: what the last cycle found may still go out, and waits in the graph otherwise.
    const notify = await startNotify(new GraphOutbox(driver, database), config.notify, log);
    stops.unshift(() => notify.stop());
    stops.push(() => intake.close());
    const timing = { eventWaitMs, clock: Date.now, log };
    const follower = new Follower(reader, store, intake, timing);
    stops.push(() => follower.stop());
    const cycle = new CollectionCycle(reader, store, intake, follower, timing);
    const hasFollowed = hosts.some(({ followed }) => followed.length > 0);
    const collector = new CollectorLoop(cycle, config.schedule, hasFollowed, log);
    stops.push(() => collector.stop());
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
      metrics,
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

async function openArchive({ archive }: ApiConfig, store: GraphStore, log: Logger): Promise<Archive | null> {
  if (archive === null) return null;
  return Archive.open(await store.loadState([]), { ...archive, clock: Date.now, log });
}

function collectedHosts({ hosts, ...config }: ApiConfig): CollectedHost[] {
  const remote = hosts.map((host) => ({ followed: [], ...host, name: host.target.name }));
  const { localSources: sources, localJournal: journal, localFollowed: followed } = config;
  return sources.length === 0
    ? remote
    : [...remote, { name: "local", target: null, sources, journal, followed }];
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
