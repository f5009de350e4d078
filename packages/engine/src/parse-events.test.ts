import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeLines } from "./decode.ts";
import type { LogEvent } from "./event.ts";
import type { Line } from "./line.ts";
import { parseEvents, type ParseState } from "./parse-events.ts";

const options = { now: "2026-03-01T12:00:00Z", timeZone: "UTC", isFinal: true };
const linesOf = (text: string): Line[] => decodeLines(new TextEncoder().encode(text));
const eventsOf = (text: string): LogEvent[] => parseEvents(linesOf(text), options).events;

/** Lines of many formats, multi-line ones among them, from which sources are put together. */
const SAMPLES = [
  "Feb  3 07:01:02 gw sshd[812]: Failed password for root from 203.0.113.4 port 50122 ssh2",
  "Feb  3 07:01:09 gw last message repeated 3 times",
  "2026-02-03 07:01:02,345 ERROR [worker-1] org.example.Shop: order refused",
  "org.example.OrderException: no stock",
  "\tat org.example.Shop.order(Shop.java:12)",
  "Caused by: java.sql.SQLException: closed",
  "\t... 12 more",
  "Traceback (most recent call last):",
  '  File "/srv/app.py", line 3, in <module>',
  "ValueError: no such item",
  "During handling of the above exception, another exception occurred:",
  "",
  "   ",
  "panic: assignment to entry in nil map",
  "goroutine 1 [running]:",
  "main.main()",
  "\t/srv/main.go:7 +0x1d",
  "/srv/app/index.js:12",
  "        throw new Error('no');",
  "        ^",
  "Error: no",
  "    at run (/srv/app/index.js:12:9)",
  '{"time":"2026-02-03T07:01:02Z","level":"warn","msg":"slow","ms":812}',
  '{"log":"part one, ","stream":"stdout","time":"2026-02-03T07:01:02.1Z"}',
  '{"log":"part two\\n","stream":"stdout","time":"2026-02-03T07:01:02.2Z"}',
  "2026-02-03T07:01:02.100000001Z stdout P first half, ",
  "2026-02-03T07:01:02.200000001Z stdout F second half",
  "type=SYSCALL msg=audit(1770102062.123:411): arch=c000003e success=yes",
  'type=CWD msg=audit(1770102062.123:411): cwd="/root"',
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>",
  "<System><EventID>4625</EventID></System>",
  "</Event>",
  "# Time: 2026-02-03T07:01:02.000000Z",
  "# User@Host: app[app] @ web [192.0.2.7]",
  "SELECT 1;",
  "__CURSOR=s=1",
  "__REALTIME_TIMESTAMP=1770102062000000",
  "MESSAGE=unit started",
  "{",
  "}",
  "plain words without any header",
] as const;

test("any cut into batches gives the events of the whole", () => {
  const sources = fc.array(fc.constantFrom(...SAMPLES), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      sources,
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
      (texts, steps) => {
        const lines = linesOf(texts.map((text) => `${text}\n`).join(""));
        const whole = parseEvents(lines, options);
        const events: LogEvent[] = [];
        let state: ParseState | undefined;
        let from = 0;
        for (let to = 0, step = 0; to < lines.length; step += 1) {
          to = Math.min(lines.length, to + (steps[step % steps.length] ?? 1));
          const part = parseEvents(
            lines.slice(from, to),
            { ...options, isFinal: to === lines.length },
            state,
          );
          events.push(...part.events);
          from += part.restFrom;
          // A store keeps the state as JSON.
          state = JSON.parse(JSON.stringify(part.state)) as ParseState;
        }
        expect(events).toEqual(whole.events);
      },
    ),
    { numRuns: 300 },
  );
});

test("every line with text belongs to exactly one event, in order", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...SAMPLES), { maxLength: 40 }), (texts) => {
      const lines = linesOf(texts.map((text) => `${text}\n`).join(""));
      const owners = lines.map(() => 0);
      let last = 0;
      for (const event of parseEvents(lines, options).events) {
        expect(event.firstLine).toBeGreaterThan(last);
        last = event.lastLine;
        for (let number = event.firstLine; number <= event.lastLine; number += 1)
          owners[number - 1] = (owners[number - 1] ?? 0) + 1;
      }
      expect(
        owners.filter((_, index) => lines[index]?.text.trim() !== "").every((count) => count === 1),
      ).toBe(true);
    }),
  );
});

test("a source without multi-line entries is never glued together", () => {
  const text = [
    "started",
    "reading config",
    "  3 files",
    "done: 3",
    "Error count 0",
    "at noon all is well",
    "... and more",
    "}",
  ].join("\n");
  expect(eventsOf(text)).toHaveLength(8);
});

test("an event takes its own bytes and lines", () => {
  const [first, second] = eventsOf(
    "2026-02-03 07:00:00 ERROR x\n\tat a.B.c(B.java:1)\n2026-02-03 07:00:01 INFO y\n",
  );
  expect(first).toMatchObject({ firstLine: 1, lastLine: 2, offsetBytes: 0, lengthBytes: 48 });
  expect(second).toMatchObject({ firstLine: 3, lastLine: 3, offsetBytes: 48, lengthBytes: 27 });
});

test("the last event waits until no more lines are coming", () => {
  const lines = linesOf("2026-02-03 07:00:00 INFO a\n2026-02-03 07:00:01 ERROR b\n\tat a.B.c(B.java:1)\n");
  const part = parseEvents(lines, { ...options, isFinal: false });
  expect(part.events.map((event) => event.message)).toEqual(["a"]);
  expect(part.restFrom).toBe(1);
});

test("a body is its line, whatever it looks like", () => {
  const { events } = parseEvents(linesOf("2026-02-03 07:00:00 INFO a\n\tat x\n\n"), {
    ...options,
    isBody: true,
  });
  expect(events.map((event) => [event.message, event.timestamp, event.level])).toEqual([
    ["2026-02-03 07:00:00 INFO a", null, null],
    ["at x", null, null],
  ]);
});

test("blank lines alone are no events", () => {
  expect(eventsOf("\n   \n\t\n\r\n")).toEqual([]);
  expect(eventsOf("")).toEqual([]);
});

test("a repetition stands for more of the event before it", () => {
  const events = eventsOf(
    "Feb  3 07:00:00 gw kernel: link down\nFeb  3 07:00:30 gw last message repeated 14 times\nFeb  3 07:01:00 gw kernel: link up\n",
  );
  expect(events.map((event) => [event.message, event.weight, event.timestamp])).toEqual([
    ["link down", 1, "2026-02-03T07:00:00Z"],
    ["link down", 14, "2026-02-03T07:00:30Z"],
    ["link up", 1, "2026-02-03T07:01:00Z"],
  ]);
});

test("colours are off in messages and in structured text", () => {
  const [plain, json] = eventsOf(
    '\u001B[32m2026-02-03 07:00:00\u001B[0m \u001B[31mERROR\u001B[0m disk\u001B[41msda\u001B[0m1\n{"level":"warn","msg":"\\u001b[33mlow\\u001b[0m"}\n',
  );
  expect(plain).toMatchObject({ level: "error", message: "disksda1", timestamp: "2026-02-03T07:00:00Z" });
  expect(json).toMatchObject({ level: "warn", message: "low" });
});

test("a line that was cut says so", () => {
  const [event] = eventsOf(`2026-02-03T07:00:00Z WARN ${"x".repeat(70_000)}\n`);
  expect(event).toMatchObject({ level: "warn", fields: { is_cut: "true" } });
});
