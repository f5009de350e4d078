import { expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import type { LogEvent } from "../event.ts";
import { HabitMemory } from "../habit/habit-memory.ts";
import { parseEvents } from "../parse-events.ts";
import { EvidenceCollector } from "./evidence-collector.ts";
import { ObservationLog } from "./observation-log.ts";

function events(lines: readonly string[]): readonly LogEvent[] {
  const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
  return parseEvents(decodeLines(bytes), { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true })
    .events;
}

const line = (second: number, rest: string): string =>
  `Mar  4 ${new Date(second * 1_000).toISOString().slice(11, 19)} gate1 ${rest}`;
const fail = (second: number, address = "198.51.100.20"): string =>
  line(second, `sshd[7]: Failed password for kim from ${address} port 4022 ssh2`);
const ATTACK = [
  ...Array.from({ length: 7 }, (_, i) => fail(i * 10)),
  line(80, "sshd[7]: Accepted password for kim from 198.51.100.20 port 4022 ssh2"),
  line(95, "useradd[9]: new user: name=backup2, UID=1007, GID=1007, home=/home/backup2"),
];

/** One process: goes on from the rows, sees some events, and leaves rows. What it found that is new, and the rows. */
function life(known: Map<string, string>, seen: readonly LogEvent[]) {
  const habits = new HabitMemory([...known].map(([id, state]) => ({ id, state, lastMs: 0 })));
  const log = new ObservationLog(habits);
  const collector = new EvidenceCollector();
  collector.restore(log.all());
  for (const event of seen)
    collector.add(event, { source: "auth.log", firstLine: event.firstLine, lastLine: event.lastLine });
  log.add(collector.observations());
  for (const { id, state } of habits.changes())
    if (state === null) known.delete(id);
    else known.set(id, state);
  return collector.changed();
}

test("an attack goes on over a restart at any point: the same finding, no event twice", () => {
  const all = events(ATTACK);
  const [whole] = life(new Map(), all).filter(({ severity }) => severity === "HIGH");
  expect(whole).toMatchObject({ rule: "failures-then-login", count: 9, addedCount: 9, isNew: true });
  for (let at = 1; at < all.length; at++) {
    const rows = new Map<string, string>();
    const found = [life(rows, all.slice(0, at)), life(rows, all.slice(at))].map((changed) =>
      changed.filter(({ severity }) => severity === "HIGH"),
    );
    const told = found.flat();
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set([whole?.id]));
    expect(told.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(told.reduce((sum, { addedCount }) => sum + addedCount, 0)).toBe(9);
    expect(told.at(-1)?.reason).toBe(whole?.reason);
  }
});

test("a cycle without news tells nothing, and one with news only that", () => {
  const collector = new EvidenceCollector();
  const place = { source: "auth.log", firstLine: 1, lastLine: 1 };
  for (const event of events(Array.from({ length: 6 }, (_, i) => fail(i)))) collector.add(event, place);
  for (const event of events(Array.from({ length: 7 }, (_, i) => fail(i, "198.51.100.21"))))
    collector.add(event, place);
  expect(collector.changed().map(({ addedCount }) => addedCount)).toEqual([6, 7]);
  expect(collector.changed()).toEqual([]);
  for (const event of events([fail(8, "198.51.100.21")])) collector.add(event, place);
  expect(collector.changed()).toMatchObject([{ count: 8, addedCount: 1, isNew: false }]);
  collector.forget(Number.POSITIVE_INFINITY);
  expect(collector.findings()).toEqual([]);
});

test("the log is bounded: the latest 20,000 observations, of the last 12 hours, in rows of 500", () => {
  const habits = new HabitMemory();
  const log = new ObservationLog(habits);
  const collector = new EvidenceCollector();
  const place = { source: "auth.log", firstLine: 1, lastLine: 1 };
  for (const event of events(Array.from({ length: 500 }, (_, i) => fail(i)))) collector.add(event, place);
  const observations = collector.observations();
  for (let batch = 0; batch < 50; batch++) log.add(observations);
  expect(log.all().length).toBeGreaterThanOrEqual(20_000);
  expect(log.all().length).toBeLessThan(20_500);
  expect(habits.all("evidence").length).toBeLessThanOrEqual(41);
  for (const event of events([fail(13 * 3600)])) collector.add(event, place);
  log.add(collector.observations());
  expect(new Set(log.all().map(({ timestamp }) => timestamp))).toEqual(new Set(["2026-03-04T13:00:00Z"]));
});
