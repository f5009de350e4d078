import { authorizedKeyLines } from "./authorized-key.ts";
import { checkClock } from "./check-clock.ts";
import { canReadJournal, checkJournald, hasSystemLog, journalFolder } from "./check-journald.ts";
import { checkSources } from "./check-sources.ts";
import { CollectError, type CollectErrorCode } from "./collect-error.ts";
import { findLogs } from "./find-logs.ts";
import { amber, green, red, type HostCheck } from "./host-check.ts";
import type { HostTarget, ResolvedTarget } from "./host-target.ts";
import { openTransport } from "./open-transport.ts";
import { journalPath, wholeJournal, type JournalOptions } from "./journal/read-journal.ts";
import { logInByJumps } from "./proxy-jump.ts";
import { runCommand } from "./run-command.ts";
import { placeReader } from "./script/reader-setup.ts";
import { scriptTransport } from "./script/script-transport.ts";
import { resolveTarget } from "./ssh-config.ts";
import { showHostKey, type ShownHostKey } from "./ssh-connect.ts";
import type { Login } from "./ssh-login.ts";
import type { Transport } from "./transport.ts";

const commandTimeoutMs = 5_000;

export interface HostReport {
  /** In the order of the way in; what lies behind a red step is left out. */
  readonly checks: readonly HostCheck[];
  /** The sources that were asked for, or those that exist. */
  readonly sources: readonly string[];
  /** DeepSec can log in and list files. */
  readonly isUsable: boolean;
  /** What files are read by; null where they cannot be. */
  readonly transport: "sftp" | "script" | null;
  /** The key that the host shows where it is neither pinned nor in known_hosts: for a person to compare. Nothing else was asked for. */
  readonly unknownKey: ShownHostKey | null;
}

/** The steps of the way in; each needs the ones before. The last one has the name of what reads. */
const steps = ["reachable", "host key", "login", "files"] as const;

/** What is known of a step when a later one fails. */
const passed = {
  reachable: "answers",
  "host key": "is the right one",
  login: "is let in",
  files: "can be read",
};

/** The step that an error stops at; every other one means that the host was not reached. */
const stepOf: Partial<Record<CollectErrorCode, (typeof steps)[number]>> = {
  HOST_KEY_UNKNOWN: "host key",
  HOST_KEY_MISMATCH: "host key",
  HOST_KEY_REVOKED: "host key",
  AUTH_REFUSED: "login",
  KEY_UNREADABLE: "login",
  SFTP_UNAVAILABLE: "files",
  READER_UNAVAILABLE: "files",
};

/**
 * Looks whether a host can be read from, step by step, and says what puts right what cannot.
 *
 * @param sources - Paths with wildcards, and `journald`; null looks in `logFolder` for what is there.
 * @param nowMs - The clock of this machine, in ms since 1970.
 * @param signal - Ends the look; what is not known by then is red.
 * @returns never throws a CollectError: that is a red check
 */
export async function checkHost(
  target: HostTarget,
  sources: readonly string[] | null,
  logFolder: string,
  nowMs: () => number,
  journal: JournalOptions = wholeJournal,
  signal?: AbortSignal,
): Promise<HostReport> {
  let resolved: ResolvedTarget | null = null;
  try {
    resolved = await resolveTarget(target);
    const login = await logInByJumps(resolved, signal);
    try {
      const { folders: _, ...anywhere } = resolved;
      const transport = await openTransport(login, sources === null ? anywhere : resolved);
      const folder = await journalFolder(transport);
      const found =
        sources === null ? await proposeSources(login, anywhere, transport, logFolder, folder) : null;
      const wanted = sources ?? found?.sources ?? [];
      const { address, port, user } = resolved;
      const checks = [
        green("reachable", `${address}:${port} answers`),
        green("host key", resolved.hostKeySha256 === undefined ? "known_hosts lists it" : "the pinned one"),
        green("login", `${user} is let in`),
        transport.kind === "sftp"
          ? green("files", "can be read, over SFTP")
          : await checkReader(login, resolved),
        await checkClock(transport, logFolder, nowMs),
        checkJournald(folder, wanted),
        ...(await checkSources(found?.transport ?? transport, wanted, journal)),
      ];
      return {
        checks,
        sources: wanted,
        isUsable: true,
        transport: transport.kind === "script" ? "script" : "sftp",
        unknownKey: null,
      };
    } finally {
      login.client.end();
    }
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return {
      checks: await failedSteps(error, resolved),
      sources: sources ?? [],
      isUsable: false,
      transport: null,
      unknownKey: error.code === "HOST_KEY_UNKNOWN" ? await shownKey(target) : null,
    };
  }
}

/** Null where it is a host in between whose key is not known. */
async function shownKey(target: HostTarget): Promise<ShownHostKey | null> {
  return showHostKey(target).catch((error: unknown) => {
    if (error instanceof CollectError) return null;
    throw error;
  });
}

/** The logs that are there; the journal too, where nothing else has the system's lines and the login may read it. */
async function proposeSources(
  login: Login,
  target: ResolvedTarget,
  transport: Transport,
  logFolder: string,
  folder: string | null,
): Promise<{ readonly sources: string[]; readonly transport: Transport }> {
  const sources = await findLogs(transport, logFolder);
  if (folder === null || hasSystemLog(sources)) return { sources, transport };
  const reader =
    transport.kind === "sftp" ? await scriptTransport(login, target).catch(() => null) : transport;
  if (reader === null || !(await canReadJournal(reader))) return { sources, transport };
  return { sources: [...sources, journalPath], transport: reader };
}

/** The reader works. A key that may do more than run it is worth a word. */
async function checkReader(login: Login, target: ResolvedTarget): Promise<HostCheck> {
  const fact = `are read by ${target.sudo === true ? "sudo and " : ""}the reader script${target.transport === "script" || target.sudo === true ? "" : ", as the host gives no SFTP"}`;
  const printed = await runCommand(login.client, "date +%s", commandTimeoutMs);
  if (printed === null) return green("files", fact);
  return amber("files", `${fact}; its key may run other commands there too`, ...(await readerLines(target)));
}

/** What lets the key run the reader and nothing else. */
async function readerLines(target: ResolvedTarget): Promise<string[]> {
  const keys = await authorizedKeyLines({ ...target, transport: "script" });
  return [
    ...placeReader(target),
    ...keys.map(
      (line) => `In ~${target.user}/.ssh/authorized_keys there, in place of the key's line: ${line}`,
    ),
  ];
}

async function failedSteps(error: CollectError, target: ResolvedTarget | null): Promise<HostCheck[]> {
  const step = stepOf[error.code] ?? "reachable";
  // A key that cannot be read stops everything before the host is asked at all; behind others it may be one of these that failed.
  const isFirstAsked = error.code !== "KEY_UNREADABLE" && target?.jumps.length === 0;
  const before = isFirstAsked ? steps.slice(0, steps.indexOf(step)) : [];
  const keys = error.code === "AUTH_REFUSED" && target !== null ? await authorizedKeyLines(target) : [];
  const user = target?.user ?? "";
  const place = error.code === "READER_UNAVAILABLE" && target !== null ? await readerLines(target) : [];
  const lines = keys.map((line) => `or add this line to ~${user}/.ssh/authorized_keys there: ${line}`);
  return [
    ...before.map((name) => green(name, passed[name])),
    red(step, error.message, error.fix, ...lines, ...place),
  ];
}
