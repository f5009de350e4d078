import type { Client } from "ssh2";
import { runCommand } from "./run-command.ts";

const commandTimeoutMs = 5_000;

/** The host's clock less ours, in ms, to the second; null where the login runs no commands. */
export async function hostClockSkewMs(client: Client): Promise<number | null> {
  const askedMs = Date.now();
  const printed = await runCommand(client, "date +%s", commandTimeoutMs);
  const seconds = /^(\d{9,11})\s*$/u.exec(printed ?? "")?.[1];
  if (seconds === undefined) return null;
  // Nearest to the middle of the second that it names.
  return Math.round(Number(seconds) * 1_000 + 500 - (askedMs + Date.now()) / 2);
}
