import { readFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import {
  type FollowSettings,
  hostTarget,
  type HostTarget,
  type JournalOptions,
  journalOptions,
  journalPath,
  type RedactSettings,
} from "@deepsec/collector";
import type { RedactOptions } from "@deepsec/engine";
import { openGeo } from "@deepsec/rules";
import { notifyTargets } from "./config/notify-targets.ts";
import { Settings } from "./config/settings.ts";
import { parseSettings } from "./config/settings-file.ts";
import { redactKey } from "./cycle/redaction.ts";
import type { NotifyTarget } from "./notify/target.ts";

/** A host and the paths to read there; a path may hold the wildcards * ? [ ]. */
export interface HostConfig {
  readonly target: HostTarget;
  readonly sources: readonly string[];
  /** Those of `sources` that are followed: new lines are read as they come, not by the schedule. Default none. */
  readonly followed?: readonly string[];
  /** How its source `journald` is read, where it has it. */
  readonly journal?: JournalOptions;
  /** Nobody reads it until it no longer is. Default false. */
  readonly isPaused?: boolean;
}

/** All that may be set, checked and with its defaults. */
export interface ApiConfig {
  readonly neo4j: {
    readonly uri: string;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  readonly host: string;
  /** Further names that a request may ask for this API by. */
  readonly hostNames: readonly string[];
  readonly port: number;
  /** When set, each request but /healthz and /readyz needs `Authorization: Bearer` with it. */
  readonly token: string | null;
  readonly isIntrospectable: boolean;
  /** Who gives a verdict when nobody is named. */
  readonly author: string;
  /** Cron pattern in UTC; null: only collectNow collects. */
  readonly schedule: string | null;
  readonly timeZone: string;
  readonly hosts: readonly HostConfig[];
  /** deepsec.yaml, absolute, whether it is there or not; null: these settings stand in no file. */
  readonly settingsFile: string | null;
  /** The ssh-agent of the environment. */
  readonly agentSocket: string | undefined;
  /** Paths on this machine, and `journald`. */
  readonly localSources: readonly string[];
  readonly localJournal?: JournalOptions | undefined;
  /** Those of them that are followed. */
  readonly localFollowed: readonly string[];
  readonly redaction: {
    /** Made at the first start (redaction-key.ts). */
    readonly keyFile: string;
    /** Of the sources that settings say something of, by `redactKey`; null: leave their lines as they are. */
    readonly bySource: ReadonlyMap<string, RedactOptions | null>;
  };
  /** Where every line is kept, and how long; null: nowhere. */
  readonly archive: {
    readonly folder: string;
    readonly limits: { readonly keepDays: number; readonly bytesMax: number };
  } | null;
  /** A GeoIP file (MMDB); null or left out: none. */
  readonly geoFile?: string | null;
  /** Files and folders of rules in the language Sigma. */
  readonly rulePaths: readonly string[];
  readonly keepDendrograms: number;
  readonly notify: {
    readonly targets: readonly NotifyTarget[];
    /** Where the page is, for links in messages; null: none. */
    readonly pageUrl: string | null;
  };
  /** How long a last event without a successor waits for more lines of its own. */
  readonly eventWaitMs: number;
  /** Least of the severities that are logged: trace, debug, info, warn, error, fatal, silent. */
  readonly logLevel: string;
}

/** Every wrong setting, in the order in which they were found. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
const TOKEN_LENGTH_MIN = 16;

/**
 * The settings of environment and deepsec.yaml: DEEPSEC_CONFIG names the file, else it is looked for in `folder`.
 *
 * @param fileText - What the file would say; left out, what it says.
 * @throws ConfigError with every wrong setting at once.
 */
export function loadConfig(
  environment: Environment = process.env,
  folder: string = process.cwd(),
  fileText: string | null = null,
): ApiConfig {
  const problems: string[] = [];
  const set = (name: string): string | undefined => environment[name] || undefined;
  const port = (name: string, otherwise: number): number => {
    const text = set(name);
    if (text === undefined) return otherwise;
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= 65_535) return value;
    problems.push(`${name}: a port is a number from 0 to 65535, not ${JSON.stringify(text)}`);
    return otherwise;
  };

  const file = resolve(folder, set("DEEPSEC_CONFIG") ?? "deepsec.yaml");
  const { settings, problems: fileProblems } =
    fileText === null
      ? readSettings(file, set("DEEPSEC_CONFIG") !== undefined)
      : parseSettings(fileText, basename(file));
  problems.push(...fileProblems);

  const neo4jPort = port("DEEPSEC_NEO4J_PORT", 7687);
  const uri = set("NEO4J_URI") ?? `bolt://127.0.0.1:${neo4jPort}`;
  if (!/^(bolt|neo4j)(\+s|\+ssc)?:\/\/[^/\s]+\/?$/.test(uri)) {
    problems.push(
      `NEO4J_URI: an address like bolt://127.0.0.1:7687 or neo4j+s://…, not ${JSON.stringify(uri)}`,
    );
  }
  const password = set("NEO4J_PASSWORD");
  if (password === undefined)
    problems.push("NEO4J_PASSWORD: not set; `npm start` sets it for the database it starts");

  const host = set("DEEPSEC_API_HOST") ?? "127.0.0.1";
  const token = set("DEEPSEC_API_TOKEN") ?? null;
  if (!isLoopback(host) && token === null) {
    problems.push(
      `DEEPSEC_API_HOST: ${host} is not this machine alone; set DEEPSEC_API_TOKEN (openssl rand -hex 32), or use 127.0.0.1`,
    );
  }
  if (token !== null && !new RegExp(`^[\\x21-\\x7e]{${TOKEN_LENGTH_MIN},}$`).test(token)) {
    problems.push(
      `DEEPSEC_API_TOKEN: at least ${TOKEN_LENGTH_MIN} visible ASCII characters, no spaces: openssl rand -hex 32`,
    );
  }
  const logLevel = set("DEEPSEC_LOG_LEVEL") ?? "info";
  if (!LOG_LEVELS.includes(logLevel)) {
    problems.push(`DEEPSEC_LOG_LEVEL: one of ${LOG_LEVELS.join(", ")}, not ${JSON.stringify(logLevel)}`);
  }
  const apiPort = port("DEEPSEC_API_PORT", 4000);
  const dataDir = resolve(folder, set("DEEPSEC_DATA_DIR") ?? ".deepsec");
  const localPath = (path: string): string =>
    path === journalPath ? path : resolve(dirname(file), expandHome(path));
  const { notify = null, timeZone = "UTC" } = settings ?? {};
  const secrets = { variable: set, pathOf: localPath };
  const targets = notify === null ? [] : notifyTargets(notify, timeZone, secrets, problems);
  const geoFile = settings?.geo === undefined ? null : localPath(settings.geo);
  if (geoFile !== null) checkGeo(geoFile, problems);
  if (problems.length > 0 || settings === null || password === undefined) throw new ConfigError(problems);

  return {
    neo4j: { uri, user: set("NEO4J_USER") ?? "neo4j", password, database: "neo4j" },
    host,
    hostNames: (set("DEEPSEC_API_HOSTS") ?? "")
      .split(",")
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ""),
    port: apiPort,
    token,
    isIntrospectable: settings.introspection,
    author: set("DEEPSEC_USER") ?? osUser(),
    schedule: settings.schedule,
    timeZone: settings.timeZone,
    settingsFile: file,
    agentSocket: set("SSH_AUTH_SOCK"),
    hosts: settings.hosts.map((entry) => ({
      target: hostTarget(entry, set("SSH_AUTH_SOCK")),
      isPaused: entry.paused ?? false,
      sources: entry.sources,
      followed: followedOf(entry),
      ...(entry.journald === undefined ? {} : { journal: journalOptions(entry.journald) }),
    })),
    localSources: (settings.local?.sources ?? []).map(localPath),
    localFollowed: followedOf(settings.local ?? { sources: [] }).map(localPath),
    ...(settings.local?.journald === undefined
      ? {}
      : { localJournal: journalOptions(settings.local.journald) }),
    redaction: {
      keyFile: join(dataDir, "redaction.key"),
      bySource: new Map([
        ...settings.hosts.flatMap(({ name, redact }) => redactOptions(name, redact, (path) => path)),
        ...redactOptions("local", settings.local?.redact, localPath),
      ]),
    },
    archive: archiveConfig(settings.archive, localPath, join(dataDir, "archive")),
    rulePaths: settings.rules.map(localPath),
    geoFile,
    keepDendrograms: settings.keepDendrograms,
    notify: { targets, pageUrl: settings.notify.pageUrl ?? null },
    eventWaitMs: 5000,
    logLevel,
  };
}

