import type { SourceRead } from "@deepsec/collector";
import { expect, test } from "vitest";
import { Waiting } from "./waiting.ts";

function read(offsetBytes: number, sizeBytes: number, lagBytes = 0): SourceRead {
  return {
    bytes: new Uint8Array(0),
    offsetBytes,
    encoding: "utf-8",
    readPath: "/x.log",
    generationChanged: false,
    isGenerationEnd: false,
    endsPartial: false,
    gap: null,
    checkpoint: { inode: null, offsetBytes, head: "", anchor: "" },
    sizeBytes,
    lagBytes,
    inode: null,
    modifiedAtMs: null,
    before: new Uint8Array(0),
    headBytes: new Uint8Array(0),
  };
}

test("an event is due when its lines stood there unchanged for the whole time", () => {
  const waiting = new Waiting();
  expect(waiting.isEventDue("s", read(100, 150), 0, 5000)).toBe(false);
  waiting.note("s", read(100, 150), 100, 0);
  expect(waiting.isEventDue("s", read(100, 150), 4999, 5000)).toBe(false);
  expect(waiting.isEventDue("s", read(100, 150), 5000, 5000)).toBe(true);
  expect(waiting.isEventDue("s", read(100, 170), 5000, 5000)).toBe(false);
});

test("a line that comes starts the wait again", () => {
  const waiting = new Waiting();
  waiting.note("s", read(100, 150), 100, 0);
  waiting.note("s", read(100, 170), 100, 4000);
  expect(waiting.isEventDue("s", read(100, 170), 6000, 5000)).toBe(false);
  expect(waiting.isEventDue("s", read(100, 170), 9000, 5000)).toBe(true);
});

test("a partial line is due after 30 seconds without a change", () => {
  const waiting = new Waiting();
  waiting.note("s", read(100, 150, 50), 100, 0);
  expect(waiting.isPartialDue("s", 29_999)).toBe(false);
  expect(waiting.isPartialDue("s", 30_000)).toBe(true);
  waiting.note("s", read(100, 150), 150, 31_000);
  expect(waiting.isPartialDue("s", 90_000)).toBe(false);
});

test("what waits is due once when its time is over, and a partial line once more after 30 seconds", () => {
  const waiting = new Waiting();
  waiting.note("s", read(100, 150), 100, 0);
  expect(waiting.isDue("s", 499, 500)).toBe(false);
  expect(waiting.isDue("s", 500, 500)).toBe(true);
  waiting.note("s", read(100, 150), 100, 600);
  expect(waiting.isDue("s", 29_999, 500)).toBe(false);
  expect(waiting.isDue("s", 30_000, 500)).toBe(true);
  expect(waiting.isDue("other", 30_000, 500)).toBe(false);
});
