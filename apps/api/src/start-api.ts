import { pino, type Logger } from "pino";
import { ApiError } from "./api-error.ts";
import { Archive } from "./archive/archive.ts";
import { SourceReader } from "./collect/source-reader.ts";
import { Changes } from "./changes.ts";
import { collectedHosts, registeredHosts } from "./collected-hosts.ts";
import { type ApiConfig, loadConfig } from "./config.ts";
import { SettingsEditor } from "./config/settings-editor.ts";
import { CollectionCycle } from "./cycle/collection-cycle.ts";
import { CollectorLoop } from "./cycle/collector-loop.ts";
import { CycleProgress } from "./cycle/cycle-progress.ts";
import { Follower } from "./cycle/follower.ts";
import { Intake } from "./cycle/intake.ts";
import { HostBook } from "./host-book.ts";
import { Metrics } from "./metrics.ts";
import { loadRedactionKey } from "./redaction-key.ts";
import { ruleRows } from "./rule-rows.ts";
import { serve } from "./serve/server.ts";
import { settingsActions } from "./settings-actions.ts";
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
 * @param parse - What the settings are with another text in the place of what their file says.
 * @throws ApiError when the database cannot be used or the port is taken; then nothing is left running.
 */
export async function startApi(
  config: ApiConfig,
  log: Logger = apiLog(config.logLevel),
  parse = (text: string): ApiConfig => loadConfig(undefined, undefined, text),
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
    const store = new GraphStore(driver, database, config.keepDendrograms, enabledTargets(config));
    await store.followNothing();
    await store.registerHosts(registeredHosts(config));
    const ledger = await store.loadState([]);
    const archive =
      config.archive === null
        ? null
        : await Archive.open(ledger, { ...config.archive, clock: Date.now, log });
    stops.push(async () => archive?.close());
    const { timeZone, eventWaitMs } = config;
    const changes = new Changes(ledger.cycle);
    const redaction = { key, bySource: config.redaction.bySource };
    const metrics = new Metrics();
    const intake = new Intake(store, {
      timeZone,
      redaction,
      archive,
      rulePaths: config.rulePaths,
      geoFile: config.geoFile ?? null,
      onChange: (change) => changes.stored(change),
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
    const progress = new CycleProgress(Date.now, (now) => changes.progressed(now));
    const cycle = new CollectionCycle(reader, store, intake, follower, { ...timing, progress });
    const hasFollowed = hosts.some(({ followed }) => followed.length > 0);
    const collector = new CollectorLoop(cycle, config.schedule, hasFollowed, log);
    stops.push(() => collector.stop());
    const editor = new SettingsEditor(config, {
      parse,
      onChange: async (changed) => {
        reader.setHosts(collectedHosts(changed));
        redaction.bySource = changed.redaction.bySource;
        collector.setSchedule(changed.schedule);
        if (changed.archive !== null) archive?.setLimits(changed.archive.limits);
        notify.setTargets(changed.notify.targets);
        store.setTargets(enabledTargets(changed));
        await store.registerHosts(registeredHosts(changed));
        changes.changed("settings");
        // What was added is read, and followed, at once.
        collector.collectSoon();
      },
    });
    const told = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      await answer;
      changes.changed("verdict");
      return answer;
    };
    const { host, port, token, isIntrospectable, author } = config;
    const serving = await serve(driver, {
      host,
      hostNames: config.hostNames,
      port,
      token,
      isIntrospectable,
      database,
      archive,
      author,
      collectNow: (hostNames) => collector.collectNow(knownNames(hostNames, editor.config)),
      hosts: new HostBook(editor, config.agentSocket),
      settings: settingsActions(editor, () => collector.nextMs),
      changes: (isWithProgress) => changes.listen(isWithProgress),
      progress: () => progress.now,
      verdicts: {
        judge: (judgement, at) => told(store.judge(judgement, at)),
        reopen: (id, said, at) => told(store.reopen(id, said, at)),
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

function enabledTargets({ notify }: ApiConfig): ApiConfig["notify"]["targets"] {
  return notify.targets.filter(({ isEnabled }) => isEnabled);
}

/** @throws ApiError `BAD_INPUT` when one of them is not read. */
function knownNames(names: readonly string[] | null, config: ApiConfig): readonly string[] | null {
  if (names === null) return null;
  const known = collectedHosts(config).map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (names.length > 0 && unknown === undefined) return names;
  const fact =
    unknown === undefined ? "no host is named" : `${JSON.stringify(unknown.slice(0, 64))} is paused or none`;
  throw new ApiError(
    "BAD_INPUT",
    `${fact}; ${known.length} hosts are read: { settings { hosts { name isPaused } } }`,
  );
}
