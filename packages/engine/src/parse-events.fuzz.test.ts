import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeLines } from "./decode.ts";
import { parseEvents } from "./parse-events.ts";
import { TemplateMiner } from "./template-miner.ts";

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };
declare const performance: { now(): number };

/** Heads of lines that lead into every reader, to be mutated. */
const HEADS = [
  "Feb  3 07:01:02 gw sshd[812]: Failed password for root from 203.0.113.4 port 50122 ssh2",
  '<165>1 2026-02-03T07:01:02.003Z h a 7 m [a@1 k="v"] text',
  "2026-02-03 07:01:02,345 ERROR [w-1] org.example.Shop - refused",
  "[2026-02-03 07:01:02.345][a::b][WARN] x",
  '{"ts":1770098462345678901,"level":"error","msg":"lost","a":[{"b":[1,{"c":2}]}]}',
  'time="2026-02-03T07:01:02Z" level=info msg="a \\"b\\" c" k=',
  '192.0.2.9 - - [03/Feb/2026:07:01:02 +0000] "GET / HTTP/1.1" 200 1 "-" "-"',
  "type=SYSCALL msg=audit(1770098462.123:411): proctitle=636174 a='b c'",
  "- 1770102062 2026.02.03 n 2026-02-03-07.01.02.363779 n RAS KERNEL INFO x",
  "<Event><System><EventID>1</EventID><TimeCreated SystemTime='2026-02-03T07:01:02Z'/></System><Data Name='a'>b</Data></Event>",
  "I0203 07:01:02.000123   12345 pod.go:9] synced",
  '{"log":"x","stream":"stdout","time":"2026-02-03T07:01:02Z"}',
  "[  812.400211] x",
  "__REALTIME_TIMESTAMP=1770098462000000",
  "Traceback (most recent call last):",
  "panic: x",
  "# Time: x",
  "/a/b.js:1",
  "{",
];
const options = { now: "2026-03-01T12:00:00Z", timeZone: "Europe/Zurich", isFinal: true };

const seconds = Number(process.env["DEEPSEC_FUZZ_SECONDS"] ?? "2");

/** A line with a stretch of it replaced, repeated or cut out. */
const mutated = fc
  .tuple(
    fc.constantFrom(...HEADS),
    fc.nat(200),
    fc.nat(40),
    fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom(...HEADS, "[".repeat(300), " ".repeat(300), '"', "\\", "\0"),
    ),
  )
  .map(
    ([head, at, length, text]) =>
      head.slice(0, at % head.length) + text + head.slice((at % head.length) + length),
  );

test("no bytes stop the reading, and every byte is counted", { timeout: seconds * 1000 + 30_000 }, () => {
  const chunk = fc.oneof(
    fc.array(mutated, { maxLength: 12 }).map((lines) => new TextEncoder().encode(lines.join("\n"))),
    fc.uint8Array({ maxLength: 300 }),
  );
  let miner = new TemplateMiner();
  let mined = 0;
  fc.assert(
    fc.property(chunk, (bytes) => {
      const lines = decodeLines(bytes);
      const { events, restFrom } = parseEvents(lines, options);
      expect(restFrom).toBe(lines.length);
      for (const event of events) {
        expect(event.message).not.toContain("\0");
        expect(
          event.timestamp === null || !Number.isNaN(Date.parse(event.timestamp.replace(/:60/, ":59"))),
        ).toBe(true);
        expect(Object.values(event.fields).every((value) => typeof value === "string")).toBe(true);
        miner.add(event);
        mined += event.weight;
      }
      if (mined < 20_000) return;
      const { templates } = miner.mine();
      expect(templates.reduce((sum, { count }) => sum + count, 0)).toBe(mined);
      miner = new TemplateMiner();
      mined = 0;
    }),
    { interruptAfterTimeLimit: seconds * 1000, numRuns: 1_000_000, markInterruptAsFailure: false },
  );
});

/** Beginnings and repeated parts that make a reader with more than linear cost slow. */
const HOSTILE = HEADS.flatMap((head) =>
  [
    " ",
    "[",
    "]",
    "a=",
    '"',
    "\\",
    "a.",
    ":",
    "::",
    "1.",
    "1:",
    "from 1.2.3.4 ",
    "user ",
    " port 1",
    "<Data Name='a'>",
    '{"a":',
    "at ",
    "- ",
  ].map((part) => [head, part] as const),
);

/** Wall time of the fastest of three runs, since others may use the machine too. */
function fastestMs(run: () => void): number {
  const times = [0, 1, 2].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

test("a hostile line of a megabyte costs less than 50 ms", { timeout: 120_000 }, () => {
  for (const [head, part] of HOSTILE) {
    const bytes = new TextEncoder().encode(head + part.repeat(Math.ceil(1_048_576 / part.length)));
    const ms = fastestMs(() => parseEvents(decodeLines(bytes), options));
    expect(ms, `${head} ${part}`).toBeLessThan(50);
  }
});

test("reading takes time in proportion to the line, also where nothing cuts it", { timeout: 120_000 }, () => {
  for (const [head, part] of HOSTILE) {
    const text = head + part.repeat(Math.ceil(100_000 / part.length));
    const ms = fastestMs(() =>
      parseEvents([{ number: 1, text, offsetBytes: 0, lengthBytes: text.length, isCut: false }], options),
    );
    // A reader whose cost grows with the square would take minutes.
    expect(ms, `${head} ${part}`).toBeLessThan(500);
  }
});
