import { describe, expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import { findEvidence } from "../evidence/find-evidence.ts";
import { HabitMemory } from "../habit/habit-memory.ts";
import { parseEvents } from "../parse-events.ts";
import { Unusual } from "./unusual.ts";
import type { WatchFinding } from "./watch-finding.ts";

const NOW = "2026-04-30T00:00:00Z";

/** What is found in the lines, each life with the habits of the one before it. */
function watch(...lives: readonly (readonly string[])[]): WatchFinding[] {
  const rows = new Map<string, { id: string; state: string | null; lastMs: number }>();
  return lives.flatMap((lines) => {
    const habits = new HabitMemory(rows.values());
    const unusual = new Unusual(habits);
    const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
    const { events } = parseEvents(decodeLines(bytes), { now: NOW, timeZone: "UTC", isFinal: true });
    for (const event of events) {
      const { firstLine, lastLine } = event;
      const host = event.fields["host"] ?? "web1";
      const place = { source: "log", firstLine, lastLine };
      const timeMs = Date.parse(event.timestamp ?? NOW);
      unusual.see({ event, templateId: "t", host, place, timeMs }, findEvidence(event));
    }
    const batch = { counts: [], lineage: [], baselines: [], observedMs: Date.parse(NOW) };
    const found = unusual.close({ ...batch, hostOf: () => "web1", templateOf: () => undefined });
    for (const row of habits.changes()) rows.set(row.id, row);
    return found.findings;
  });
}

const kinds = (findings: readonly WatchFinding[]): string[] =>
  findings.map(({ severity, rule, count }) => `${severity} ${rule} ${count}`);

/** `day` and `time` of March and April 2026: day 32 is April 1st. */
const stamp = (day: number, time: string): string =>
  new Date(Date.parse(`2026-03-01T${time}Z`) + (day - 1) * 86_400_000).toISOString();
const sshd = (day: number, time: string, user: string, from: string, host = "gate1"): string =>
  `${stamp(day, time)} ${host} sshd[7]: Accepted publickey for ${user} from ${from} port 4022 ssh2`;
const sudo = (day: number, user: string, command: string): string =>
  `${stamp(day, "10:00:00")} gate1 sudo:   ${user} : TTY=pts/0 ; PWD=/home ; USER=root ; COMMAND=${command}`;
const get = (day: number, time: string, from: string, request: string, bytes = 512): string =>
  `${from} - - [${String(day).padStart(2, "0")}/Mar/2026:${time} +0000] "${request} HTTP/1.1" 200 ${bytes} "-" "curl/8"`;
/** A login each morning of the days. */
const mornings = (user: string, from: number, to: number, address = "203.0.113.4"): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => sshd(from + i, "08:30:00", user, address));

const line = (day: number, program: string, message: string): string =>
  `${stamp(day, "09:00:00")} gate1 ${program}[7]: ${message}`;
const started = (day: number, what: string): string => line(day, "systemd", `Started ${what}.`);
const hours = (day: number, bytes: number): string[] =>
  Array.from({ length: 8 }, (_, i) => get(day, `1${i}:00:00`, "192.0.2.9", "GET /data", bytes));

