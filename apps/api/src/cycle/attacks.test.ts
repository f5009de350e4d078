import { expect, test } from "vitest";
import { decodeLines, HabitMemory, parseEvents } from "@deepsec/engine";
import type { SourceEvents } from "./analyze.ts";
import { Attacks } from "./attacks.ts";

const SOURCE = "gate:/var/log/auth.log";
const OBSERVED_AT = "2026-02-03T08:00:00.000Z";

function read(lines: readonly string[]): SourceEvents[] {
  const options = { now: OBSERVED_AT, timeZone: "UTC", isFinal: true };
  const { events } = parseEvents(decodeLines(new TextEncoder().encode(`${lines.join("\n")}\n`)), options);
  return [{ sourceId: SOURCE, events: events.map((event) => ({ event, lineCount: 1 })) }];
}

function failures(from: number, count: number, address = "203.0.113.4"): string[] {
  return Array.from(
    { length: count },
    (_, i) =>
      `Feb  3 07:01:${String(from + i).padStart(2, "0")} gate sshd[${812 + i}]: Failed password for root from ${address} port ${50100 + i} ssh2`,
  );
}

test("an attack that goes on in the next cycle is the same finding, with more events and only the new templates", () => {
  const attacks = new Attacks(new HabitMemory());
  const first = attacks.see(read(failures(0, 20)), () => "failed", OBSERVED_AT);
  const bruteForce = first.find(({ rule }) => rule === "brute-force");
  expect(bruteForce).toMatchObject({
    kind: "attack",
    firstSeen: "2026-02-03T07:01:00.000Z",
    lastSeen: "2026-02-03T07:01:19.000Z",
    sourceIds: [SOURCE],
    templateIds: ["failed"],
  });
  expect(bruteForce?.reason).toContain("203.0.113.4");

  const next = attacks.see(read(failures(20, 5)), () => "failed again", OBSERVED_AT);
  const same = next.find(({ id }) => id === bruteForce?.id);
  expect(same).toMatchObject({ lastSeen: "2026-02-03T07:01:24.000Z", templateIds: ["failed again"] });
  expect(same?.score).toBeGreaterThan(bruteForce?.score ?? 1);

  const quiet = read(["Feb  3 07:30:00 gate sshd[9]: Server listening on 0.0.0.0 port 22."]);
  expect(attacks.see(quiet, () => "listening", OBSERVED_AT)).toEqual([]);
});

test("attempts of many addresses are one finding with a count", () => {
  const addresses = ["203.0.113.4", "203.0.113.5", "203.0.113.6"];
  const lines = addresses.flatMap((address, i) => failures(i * 15, 12 + i, address));
  const found = new Attacks(new HabitMemory()).see(read(lines), () => "failed", OBSERVED_AT);
  const bruteForces = found.filter(({ rule }) => rule === "brute-force");
  expect(bruteForces).toHaveLength(1);
  expect(bruteForces[0]?.reason).toContain("3 times, 39 events; the largest: 14 events");
});

test("counts and cases go on in a new process", () => {
  const habits = new HabitMemory();
  new Attacks(habits).see(read(failures(0, 12)), () => "failed", OBSERVED_AT);
  const later = new Attacks(new HabitMemory(habits.changes()));
  const found = later.see(
    read([...failures(12, 3), ...failures(20, 14, "203.0.113.5")]),
    () => "failed",
    OBSERVED_AT,
  );
  const bruteForce = found.find(({ rule }) => rule === "brute-force");
  expect(bruteForce).toMatchObject({ count: 29 });
  expect(bruteForce?.reason).toContain("2 times, 29 events; the largest: 15 events");
});
