import { describe, expect, test } from "vitest";
import type { LogEvent } from "../event.ts";
import { TemplateMiner } from "../template-miner.ts";
import { eventValues } from "./event-values.ts";
import { ValueCounts } from "./value-counts.ts";

const HOUR = 3_600_000;

function event(message: string, fields: LogEvent["fields"] = {}): LogEvent {
  return {
    firstLine: 1,
    lastLine: 1,
    offsetBytes: 0,
    lengthBytes: 1,
    timestamp: null,
    level: null,
    message,
    fields,
    weight: 1,
  };
}

/** Counts the values of messages, all of one template, a minute apart. */
function counted(events: readonly LogEvent[]): ValueCounts {
  const miner = new TemplateMiner();
  const handles = events.map((one) => miner.add(one));
  const mined = miner.mine();
  const counts = new ValueCounts();
  for (const [i, one] of events.entries())
    counts.add("t", eventValues(one, mined.templateOf(handles[i] ?? 0)), "web1", i * 60_000, 1);
  return counts;
}

describe("values", () => {
  test("are counted by slot, an address without its port", () => {
    const lines = ["ann", "bob", "ann"].map((user, i) =>
      event(`Accepted publickey for ${user} from 203.0.113.${i % 2}:4022`),
    );
    expect(counted(lines).counts()).toEqual([
      { templateId: "t", slot: 0, kind: "user", text: "ann", count: 2, firstMs: 0, lastMs: 120_000 },
      { templateId: "t", slot: 0, kind: "user", text: "bob", count: 1, firstMs: 60_000, lastMs: 60_000 },
      { templateId: "t", slot: 1, kind: "ip", text: "203.0.113.0", count: 2, firstMs: 0, lastMs: 120_000 },
      {
        templateId: "t",
        slot: 1,
        kind: "ip",
        text: "203.0.113.1",
        count: 1,
        firstMs: 60_000,
        lastMs: 60_000,
      },
    ]);
  });

  test("of the header count too, where the message does not name them", () => {
    const rows = counted([event("took 5 ms", { src: "203.0.113.9", user: "kim" })]).counts();
    expect(rows.map(({ slot, kind, text }) => [slot, kind, text])).toEqual([
      [0, "duration", "5"],
      [-1, "ip", "203.0.113.9"],
      [-2, "user", "kim"],
    ]);
  });

  test("are seen on hosts by hour, amounts nowhere", () => {
    const lines = Array.from({ length: 61 }, (_, i) =>
      event(`user kim sent ${i} bytes to /srv/a${i % 2}.txt`),
    );
    const paths = counted(lines)
      .sightings()
      .filter(({ kind }) => kind === "path");
    expect(paths).toEqual([
      {
        kind: "path",
        text: "/srv/a0.txt",
        host: "web1",
        count: 31,
        firstMs: 0,
        lastMs: HOUR,
        hours: new Map([
          [0, 30],
          [1, 1],
        ]),
      },
      {
        kind: "path",
        text: "/srv/a1.txt",
        host: "web1",
        count: 30,
        firstMs: 60_000,
        lastMs: HOUR - 60_000,
        hours: new Map([[0, 30]]),
      },
    ]);
    expect(
      counted(lines)
        .sightings()
        .filter(({ kind }) => kind === "bytes" || kind === "number"),
    ).toEqual([]);
  });
});

test("of a slot with 100,000 different values the most frequent and the latest are kept", () => {
  const counts = new ValueCounts();
  for (let i = 0; i < 100_000; i++) {
    counts.add(
      "t",
      [{ slot: 0, kind: "ip", text: `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` }],
      "web1",
      i,
      1,
    );
    if (i % 10 === 0) counts.add("t", [{ slot: 0, kind: "ip", text: "192.0.2.1" }], "web1", i, 1);
  }
  const kept = counts.counts();
  expect(kept).toHaveLength(200);
  expect(kept.find(({ text }) => text === "192.0.2.1")?.count).toBe(10_000);
  const latest = kept
    .filter(({ text }) => text !== "192.0.2.1")
    .map(({ lastMs }) => lastMs)
    .toSorted((a, b) => b - a);
  expect(latest.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, i) => 99_999 - i));
});
