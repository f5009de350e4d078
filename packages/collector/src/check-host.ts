import { authorizedKeyLines } from "./authorized-key.ts";
import { checkClock } from "./check-clock.ts";
import { checkJournald } from "./check-journald.ts";
import { checkSources } from "./check-sources.ts";
import { CollectError, type CollectErrorCode } from "./collect-error.ts";
import { findLogs } from "./find-logs.ts";
import { green, red, type HostCheck } from "./host-check.ts";
import type { HostTarget, ResolvedTarget } from "./host-target.ts";
import { logInByJumps } from "./proxy-jump.ts";
import { sftpTransport } from "./sftp-transport.ts";
import { resolveTarget } from "./ssh-config.ts";

export interface HostReport {
  /** In the order of the way in; what lies behind a red step is left out. */
  readonly checks: readonly HostCheck[];
  /** The sources that were asked for, or those that exist. */
  readonly sources: readonly string[];
  /** DeepSec can log in and list files. */
  readonly isUsable: boolean;
}

/** The steps of the way in; each needs the ones before. */
const steps = ["reachable", "host key", "login", "sftp"] as const;

/** What is known of a step when a later one fails. */
const passed = {
  reachable: "answers",
  "host key": "is the right one",
  login: "is let in",
  sftp: "files can be read",
};

/** The step that an error stops at; every other one means that the host was not reached. */
const stepOf: Partial<Record<CollectErrorCode, (typeof steps)[number]>> = {
  HOST_KEY_UNKNOWN: "host key",
  HOST_KEY_MISMATCH: "host key",
  HOST_KEY_REVOKED: "host key",
  AUTH_REFUSED: "login",
  KEY_UNREADABLE: "login",
  SFTP_UNAVAILABLE: "sftp",
};

/**
 * Looks whether a host can be read from, step by step, and says what puts right what cannot.
 *
 * @param sources - Paths with wildcards; null looks in `logFolder` for what is there.
 * @param nowMs - The clock of this machine, in ms since 1970.
 * @returns never throws a CollectError: that is a red check
 */
export async function checkHost(
  target: HostTarget,
  sources: readonly string[] | null,
  logFolder: string,
  nowMs: () => number,
): Promise<HostReport> {
  let resolved: ResolvedTarget | null = null;
  try {
    resolved = await resolveTarget(target);
    const login = await logInByJumps(resolved);
    try {
      const transport = await sftpTransport(login, resolved);
      const { address, port, user } = resolved;
      const wanted = sources ?? (await findLogs(transport, logFolder));
      const checks = [
        green("reachable", `${address}:${port} answers`),
        green("host key", resolved.hostKeySha256 === undefined ? "known_hosts lists it" : "the pinned one"),
        green("login", `${user} is let in`),
        green("sftp", passed.sftp),
        await checkClock(login.client, transport, logFolder, nowMs),
        await checkJournald(transport, wanted),
        ...(await checkSources(transport, wanted)),
      ];
      return { checks, sources: wanted, isUsable: true };
    } finally {
      login.client.end();
    }
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return { checks: await failedSteps(error, resolved), sources: sources ?? [], isUsable: false };
  }
}

async function failedSteps(error: CollectError, target: ResolvedTarget | null): Promise<HostCheck[]> {
  const step = stepOf[error.code] ?? "reachable";
  // A key that cannot be read stops everything before the host is asked at all; behind others it may be one of these that failed.
  const isFirstAsked = error.code !== "KEY_UNREADABLE" && target?.jumps.length === 0;
  const before = isFirstAsked ? steps.slice(0, steps.indexOf(step)) : [];
  const keys = error.code === "AUTH_REFUSED" && target !== null ? await authorizedKeyLines(target) : [];
  const user = target?.user ?? "";
  const lines = keys.map((line) => `or add this line to ~${user}/.ssh/authorized_keys there: ${line}`);
  return [...before.map((name) => green(name, passed[name])), red(step, error.message, error.fix, ...lines)];
}
