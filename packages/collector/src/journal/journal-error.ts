import { CollectError } from "../collect-error.ts";
import { checkPath } from "../path-check.ts";
import type { JournalRequest } from "../transport.ts";

const cursorPattern = /^[a-z]=[0-9a-f]{1,64}(?:;[a-z]=[0-9a-f]{1,64}){0,15}$/u;

export function isCursor(text: string): boolean {
  return cursorPattern.test(text);
}

/** @throws CollectError `BAD_PATH`; RangeError for a cursor that is none: it came from a host once */
export function checkJournalRequest({ directory, cursor }: JournalRequest): void {
  if (directory !== null) checkPath(directory);
  if (cursor !== null && !isCursor(cursor))
    throw new RangeError(`${JSON.stringify(cursor.slice(0, 80))} is no cursor`);
}

export function journalUnavailable(where: string, fact: string, cause?: unknown): CollectError {
  return new CollectError(
    "JOURNAL_UNAVAILABLE",
    `The journal of ${where} cannot be read: ${fact}`,
    "Take journald out of its sources in deepsec.yaml, or on the host: sudo apt-get install -y systemd",
    cause === undefined ? {} : { cause },
  );
}

export function journalNeedsScript(where: string): CollectError {
  return new CollectError(
    "JOURNAL_UNAVAILABLE",
    `The journal of ${where} cannot be read over SFTP`,
    `Set transport: script for ${where} in deepsec.yaml; its line in authorized_keys must not force internal-sftp.`,
  );
}

/** @param complaint - What journalctl said where it may show its user's own entries only. */
export function journalClosed(where: string, user: string, complaint: string): CollectError {
  return new CollectError(
    "FILE_UNREADABLE",
    `${user} may not read the journal of ${where} (${complaint.split("\n")[0]?.slice(0, 200) ?? ""})`,
    `On ${where}: sudo usermod -aG systemd-journal ${user} (then log in again)`,
  );
}
