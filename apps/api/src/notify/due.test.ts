import { describe, expect, test } from "vitest";
import { dueBatches, isQuiet } from "./due.ts";
import type { QueuedNotice } from "./notice.ts";
import { waitMs } from "./notifier.ts";
import type { Severity } from "./target.ts";

const NOON = Date.parse("2026-11-25T12:00:00Z");
const ANY_TIME = { timeZone: "UTC", quietHours: null, digestMinutes: null };

const notice = (
  id: string,
  severity: Severity = "MEDIUM",
  more: Partial<QueuedNotice> = {},
): QueuedNotice => ({
  id,
  target: "ops",
  createdAt: new Date(NOON).toISOString(),
  deliveryId: null,
  attempts: 0,
  finding: { id, kind: "attack", rule: null, severity, reason: "", firstSeen: "", lastSeen: "", hosts: [] },
  ...more,
});
const ids = (batches: ReturnType<typeof dueBatches>) =>
  batches.map(({ notices }) => notices.map(({ id }) => id).join(" "));

describe("messages that are due", () => {
  test("are one a finding, and one for all when there are many", () => {
    expect(ids(dueBatches([notice("a"), notice("b")], ANY_TIME, NOON))).toEqual(["a", "b"]);
    const many = Array.from({ length: 11 }, (_, i) => notice(`n${i}`));
    expect(dueBatches(many, ANY_TIME, NOON).map(({ notices }) => notices.length)).toEqual([11]);
  });

  test("keep what was tried together, with its id", () => {
    const tried = { deliveryId: "first", attempts: 3 };
    const batches = dueBatches(
      [notice("a", "LOW", tried), notice("b", "HIGH", tried), notice("c")],
      ANY_TIME,
      NOON,
    );
    expect(batches.map(({ deliveryId, attempts }) => [deliveryId, attempts])).toEqual([
      ["first", 3],
      [expect.stringMatching(/^[0-9a-f]{32}$/), 0],
    ]);
    expect(ids(batches)).toEqual(["a b", "c"]);
  });

  test("have an id that follows from the notices alone", () => {
    const id = () => dueBatches([notice("a")], ANY_TIME, NOON)[0]?.deliveryId;
    expect(id()).toBe(id());
    expect(id()).not.toBe(dueBatches([notice("b")], ANY_TIME, NOON)[0]?.deliveryId);
  });

  test("in quiet hours are those of HIGH findings alone", () => {
    const times = { ...ANY_TIME, quietHours: { from: "11:00", to: "13:00" } };
    expect(ids(dueBatches([notice("a"), notice("b", "HIGH")], times, NOON))).toEqual(["b"]);
    expect(ids(dueBatches([notice("a"), notice("b", "HIGH")], times, NOON + 3_600_000))).toEqual(["b", "a"]);
  });

  test("of a digest come together when its time is full", () => {
    const times = { ...ANY_TIME, digestMinutes: 15 };
    const waiting = [notice("a"), notice("b", "LOW"), notice("c", "HIGH")];
    expect(ids(dueBatches(waiting, times, NOON + 14 * 60_000))).toEqual(["c"]);
    expect(ids(dueBatches(waiting, times, NOON + 15 * 60_000))).toEqual(["c", "a b"]);
  });
});

test("quiet hours may lie over midnight, in the target's zone, and end before their last minute", () => {
  const night = {
    timeZone: "Europe/Berlin",
    quietHours: { from: "22:00", to: "07:00" },
    digestMinutes: null,
  };
  const at = (time: string) => isQuiet(night, Date.parse(`2026-11-25T${time}Z`));
  expect([at("20:59:59"), at("21:00:00"), at("23:30:00"), at("05:59:59"), at("06:00:00")]).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test("attempts wait 10 s, then twice as long each time, up to an hour", () => {
  expect([1, 2, 3, 9, 10, 32].map(waitMs)).toEqual([10_000, 20_000, 40_000, 2_560_000, 3_600_000, 3_600_000]);
});
