import { CollectError } from "./collect-error.ts";
import { amber, green, type HostCheck } from "./host-check.ts";
import type { Transport } from "./transport.ts";

/** `date` says whole seconds, and an answer takes a moment. */
const skewMsMax = 3_000;
/** A busy host writes some log at least this often. */
const freshMs = 10 * 60_000;
const setClock = "On the host: sudo timedatectl set-ntp true";

/**
 * Compares the host's clock with ours: as it was when the connection was made, where it could be asked; otherwise by the last change
 * of the newest log, which tells of a clock that is ahead.
 */
export async function checkClock(
  transport: Transport,
  logFolder: string,
  nowMs: () => number,
): Promise<HostCheck> {
  if (transport.clockSkewMs !== null) {
    const skewMs = transport.clockSkewMs + Date.now() - nowMs();
    if (Math.abs(skewMs) <= skewMsMax) return green("clock", "agrees with this machine's");
    return amber(
      "clock",
      `${durationText(skewMs)} ${skewMs > 0 ? "ahead of" : "behind"} this machine's`,
      setClock,
    );
  }
  const newestMs = await newestChangeMs(transport, logFolder);
  const ageMs = newestMs === null ? null : nowMs() - newestMs;
  if (ageMs === null || ageMs > freshMs)
    return amber(
      "clock",
      "cannot be told: the login runs no commands, and no log is fresh",
      "On the host: timedatectl",
    );
  if (ageMs < -skewMsMax)
    return amber("clock", `at least ${durationText(ageMs)} ahead of this machine's`, setClock);
  return green("clock", `not ahead: the newest log changed ${durationText(ageMs)} ago`);
}

async function newestChangeMs(transport: Transport, logFolder: string): Promise<number | null> {
  const entries = await transport.entries(logFolder).catch((error: unknown) => {
    if (error instanceof CollectError) return [];
    throw error;
  });
  const times = entries.flatMap(({ kind, modifiedAtMs }) =>
    kind === "file" && modifiedAtMs !== null ? [modifiedAtMs] : [],
  );
  return times.length === 0 ? null : Math.max(...times);
}

function durationText(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
