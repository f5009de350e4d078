import type { SourceRead } from "@deepsec/collector";
import { expect, test } from "vitest";
import { parseRead } from "./parse-read.ts";

const OPTIONS = {
  now: "2026-11-25T04:30:00.000Z",
  timeZone: "UTC",
  parseState: null,
  isFinal: false,
  redaction: null,
};

/** Any hash that depends on a key will do here. */
const redaction = { hash: () => "3f9a0c1d", options: {} };

/** A read of `text` from the start of its file, with nothing after it. */
function read(text: string, more: Partial<SourceRead> = {}): SourceRead {
  const bytes = new TextEncoder().encode(text);
  return {
    bytes,
    offsetBytes: 0,
    encoding: "utf-8",
    readPath: "/x.log",
    generationChanged: true,
    isGenerationEnd: false,
    endsPartial: false,
    gap: null,
    checkpoint: { inode: null, offsetBytes: bytes.length, head: "", anchor: "" },
    sizeBytes: bytes.length,
    lagBytes: 0,
    inode: null,
    modifiedAtMs: null,
    before: new Uint8Array(0),
    headBytes: bytes,
    ...more,
  };
}
const line = (second: number, text: string) => `2026-11-25T03:00:0${second}Z INFO app - ${text}\n`;

test("leaves the last event for later: lines of its own may follow", () => {
  const text = line(1, "one") + line(2, "two") + "\tat somewhere\n";
  const parsed = parseRead(read(text), OPTIONS);
  expect(parsed).toMatchObject({ lines: 1, bytes: line(1, "one").length, isWaiting: true });
  expect(parsed.to.offsetBytes).toBe(line(1, "one").length);
});

test("takes the last event when it waited long enough, and when its content has ended", () => {
  const text = line(1, "one") + line(2, "two");
  for (const parsed of [
    parseRead(read(text), { ...OPTIONS, isFinal: true }),
    parseRead(read(text, { isGenerationEnd: true }), OPTIONS),
    parseRead(read(text, { endsPartial: true }), OPTIONS),
  ]) {
    expect(parsed).toMatchObject({ lines: 2, bytes: text.length, isWaiting: false });
  }
});

test("counts each line with exactly one event, blank ones too", () => {
  const text = `\n\n${line(1, "one")}\n${line(2, "two")}\n\n`;
  const { events, lines } = parseRead(read(text), { ...OPTIONS, isFinal: true });
  expect(lines).toBe(7);
  expect(events.map(({ lineCount }) => lineCount)).toEqual([4, 3]);
});

test("keeps blank lines for the event that follows, and counts them alone when none will", () => {
  expect(parseRead(read("\n\n"), OPTIONS)).toMatchObject({ lines: 0, bytes: 0, events: [] });
  const { events, lines } = parseRead(read("\n\n"), { ...OPTIONS, isFinal: true });
  expect(lines).toBe(2);
  expect(events.map(({ lineCount }) => lineCount)).toEqual([2]);
});

test("does not wait for the end of an event that is longer than one read", () => {
  const text = `${line(1, "one")}\tat somewhere\n`;
  expect(parseRead(read(text, { lagBytes: 5000 }), OPTIONS)).toMatchObject({ lines: 2, isWaiting: false });
});

test("hands on no secret, neither in events nor in what is remembered, and counts what it counted lines of", () => {
  const text = line(1, "login password=hunter2") + line(2, "again password=hunter2");
  const parsed = parseRead(read(text), { ...OPTIONS, redaction });
  expect(parsed.events[0]?.event.message).toBe("app - login password=<redacted:secret:3f9a0c1d>");
  expect(JSON.stringify(parsed)).not.toContain("hunter2");
  expect(parsed.redacted).toEqual({ secret: 1 });
  expect(parsed.to.offsetBytes).toBe(line(1, "login password=hunter2").length);
  expect(JSON.stringify(parseRead(read(text), OPTIONS))).toContain("hunter2");
});

test("lets a private key wait for its end", () => {
  const [begin, body] = [`-----BEGIN ${"PRIVATE"} KEY-----`, "aB3dE5gH7jK9".repeat(5)];
  const half = `${line(1, "one")}${line(2, begin)}${body}\n`;
  const more = { ...OPTIONS, redaction };
  const waiting = parseRead(read(half, { lagBytes: 200 }), more);
  expect(waiting.to.offsetBytes).toBe(line(1, "one").length);
  const whole = `${half}${body}\n-----END ${"PRIVATE"} KEY-----\n${line(3, "three")}`;
  const parsed = parseRead(read(whole), { ...more, isFinal: true });
  expect(parsed).toMatchObject({ lines: 6, redacted: { "private-key": 1 } });
  expect(JSON.stringify(parsed)).not.toContain(body);
});
