import type { SourceRead } from "@deepsec/collector";
import { describe, expect, test } from "vitest";
import { archivedSources } from "./archived-sources.ts";
import { parseRead } from "./parse-read.ts";

const OBSERVED_AT = "2026-11-25T04:30:00.000Z";
const redaction = { hash: () => "3f9a0c1d", options: {} };
const source = {
  id: "web1:/x.log",
  hostName: "web1",
  path: "/x.log",
  checkpoint: null,
  encoding: null,
  parseState: null,
  lineCount: 41,
  generation: 0,
  redacted: {},
};

/** What the archive keeps of a file with these bytes. */
function archived(bytes: Uint8Array, isRedacted: boolean, encoding: SourceRead["encoding"] = "utf-8") {
  const read: SourceRead = {
    bytes,
    offsetBytes: 0,
    encoding,
    readPath: "/x.log",
    generationChanged: true,
    isGenerationEnd: true,
    endsPartial: false,
    gap: null,
    checkpoint: { inode: null, offsetBytes: bytes.length, head: "h", anchor: "a" },
    sizeBytes: bytes.length,
    lagBytes: 0,
    inode: null,
    before: new Uint8Array(0),
    headBytes: bytes,
  };
  const how = isRedacted ? redaction : null;
  const options = { now: OBSERVED_AT, timeZone: "UTC", parseState: null, isFinal: true, redaction: how };
  const parsed = parseRead(read, options);
  const assigned = {
    templates: [{ id: "t", text: "<*>" }],
    bySource: [new Int32Array(parsed.events.length)],
  };
  const [found] = archivedSources(
    [{ source, generation: 1, read, parsed, redaction: how }],
    assigned,
    OBSERVED_AT,
  );
  if (found === undefined) throw new Error("nothing archived");
  return found;
}

/** The bytes of a line, as docs/archive.md says to put them together. */
const bytesOf = ({ lines }: ReturnType<typeof archived>): Buffer =>
  Buffer.concat(lines.map(({ raw, text, lineEnd }) => raw ?? Buffer.from(text + lineEnd)));

describe("what is archived", () => {
  test.each([
    ["plain lines", Buffer.from("one\ntwo\n")],
    ["carriage returns", Buffer.from("one\r\n\r\r\ntwo\r")],
    ["NULs", Buffer.from("o\0ne\n\0\n")],
    ["a byte order mark", Buffer.from("\uFEFFone\n\uFEFFtwo\n")],
    ["U+FFFD itself", Buffer.from("one \uFFFD\n")],
    ["invalid bytes as long as what replaces them", Buffer.from([0x61, 0xf0, 0x9f, 0x98, 10])],
    ["escapes and marks of direction", Buffer.from("\u001B[31mred\u001B[0m \u202Eback\u2028\n")],
    ["a line without its end", Buffer.from("one\ntw")],
    ["a line that is too long", Buffer.from(`${"x".repeat(70_000)}\nshort\n`)],
  ])("is byte for byte what was read: %s", (_, bytes) => {
    expect(bytesOf(archived(bytes, false))).toEqual(bytes);
    // There is no secret in it.
    expect(bytesOf(archived(bytes, true))).toEqual(bytes);
  });

  test("is byte for byte what was read: UTF-16", () => {
    const bytes = Buffer.from("\uFEFFone\r\ntwo\n", "utf16le");
    const found = archived(bytes, false, "utf-16le");
    expect(bytesOf(found)).toEqual(bytes);
    expect(found.lines.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  test("takes up bytes only where text and end do not say them", () => {
    const { lines } = archived(Buffer.from("one\ntwo\r\nthr\0ee\n"), false);
    expect(lines.map(({ text, lineEnd, raw }) => [text, lineEnd, raw === null])).toEqual([
      ["one", "\n", true],
      ["two", "\r\n", true],
      ["three", "\n", false],
    ]);
  });

  test("holds no secret, not even in the end of a line that is too long to be looked at whole", () => {
    const long = "y".repeat(70_000);
    const found = archived(
      Buffer.from(`login password=hunter2\n${long} password=hunter2 done\npass\0word=hunter2\nfine\n`),
      true,
    );
    expect(bytesOf(found).includes("hunter2")).toBe(false);
    expect(found.lines.map(({ isRedacted }) => isRedacted)).toEqual([true, true, true, false]);
    expect(bytesOf(found).toString()).toBe(
      `login password=<redacted:secret:3f9a0c1d>\n${long} password=<redacted:secret:3f9a0c1d> done\npassword=<redacted:secret:3f9a0c1d>\nfine\n`,
    );
  });

  test("numbers lines on from those that are counted, and says where they stood and where to go on", () => {
    const found = archived(
      Buffer.from("2026-11-25T03:00:00Z INFO one\n\n\tat x\n2026-11-25T03:00:01Z INFO two\n"),
      false,
    );
    expect(found).toMatchObject({ sourceId: "web1:/x.log", host: "web1", generation: 1, firstLine: 42 });
    expect(found.lines.map(({ offsetBytes, lengthBytes }) => [offsetBytes, lengthBytes])).toEqual([
      [0, 30],
      [30, 1],
      [31, 6],
      [37, 30],
    ]);
    expect(found.events.reduce((sum, { lineCount }) => sum + lineCount, 0)).toBe(4);
    expect(found.events[0]).toMatchObject({ timeMs: Date.parse("2026-11-25T03:00:00Z"), isObserved: false });
    expect(JSON.parse(found.checkpoint)).toMatchObject({
      offsetBytes: 67,
      head: "h",
      anchor: "a",
      encoding: "utf-8",
    });
  });

  test("counts an event that says no time at the time it was read", () => {
    expect(archived(Buffer.from("no time here\n"), false).events).toMatchObject([
      { timeMs: Date.parse(OBSERVED_AT), isObserved: true, templateId: "t" },
    ]);
  });
});
