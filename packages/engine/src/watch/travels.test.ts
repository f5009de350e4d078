import { expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import { findEvidence } from "../evidence/find-evidence.ts";
import { HabitMemory } from "../habit/habit-memory.ts";
import { parseEvents } from "../parse-events.ts";
import { isPublicAddress } from "./network.ts";
import type { Locate, Whereabouts } from "./travels.ts";
import { Unusual } from "./unusual.ts";
import type { WatchFinding } from "./watch-finding.ts";

const PLACES: Readonly<Record<string, Whereabouts>> = {
  "203.0.113.4": { country: "DE", position: [52.52, 13.405] }, // Berlin
  "198.51.100.9": { country: "JP", position: [35.6895, 139.6917] }, // Tokyo
  "192.0.2.7": { country: "DE", position: [53.5511, 9.9937] }, // Hamburg, 255 km from Berlin
  "2001:db8::7": { country: "FR", position: null },
};
const locate: Locate = (address) => PLACES[address] ?? null;

/** A login of kim so many minutes after the 1st of March 2026, 08:00. */
const login = (minute: number, from: string): string =>
  `${new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString()} gate1 sshd[7]: Accepted publickey for kim from ${from} port 4022 ssh2`;
const DAY = 1_440;
const mornings = Array.from({ length: 6 }, (_, day) => login(day * DAY, "203.0.113.4"));

function found(lines: readonly string[], where?: Locate): WatchFinding[] {
  const unusual = new Unusual(new HabitMemory(), undefined, where);
  const now = "2026-04-30T00:00:00Z";
  const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
  for (const event of parseEvents(decodeLines(bytes), { now, timeZone: "UTC", isFinal: true }).events) {
    const place = { source: "log", firstLine: event.firstLine, lastLine: event.lastLine };
    const watched = {
      event,
      templateId: "t",
      host: "gate1",
      place,
      timeMs: Date.parse(event.timestamp ?? ""),
    };
    unusual.see(watched, findEvidence(event));
  }
  const batch = { counts: [], lineage: [], baselines: [], observedMs: Date.parse(now) };
  const { findings } = unusual.close({ ...batch, hostOf: () => "gate1", templateOf: () => undefined });
  return findings.filter(({ rule }) => rule === "login-from-two-places" || rule === "login-from-new-country");
}

const told = (lines: readonly string[], where?: Locate): string[] =>
  found(lines, where).map(({ rule, severity, reason }) => `${severity} ${rule}: ${reason}`);

test("two public networks within ten minutes are a finding once, MEDIUM when the second is new", () => {
  const twice = [
    ...mornings,
    login(5 * DAY + 4, "198.51.100.9"),
    login(6 * DAY, "203.0.113.4"),
    login(6 * DAY + 4, "198.51.100.9"),
  ];
  expect(told(twice)).toEqual([
    "MEDIUM login-from-two-places: user kim from 198.51.100.9 4 min after 203.0.113.4, another network",
  ]);
  const known = [login(0, "198.51.100.9"), ...mornings.slice(1), login(5 * DAY + 4, "198.51.100.9")];
  expect(told(known)).toEqual([
    "LOW login-from-two-places: user kim from 198.51.100.9 4 min after 203.0.113.4, another network",
  ]);
});

test.each([
  ["after eleven minutes", [...mornings, login(5 * DAY + 11, "198.51.100.9")]],
  ["from the same network", [...mornings, login(5 * DAY + 4, "203.0.113.200")]],
  ["from one's own network", [...mornings, login(5 * DAY + 4, "10.0.0.7")]],
  ["by a user with fewer logins", [...mornings.slice(0, 3), login(2 * DAY + 4, "198.51.100.9")]],
])("another login %s is none", (_when, lines) => {
  expect(told(lines)).toEqual([]);
});

test("with places the distance counts: what nobody can fly is MEDIUM from the first login on, what is near or slow is none", () => {
  // Berlin to Tokyo on a sphere of 6,371 km, by the law of cosines.
  expect(told([login(0, "203.0.113.4"), login(120, "198.51.100.9")], locate)).toEqual([
    "MEDIUM login-from-two-places: user kim from 198.51.100.9 (JP) 120 min after 203.0.113.4 (DE): 8,916 km, 4,458 km/h",
  ]);
  expect(told([login(0, "203.0.113.4"), login(720, "198.51.100.9")], locate)).toEqual([]);
  expect(told([...mornings, login(5 * DAY + 1, "192.0.2.7")], locate)).toEqual([]);
  expect(found([login(0, "203.0.113.4"), login(120, "198.51.100.9")], locate)[0]?.values).toEqual([
    { kind: "ip", text: "198.51.100.9" },
    { kind: "ip", text: "203.0.113.4" },
    { kind: "user", text: "kim" },
  ]);
});

test("a country that a user with five logins never came from is a finding, also where the file knows no position", () => {
  expect(told([...mornings, login(5 * DAY + 600, "2001:db8::7")], locate)).toEqual([
    "MEDIUM login-from-new-country: user kim from 2001:db8::7 (FR); 6 logins from DE before",
  ]);
  expect(told([...mornings.slice(0, 3), login(3 * DAY, "2001:db8::7")], locate)).toEqual([]);
});

test.each([
  ["203.0.113.4", true],
  ["2001:db8::7", true],
  ["172.32.0.1", true],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["192.168.1.1", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["::1", false],
  ["fd00::7", false],
  ["fe80::1", false],
  ["gate.example.org", false],
])("%s on the Internet: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