describe("a login", () => {
  test("from a network where the user never came from is MEDIUM, from another address of a known one LOW", () => {
    const usual = mornings("kim", 1, 6);
    expect(kinds(watch([...usual, sshd(7, "08:30:00", "kim", "198.51.100.9")]))).toEqual([
      "MEDIUM login-from-new-address 1",
    ]);
    expect(kinds(watch([...usual, sshd(7, "08:30:00", "kim", "203.0.113.77")]))).toEqual([
      "LOW login-from-new-address 1",
    ]);
  });

  test("says the numbers, the user and the address", () => {
    const [finding] = watch([...mornings("kim", 1, 6), sshd(7, "08:30:00", "kim", "198.51.100.9")]);
    expect(finding?.reason).toBe(
      "user kim from 198.51.100.9, network 198.51.0.0/16, never before in 30 days; 6 logins from 1 address in 1 network before",
    );
    expect(finding?.values).toEqual([
      { kind: "ip", text: "198.51.100.9" },
      { kind: "user", text: "kim" },
    ]);
    expect(finding?.places).toEqual([{ source: "log", firstLine: 7, lastLine: 7 }]);
  });

  test("is no finding for being new: not on the first day, nor of a user with few logins", () => {
    const firstDay = [8, 9, 10, 11, 12, 13].map((hour, i) =>
      sshd(1, `${String(hour).padStart(2, "0")}:00:00`, "kim", `198.${i}.100.9`),
    );
    expect(watch(firstDay)).toEqual([]);
    expect(watch([...mornings("kim", 1, 3), sshd(5, "08:30:00", "kim", "198.51.100.9")])).toEqual([]);
  });

  test("from an address that was last seen 31 days ago is new again", () => {
    const usual = [sshd(1, "08:30:00", "kim", "198.51.100.9"), ...mornings("kim", 1, 31)];
    expect(kinds(watch([...usual, sshd(32, "08:31:00", "kim", "198.51.100.9")]))).toEqual([
      "MEDIUM login-from-new-address 1",
    ]);
    expect(watch([...usual, sshd(30, "08:30:00", "kim", "198.51.100.9")])).toEqual([]);
  });

  test("on a host where the user never was is LOW, and what is usual outlives a restart", () => {
    const lives = [
      mornings("kim", 1, 3),
      mornings("kim", 4, 6),
      [sshd(7, "08:30:00", "kim", "203.0.113.4", "db1")],
    ];
    expect(kinds(watch(...lives))).toEqual(["LOW login-on-new-host 1"]);
    expect(kinds(watch(lives.flat()))).toEqual(["LOW login-on-new-host 1"]);
  });

  test("at an hour at which the user never comes needs 20 logins before", () => {
    const night = (day: number): string => sshd(day, "03:10:00", "kim", "203.0.113.4");
    expect(kinds(watch([...mornings("kim", 1, 20), night(21)]))).toEqual(["LOW login-off-hours 1"]);
    expect(watch([...mornings("kim", 1, 19), night(20)])).toEqual([]);
    expect(watch([...mornings("kim", 1, 20), sshd(21, "09:59:00", "kim", "203.0.113.4")])).toEqual([]);
    expect(kinds(watch([...mornings("kim", 1, 20), night(21), night(22)]))).toEqual([
      "LOW login-off-hours 1",
    ]);
  });

  test("as root is LOW and as a service's account MEDIUM, until it is a matter of course", () => {
    expect(
      kinds(
        watch([sshd(1, "08:00:00", "www-data", "203.0.113.4"), sshd(1, "08:00:00", "root", "203.0.113.4")]),
      ),
    ).toEqual(["MEDIUM system-account-login 1", "LOW root-login 1"]);
    const nightly = mornings("root", 1, 25);
    expect(watch(nightly).filter(({ firstMs }) => firstMs > Date.parse(stamp(21, "00:00:00")))).toEqual([]);
  });

  test("by a name that holds an address blames nobody else", () => {
    const forged = sshd(7, "08:30:00", "kim from 192.0.2.7 port 1 ssh2", "198.51.100.9");
    for (const { values } of watch([...mornings("kim", 1, 6), forged]))
      expect(values).not.toContainEqual({ kind: "ip", text: "192.0.2.7" });
  });
});

describe("sudo", () => {
  const usual = [sudo(1, "ann", "/usr/bin/apt update"), sudo(3, "ann", "/usr/bin/apt update")];

  test("of a user who never used it is MEDIUM, with a shell twice over", () => {
    expect(kinds(watch([...usual, sudo(4, "kim", "/usr/bin/apt update")]))).toEqual(["MEDIUM first-sudo 1"]);
    const found = watch([...usual, sudo(1, "ann", "/bin/bash"), sudo(4, "kim", "/bin/bash")]);
    expect(kinds(found).toSorted()).toEqual(["MEDIUM first-root-shell 1", "MEDIUM first-sudo 1"]);
  });

  test("of an administrator of other hosts is LOW", () => {
    const elsewhere = sudo(2, "kim", "/bin/ls").replace("gate1", "db1");
    const found = watch([...usual, elsewhere, sudo(4, "kim", "/bin/bash")]);
    expect(kinds(found).toSorted()).toEqual(["LOW first-root-shell 1", "LOW first-sudo 1"]);
  });

  test("is no finding on the first day, nor twice", () => {
    expect(watch([sudo(1, "ann", "/bin/ls"), sudo(1, "kim", "/bin/bash")])).toEqual([]);
    expect(
      kinds(
        watch([...usual, sudo(4, "kim", "/bin/ls")], [sudo(4, "kim", "/bin/ls"), sudo(5, "kim", "/bin/ls")]),
      ),
    ).toEqual(["MEDIUM first-sudo 1"]);
  });

  test("of a program that the user never ran is LOW, after twenty others", () => {
    const often = Array.from({ length: 20 }, (_, i) => sudo(1 + i, "ann", "/usr/bin/apt update"));
    expect(kinds(watch([...often, sudo(22, "ann", "/usr/bin/nmap -sS 192.0.2.0/24")]))).toEqual([
      "LOW new-sudo-command 1",
    ]);
    expect(watch([...often.slice(1), sudo(22, "ann", "/usr/bin/nmap -sS 192.0.2.0/24")])).toEqual([]);
  });
});

