import { CollectError } from "./collect-error.ts";
import { amber, green, type HostCheck } from "./host-check.ts";
import { journalPath } from "./journal/read-journal.ts";
import type { Transport } from "./transport.ts";

const folders = ["/var/log/journal", "/run/log/journal"];

/** The folder that a host keeps its journal in; null for none that this login sees. */
export async function journalFolder(transport: Transport): Promise<string | null> {
  const found = await Promise.all(
    folders.map((folder) =>
      transport.entries(folder).then(
        (entries) => entries.length > 0,
        () => false,
      ),
    ),
  );
  return folders[found.indexOf(true)] ?? null;
}

/** True when the lines of the system come in text files too. */
export function hasSystemLog(sources: readonly string[]): boolean {
  return sources.some((path) => /\/(?:syslog|messages)$/u.test(path));
}

/** Whether the host keeps a journal, and whether its lines are read, from it or from text files. */
export function checkJournald(folder: string | null, sources: readonly string[]): HostCheck {
  if (sources.includes(journalPath)) return green("journal", "is read");
  if (folder === null) return green("journal", "keeps none that this login sees");
  if (hasSystemLog(sources)) return green("journal", `keeps ${folder}; syslog has its lines as text`);
  return amber(
    "journal",
    `keeps ${folder}, and no syslog or messages file has its lines as text`,
    "Read it: add journald under sources in deepsec.yaml (by transport: script)",
    "or on the host: sudo apt-get install -y rsyslog (or: sudo dnf install -y rsyslog), then: sudo systemctl enable --now rsyslog",
  );
}

/** True when entries of the journal can be had, of others than the login's own processes. */
export async function canReadJournal(transport: Transport): Promise<boolean> {
  const request = { directory: null, cursor: null, sinceDays: 7, bytesMax: 64 * 1024, isCutShort: true };
  try {
    const { json, complaint } = await transport.journal(request);
    return json.length > 0 && complaint.trim() === "";
  } catch (error) {
    if (!(error instanceof CollectError) || error.code === "CONNECTION_LOST") throw error;
    return false;
  }
}
