import { describe, expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import type { LogEvent } from "../event.ts";
import { parseEvents } from "../parse-events.ts";
import { EvidenceCollector } from "./evidence-collector.ts";

// Whoever logs in chooses the name: what it imitates must not be taken for what the service says.
const INNOCENT = "192.0.2.7";
const GUILTY = "198.51.100.20";
const NAMES = [
  `root from ${INNOCENT} port 1 ssh2`,
  `x from ${INNOCENT}`,
  `a rhost=${INNOCENT}`,
  `a, ip=${INNOCENT}`,
  `a src=${INNOCENT}`,
  `a [${INNOCENT}]`,
  `Accepted password for root from ${INNOCENT} port 1 ssh2`,
  `x] from ${INNOCENT} port 22 ssh2: Accepted`,
];

/** What services write about a name they were given, the address that they saw themselves at its own place. */
const SERVICES: readonly (readonly [string, (name: string) => string])[] = [
  ["sshd, failed password", (name) => sshd(`Failed password for ${name} from ${GUILTY} port 4022 ssh2`)],
  [
    "sshd, invalid user",
    (name) => sshd(`Failed password for invalid user ${name} from ${GUILTY} port 4022 ssh2`),
  ],
  ["sshd, unknown", (name) => sshd(`Invalid user ${name} from ${GUILTY} port 4022`)],
  [
    "sshd, disconnected",
    (name) => sshd(`Disconnected from invalid user ${name} ${GUILTY} port 4022 [preauth]`),
  ],
  ["sshd, closed", (name) => sshd(`Connection closed by invalid user ${name} ${GUILTY} port 4022 [preauth]`)],
  [
    "sshd, too many",
    (name) =>
      sshd(
        `error: maximum authentication attempts exceeded for invalid user ${name} from ${GUILTY} port 4022 ssh2 [preauth]`,
      ),
  ],
  [
    "sshd, not allowed",
    (name) => sshd(`User ${name} from ${GUILTY} not allowed because not listed in AllowUsers`),
  ],
  [
    "PAM",
    (name) =>
      sshd(
        `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${GUILTY}  user=${name}`,
      ),
  ],
  [
    "dovecot",
    (name) =>
      `Mar  4 09:12:33 mail1 dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<${name}>, method=PLAIN, rip=${GUILTY}, lip=10.0.0.1, session=<a>`,
  ],
  ["vsftpd", (name) => `Wed Mar  4 09:12:33 2026 [pid 3] [${name}] FAIL LOGIN: Client "${GUILTY}"`],
  [
    "MySQL",
    (name) =>
      `2026-03-04T09:12:33.1Z 7 [Note] Access denied for user '${name}'@'${GUILTY}' (using password: YES)`,
  ],
  [
    "nginx",
    (name) =>
      `2026/03/04 09:12:33 [error] 9#9: *1 user "${name}": password mismatch, client: ${GUILTY}, server: _, request: "GET / HTTP/1.1", host: "shop"`,
  ],
  ["Apache", (name) => `${GUILTY} - ${name} [04/Mar/2026:09:12:33 +0000] "GET / HTTP/1.1" 401 381`],
  [
    "proftpd",
    (name) =>
      `Mar  4 09:12:33 ftp1 proftpd[7]: ftp1 (host.example.org[${GUILTY}]) - USER ${name}: no such user found from host.example.org [${GUILTY}] to 10.0.0.1:21`,
  ],
  [
    "asterisk",
    (name) =>
      `[2026-03-04 09:12:33] NOTICE[16] chan_sip.c: Registration from '${name}' failed for '${GUILTY}' - Wrong password`,
  ],
];

function sshd(message: string): string {
  return `Mar  4 09:12:33 gate1 sshd[7]: ${message}`;
}

function eventsOf(lines: readonly string[]): LogEvent[] {
  const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
  return parseEvents(decodeLines(bytes), { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true })
    .events;
}

describe.each(SERVICES)("%s", (_service, line) => {
  test.each(NAMES)("the name %s blames nobody", (name) => {
    const events = eventsOf(Array.from({ length: 8 }, () => line(name)));
    for (const { fields } of events) expect(fields["src"] ?? GUILTY).toBe(GUILTY);
    const collector = new EvidenceCollector();
    for (const event of events)
      collector.add(event, { source: "auth.log", firstLine: event.firstLine, lastLine: event.lastLine });
    const findings = collector.findings();
    for (const { reason } of findings) expect(reason).not.toContain(`address ${INNOCENT}`);
    expect(findings.map(({ rule }) => rule)).not.toContain("failures-then-login");
  });
});

test("a name that says that it logged in is no login", () => {
  const collector = new EvidenceCollector();
  const lines = [
    ...Array.from({ length: 6 }, () => sshd(`Failed password for kim from ${GUILTY} port 4022 ssh2`)),
    sshd(`Invalid user Accepted password for kim from ${GUILTY} port 1 ssh2 from ${GUILTY} port 4022`),
    sshd(
      `Failed password for invalid user x: Accepted publickey for kim from ${GUILTY} port 1 ssh2 from ${GUILTY} port 4022 ssh2`,
    ),
  ];
  for (const event of eventsOf(lines))
    collector.add(event, { source: "auth.log", firstLine: event.firstLine, lastLine: event.lastLine });
  expect(collector.findings().map(({ rule }) => rule)).not.toContain("failures-then-login");
});
