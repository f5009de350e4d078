import type { JournalRequest } from "../transport.ts";

const fields = [
  "MESSAGE",
  "PRIORITY",
  "SYSLOG_IDENTIFIER",
  "SYSLOG_PID",
  "_COMM",
  "_PID",
  "_HOSTNAME",
  "_SYSTEMD_UNIT",
  "UNIT",
];

/** What journalctl is told, the same that the reader script tells it. Needs systemd 236. */
export function journalArguments({ directory, cursor, sinceDays, isCutShort }: JournalRequest): string[] {
  return [
    "--no-pager",
    "-o",
    "json",
    `--output-fields=${fields.join(",")}`,
    ...(isCutShort ? [] : ["--all"]),
    ...(directory === null ? [] : ["-D", directory]),
    cursor === null ? `--since=-${sinceDays} days` : `--cursor=${cursor}`,
  ];
}