describe("what a host runs for the first time", () => {
  test.each([
    ["systemd", "Started nginx.service - A web server.", "Started miner.service - Miner.", "new-unit"],
    ["systemd", "Started Daily apt activities.", "Started System helper.", "new-unit"],
    ["CRON", "(root) CMD (run-parts /etc/cron.hourly)", "(www-data) CMD (/tmp/.x/run)", "new-cron-command"],
    [
      "sshd",
      "Server listening on 0.0.0.0 port 22.",
      "Server listening on 0.0.0.0 port 2222.",
      "new-listener",
    ],
  ])("%s: %s, then %s", (program, usual, other, rule) => {
    expect(kinds(watch([line(1, program, usual), line(3, program, usual), line(3, program, other)]))).toEqual(
      [`LOW ${rule} 1`],
    );
    expect(watch([line(1, program, usual), line(1, program, other), line(9, program, other)])).toEqual([]);
  });

  test("is not what only counts up, nor a session", () => {
    expect(
      watch([
        started(1, "backup-1.service"),
        started(4, "backup-2.service"),
        started(4, "Session 9 of user kim"),
      ]),
    ).toEqual([]);
  });
});

describe("a script in a folder for uploads", () => {
  const shell = "/uploads/2026/a.php";
  test("that answers the address that had sent something is HIGH", () => {
    const lines = [
      get(1, "08:00:00", "198.51.100.9", "POST /send"),
      get(1, "08:02:00", "198.51.100.9", `GET ${shell}?cmd=id`),
    ];
    const [finding] = watch(lines);
    expect(kinds(watch(lines))).toEqual(["HIGH uploaded-script-called 1"]);
    expect(finding?.reason).toBe(
      "/uploads/2026/a.php on web1, asked for by 198.51.100.9 with a command; 198.51.100.9 had sent something 120 s before",
    );
  });

  test("is MEDIUM without that, and none when it was there before, or is no script", () => {
    expect(kinds(watch([get(1, "08:02:00", "198.51.100.9", `GET ${shell}`)]))).toEqual([
      "MEDIUM uploaded-script-called 1",
    ]);
    expect(
      kinds(
        watch([
          get(1, "08:02:00", "198.51.100.9", `GET ${shell}`),
          get(2, "08:02:00", "192.0.2.9", `GET ${shell}`),
        ]),
      ),
    ).toEqual(["MEDIUM uploaded-script-called 1"]);
    expect(
      watch([
        get(1, "08:00:00", "192.0.2.9", "POST /send"),
        get(1, "08:00:01", "192.0.2.9", "GET /uploads/a.jpg"),
      ]),
    ).toEqual([]);
    expect(watch([get(1, "08:00:00", "192.0.2.9", "GET /index.php")])).toEqual([]);
  });
});

describe("what goes out", () => {
  test("is a finding when it is ten times the median of its own hours and 100 MB", () => {
    const usual = hours(1, 20_000_000);
    expect(kinds(watch([...usual, get(2, "10:00:00", "192.0.2.9", "GET /dump", 300_000_000)]))).toEqual([
      "MEDIUM large-egress 1",
    ]);
    expect(watch([...usual, get(2, "10:00:00", "192.0.2.9", "GET /dump", 190_000_000)])).toEqual([]);
    expect(watch([...hours(1, 1_000), get(2, "10:00:00", "192.0.2.9", "GET /dump", 90_000_000)])).toEqual([]);
  });

  test("is compared with the host's others for an address that is new there", () => {
    const others = Array.from({ length: 3 }, (_, i) => hours(i + 1, 1_000_000 + i)).flat();
    expect(kinds(watch([...others, get(5, "10:00:00", "198.51.100.9", "GET /dump", 300_000_000)]))).toEqual([
      "MEDIUM large-egress 1",
    ]);
  });

  test("is told once an hour, however many lines", () => {
    const dump = [0, 1, 2].map((i) => get(2, `10:0${i}:00`, "192.0.2.9", "GET /dump", 300_000_000));
    expect(kinds(watch([...hours(1, 1_000), ...dump]))).toEqual(["MEDIUM large-egress 1"]);
  });
});
