import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";

export interface TestEntry {
  /** Seconds since the first entry that a test writes. */
  readonly second: number;
  readonly message: string | Uint8Array;
  readonly unit?: string;
  readonly program?: string;
  readonly priority?: number;
}

const journalRemote = ["/lib/systemd/systemd-journal-remote", "/usr/lib/systemd/systemd-journal-remote"].find(
  (path) => existsSync(path),
);
const startSeconds = Date.UTC(2026, 1, 3) / 1_000;

/** The folder of a journal whose files journald's own tools write. */
export class TestJournal {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Adds entries to the journal's file `name`. */
  append(entries: readonly TestEntry[], name = "system.journal"): void {
    if (journalRemote === undefined)
      throw new Error("systemd-journal-remote is missing: sudo apt-get install -y systemd-journal-remote");
    const file = join(this.directory, name);
    const input = Buffer.concat(entries.map(exported));
    execFileSync(journalRemote, ["-o", file, "-"], { input, stdio: ["pipe", "ignore", "pipe"] });
    chmodSync(file, 0o644);
  }

  remove(name = "system.journal"): void {
    rmSync(join(this.directory, name));
  }
}

/** An entry in journald's export format: values with newlines or other bytes go with their length. */
function exported({
  second,
  message,
  unit = "ssh.service",
  program = "sshd",
  priority = 6,
}: TestEntry): Buffer {
  const fields = {
    __REALTIME_TIMESTAMP: String((startSeconds + second) * 1_000_000),
    __MONOTONIC_TIMESTAMP: String((second + 1) * 1_000_000),
    _BOOT_ID: "0123456789abcdef0123456789abcdef",
    _MACHINE_ID: "11112222333344445555666677778888",
    _HOSTNAME: "web1",
    PRIORITY: String(priority),
    SYSLOG_IDENTIFIER: program,
    _PID: "812",
    _SYSTEMD_UNIT: unit,
  };
  const head = Object.entries(fields).map(([key, value]) => `${key}=${value}\n`);
  const bytes = Buffer.from(message);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.length));
  return Buffer.concat([Buffer.from(`${head.join("")}MESSAGE\n`), length, bytes, Buffer.from("\n\n")]);
}
