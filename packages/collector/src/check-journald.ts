import { amber, green, type HostCheck } from "./host-check.ts";
import type { Transport } from "./transport.ts";

const folders = ["/var/log/journal", "/run/log/journal"];

/** Whether the host keeps a journal, and whether its lines come in text files too: only those are read. */
export async function checkJournald(transport: Transport, sources: readonly string[]): Promise<HostCheck> {
  const found = await Promise.all(
    folders.map((folder) =>
      transport.entries(folder).then(
        (entries) => entries.length > 0,
        () => false,
      ),
    ),
  );
  const folder = folders[found.indexOf(true)];
  if (folder === undefined) return green("journald", "keeps no journal that this login sees");
  if (sources.some((path) => /\/(?:syslog|messages)$/u.test(path)))
    return green("journald", `keeps ${folder}; syslog has its lines as text`);
  return amber(
    "journald",
    `keeps ${folder}, and no syslog or messages file has its lines as text`,
    "On the host: sudo apt-get install -y rsyslog (or: sudo dnf install -y rsyslog), then: sudo systemctl enable --now rsyslog",
  );
}