function checkGeo(file: string, problems: string[]): void {
  try {
    openGeo(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(`geo: ${file} cannot be used as a GeoIP file (MMDB): ${reason}`);
  }
}

function archiveConfig(
  { enabled, folder, keepDays, keepGigabytes }: Settings["archive"],
  pathOf: (path: string) => string,
  otherwise: string,
): ApiConfig["archive"] {
  if (!enabled) return null;
  const limits = { keepDays, bytesMax: keepGigabytes * 1e9 };
  return { folder: folder === undefined ? otherwise : pathOf(folder), limits };
}

function followedOf({
  sources,
  follow = false,
}: {
  readonly sources: readonly string[];
  readonly follow?: FollowSettings | undefined;
}): string[] {
  return sources.filter((path) => (typeof follow === "boolean" ? follow : follow[path] === true));
}

function redactOptions(
  hostName: string,
  settings: RedactSettings = {},
  pathOf: (path: string) => string,
): (readonly [string, RedactOptions | null])[] {
  return Object.entries(settings).map(([path, redact]) => [
    redactKey(hostName, pathOf(path)),
    redact === false ? null : redact === true ? {} : redact,
  ]);
}

/** A container may run as a user that has no name. */
function osUser(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && "code" in error) return "unknown";
    throw error;
  }
}

/** True for the addresses that only this machine reaches. */
function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

function readSettings(file: string, isNamed: boolean): ReturnType<typeof parseSettings> {
  try {
    return parseSettings(readFileSync(file, "utf8"), basename(file));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === undefined) throw error;
    // Without a file the API still serves what the graph holds.
    if (code === "ENOENT" && !isNamed) return { settings: Settings.parse({}), problems: [] };
    return { settings: null, problems: [`DEEPSEC_CONFIG: cannot read ${file} (${String(code)})`] };
  }
}

function expandHome(path: string): string {
  return path === "~" || path.startsWith("~/") ? homedir() + path.slice(1) : path;
}
