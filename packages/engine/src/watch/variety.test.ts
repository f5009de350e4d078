import { expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import { HabitMemory } from "../habit/habit-memory.ts";
import { parseEvents } from "../parse-events.ts";
import { namedValues } from "./named-values.ts";
import { Variety } from "./variety.ts";
import { WatchFindings } from "./watch-findings.ts";

const START_MS = Date.UTC(2026, 2, 1, 9);
const DAY_MS = 86_400_000;

function eventOf(line: string) {
  const settings = { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true };
  const [event] = parseEvents(decodeLines(new TextEncoder().encode(`${line}\n`)), settings).events;
  if (event === undefined) throw new Error(`no event in ${line}`);
  return event;
}

test.each([
  [
    "Mar  4 09:12:33 gate1 sshd[7]: Failed password for kim from 198.51.100.20 port 4022 ssh2",
    ["ip 198.51.100.20", "user kim"],
  ],
  [
    '198.51.100.20 - - [04/Mar/2026:09:12:33 +0000] "GET /a/b.html?q=1 HTTP/1.1" 200 12 "-" "x"',
    ["ip 198.51.100.20", "path /a/b.html"],
  ],
  ["Mar  4 09:12:33 gate1 app[7]: done", []],
])("what %s names", (line, named) => {
  expect(namedValues(eventOf(line)).map(([kind, text]) => `${kind} ${text}`)).toEqual(named);
});

test("many more addresses than at this time of other days are a finding, in a memory that 100,000 of them do not grow", () => {
  const habits = new HabitMemory();
  const findings = new WatchFindings(habits);
  const variety = new Variety(habits, findings);
  const event = eventOf("Mar  4 09:12:33 gate1 door[7]: opened");
  const place = { source: "door.log", firstLine: 1, lastLine: 1 };
  const see = (day: number, count: number): void => {
    for (let i = 0; i < count; i++) {
      const message = `opened for 10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
      const timeMs = START_MS + day * DAY_MS;
      variety.see({ event: { ...event, message }, templateId: "t", host: "gate1", place, timeMs });
    }
    variety.close();
  };
  for (let day = 0; day < 8; day++) see(day, 30);
  expect(findings.take()).toEqual([]);
  habits.changes();
  see(8, 100_000);
  const [finding, ...others] = findings.take();
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ rule: "many-different-values", severity: "LOW", kind: "value" });
  expect(finding?.reason).toMatch(
    /^\d{5,6} different addresses in door\.log in the hour from 2026-03-09T09:00Z, where 30 to 30 are usual/,
  );
  const kept = habits.changes().filter(({ id }) => id.startsWith("variety"));
  expect(kept).toHaveLength(1);
  expect(kept[0]?.state?.length).toBeLessThan(4_000);
});
