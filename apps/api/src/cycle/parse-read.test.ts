import type { SourceRead } from "@deepsec/collector";
import { expect, test } from "vitest";
import { parseRead } from "./parse-read.ts";

const OPTIONS = { now: "2026-11-25T04:30:00.000Z", timeZone: "UTC", parseState: null, isFinal: false };

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
