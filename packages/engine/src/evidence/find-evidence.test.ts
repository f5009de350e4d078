import { describe, expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import type { LogEvent } from "../event.ts";
import { parseEvents } from "../parse-events.ts";
import { EVIDENCE_RULES } from "./evidence-rules.ts";
import { findEvidence } from "./find-evidence.ts";

function eventOf(line: string): LogEvent {
  const lines = decodeLines(new TextEncoder().encode(`${line}\n`));
  const [event] = parseEvents(lines, { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true }).events;
  if (event === undefined) throw new Error(`no event in ${line}`);
  return event;
}
const evidence = (line: string): string[] =>
  findEvidence(eventOf(line)).flatMap(({ id, severity }) => (severity === null ? [] : [id]));
const sys = (rest: string): string => `Mar  4 09:12:33 gate1 ${rest}`;
const web = (request: string, status = 404, agent = "Mozilla/5.0"): string =>
  `198.51.100.20 - - [04/Mar/2026:09:12:33 +0000] "${request}" ${status} 312 "-" "${agent}"`;
const windows = (id: number): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>${id}</EventID><TimeCreated SystemTime='2026-03-04T09:12:33Z'/><Computer>PC1</Computer></System><EventData><Data Name='TargetUserName'>kim</Data></EventData><RenderingInfo Culture='de-DE'><Message>Fehler beim Anmelden.</Message></RenderingInfo></Event>`;
const execve = (words: string): string => `type=EXECVE msg=audit(1772615553.123:42): argc=3 ${words}`;

describe("an event that only shares words with an attack is left alone", () => {
  test.each([
    sys("planner[7]: select best attack route for knight, 3 failed"),
    sys("systemd[1]: Failed to start Login Service."),
    sys("app[7]: user service failed health check, retry in 5 s"),
    sys("CRON[7]: (root) CMD (test -x /usr/sbin/anacron || run-parts /etc/cron.daily)"),
    sys("app[7]: INSERT INTO notes (title) VALUES ('or 1=1 is true') took 4 ms"),
    sys("kernel: [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.20 DST=192.0.2.4 PROTO=TCP SPT=4022 DPT=23"),
    web("GET /search?q=how+to+select+a+password+manager HTTP/1.1", 200),
    web("GET /docs/injection-attacks.html HTTP/1.1", 200),
  ])("%s", (line) => {
    expect(evidence(line)).toEqual([]);
  });
});

test("Windows events count by their number, in any language", () => {
  expect([4625, 4720, 1102, 4697, 4624, 4634].map((id) => evidence(windows(id)))).toEqual([
    ["windows-login-failed"],
    ["windows-account-created"],
    ["windows-log-cleared"],
    ["windows-service-added"],
    [],
    [],
  ]);
});

test("auditd's words are read as one command, also those in hexadecimal digits", () => {
  expect(evidence(execve('a0="nc" a1="-e" a2="/bin/sh"'))).toContain("reverse-shell");
  // The digits are those of `chmod u+s /bin/sh`.
  expect(evidence(execve('a0="sh" a1="-c" a2=63686D6F6420752B73202F62696E2F7368'))).toContain("set-uid-file");
  expect(evidence(execve('a0="ls" a1="-e" a2="/bin"'))).toEqual([]);
});

test("every rule has an id of its own, literals, and techniques of ATT&CK", () => {
  expect(new Set(EVIDENCE_RULES.map(({ id }) => id)).size).toBe(EVIDENCE_RULES.length);
  for (const { literals, techniques } of EVIDENCE_RULES) {
    expect(
      literals.every(
        (literal) => /^[\x20-\x7e]{2,}$/.test(literal) || [";", "|", "`", "'"].includes(literal),
      ),
    ).toBe(true);
    expect(techniques.every((technique) => /^T\d{4}(?:\.\d{3})?$/.test(technique))).toBe(true);
  }
});
