import { expect, test } from "vitest";
import { decodeLines, HabitMemory, parseEvents } from "@deepsec/engine";
import { Attacks } from "./attacks.ts";

const SOURCE = "gate:/var/log/auth.log";
const OBSERVED_AT = "2026-02-03T08:00:00.000Z";

function see(attacks: Attacks, lines: readonly string[], templateId: string) {
  const options = { now: OBSERVED_AT, timeZone: "UTC", isFinal: true };
  const { events } = parseEvents(decodeLines(new TextEncoder().encode(`${lines.join("\n")}\n`)), options);
  for (const event of events)
    attacks.add(event, SOURCE, templateId, Date.parse(event.timestamp ?? OBSERVED_AT));
  return attacks.take(Date.parse(OBSERVED_AT));
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
  const first = see(attacks, failures(0, 20), "failed");
  const bruteForce = first.find(({ rule }) => rule === "brute-force");
  expect(bruteForce).toMatchObject({
    kind: "attack",
    firstSeen: "2026-02-03T07:01:00.000Z",
    lastSeen: "2026-02-03T07:01:19.000Z",
    hosts: ["gate"],
    templateIds: ["failed"],
  });
  expect(bruteForce?.reason).toContain("203.0.113.4");

  const next = see(attacks, failures(20, 5), "failed again");
  const same = next.find(({ id }) => id === bruteForce?.id);
  expect(same).toMatchObject({ lastSeen: "2026-02-03T07:01:24.000Z", templateIds: ["failed again"] });
  expect(same?.score).toBeGreaterThan(bruteForce?.score ?? 1);

  const quiet = ["Feb  3 07:30:00 gate sshd[9]: Server listening on 0.0.0.0 port 22."];
  expect(see(attacks, quiet, "listening")).toEqual([]);
});

test("attempts of many addresses are one finding with a count", () => {
  const addresses = ["203.0.113.4", "203.0.113.5", "203.0.113.6"];
  const lines = addresses.flatMap((address, i) => failures(i * 15, 12 + i, address));
  const found = see(new Attacks(new HabitMemory()), lines, "failed");
  const bruteForces = found.filter(({ rule }) => rule === "brute-force");
  expect(bruteForces).toHaveLength(1);
  expect(bruteForces[0]?.reason).toContain("3 times, 39 events; the largest: 14 events");
});

test("counts and cases go on in a new process", () => {
  const habits = new HabitMemory();
  see(new Attacks(habits), failures(0, 12), "failed");
  const later = new Attacks(new HabitMemory(habits.changes()));
  const found = see(later, [...failures(12, 3), ...failures(20, 14, "203.0.113.5")], "failed");
  const bruteForce = found.find(({ rule }) => rule === "brute-force");
  expect(bruteForce).toMatchObject({ count: 29 });
  expect(bruteForce?.reason).toContain("2 times, 29 events; the largest: 15 events");
});
