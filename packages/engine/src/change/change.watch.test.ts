import { describe, expect, test } from "vitest";
import { HabitMemory, type HabitRow } from "../habit/habit-memory.ts";
import { type Batch, Unusual, type UnusualFound } from "../watch/unusual.ts";

const HOUR_MS = 3_600_000;
/** 2026-03-01T00:00Z, in hours since 1970. */
const START = Date.parse("2026-03-01T00:00:00Z") / HOUR_MS;
const TEMPLATES: Readonly<Record<string, { text: string; level: "error" | null }>> = {
  a: { text: "request <*> served", level: null },
  b: { text: "session of <*> opened", level: null },
  e: { text: "disk <*> fails", level: "error" },
};

type Count = readonly [templateId: string, sourceId: string, hour: number, count: number];

/** Feeds batches, each in a life of its own, with what the ones before left. `hour` counts from the start. */
class Lives {
  readonly #rows = new Map<string, HabitRow>();
  readonly #known: Batch["counts"][number][] = [];

  /** @param nowHour - Of the clock; far from the log by default, as when an old log is read. */
  see(counts: readonly Count[], nowHour = 100_000): UnusualFound {
    const habits = new HabitMemory(this.#rows.values());
    const hostLines = this.#known.map(({ templateId, sourceId }) => ({ templateId, host: hostOf(sourceId) }));
    const unusual = new Unusual(habits, { hours: this.#known, hostLines });
    const rows = counts.map(([templateId, sourceId, hour, count]) => ({
      templateId,
      sourceId,
      hour: START + hour,
      count,
      firstMs: (START + hour) * HOUR_MS,
    }));
    const all = [...this.#known, ...rows];
    const baselines = [...new Set(rows.map(({ sourceId }) => hostOf(sourceId)))].map((host) => {
      const times = all.filter(({ sourceId }) => hostOf(sourceId) === host).map(({ firstMs }) => firstMs);
      const sinceMs = Math.min(...times);
      return {
        host,
        sinceMs,
        untilMs: sinceMs + 24 * HOUR_MS,
        lastMs: Math.max(...times),
        isLearning: false,
      };
    });
    const observedMs = (START + nowHour) * HOUR_MS;
    const batch = {
      counts: rows,
      lineage: [],
      baselines,
      observedMs,
      hostOf,
      templateOf: (id: string) => TEMPLATES[id],
    };
    const found = unusual.close(batch);
    for (const row of habits.changes()) this.#rows.set(row.id, row);
    // As the store gives them: nothing of a clock that is ahead.
    this.#known.push(...rows.filter(({ hour }) => hour <= START + nowHour + 24));
    return found;
  }
}

const hostOf = (sourceId: string): string => sourceId.slice(0, sourceId.indexOf(":"));
const hourly = (id: string, source: string, from: number, to: number, count: number): Count[] =>
  Array.from({ length: to - from + 1 }, (_, i) => [id, source, from + i, count] as const);
const kinds = ({ findings }: UnusualFound): string[] =>
  findings.map(({ severity, rule, count }) => `${severity} ${rule} ${count}`);

const LOG = "web1:/var/log/a";

describe("a new kind of line", () => {
  test("is none on a host's first day, then one finding a day, with an error MEDIUM", () => {
    const lives = new Lives();
    expect(
      kinds(
        lives.see([
          ["a", LOG, 0, 5],
          ["b", LOG, 20, 5],
        ]),
      ),
    ).toEqual([]);
    const found = lives.see([
      ["a", LOG, 30, 5],
      ["e", LOG, 30, 3],
    ]);
    expect(kinds(found)).toEqual(["MEDIUM new-template 1"]);
    expect(found.findings[0]?.reason).toBe(
      "on web1: disk <*> fails; 3 events, first at 2026-03-02 06:00 UTC, on no host before",
    );
    expect(kinds(lives.see([["e", LOG, 31, 3]]))).toEqual([]);
  });

  test("that another host has is new on this one", () => {
    const lives = new Lives();
    lives.see([
      ["a", LOG, 0, 5],
      ["b", "db1:/log", 0, 5],
    ]);
    expect(kinds(lives.see([["b", LOG, 30, 5]]))).toEqual(["LOW new-on-host 1"]);
  });

  test("of long ago in a backlog is no news", () => {
    const lives = new Lives();
    expect(
      kinds(
        lives.see([
          ["a", LOG, 0, 5],
          ["b", LOG, 30, 5],
          ["a", LOG, 300, 5],
        ]),
      ),
    ).toEqual([]);
  });
});

describe("a rate", () => {
  const week = hourly("a", LOG, 0, 7 * 24 - 1, 12);
  test("far above that of the same hours of earlier days is a finding, told once", () => {
    const lives = new Lives();
    expect(kinds(lives.see(week))).toEqual([]);
    const found = lives.see([["a", LOG, 168, 200]]);
    expect(kinds(found)).toEqual(["LOW rate-spike 1"]);
    expect(found.findings[0]?.reason).toBe(
      "on web1: 200 in the hour from 2026-03-08 00:00 UTC, where 12 are usual (6 earlier days, half of them up to 12): request <*> served",
    );
    expect(kinds(lives.see([["a", LOG, 168, 50]]))).toEqual([]);
  });

  test("is judged by all that came in the hour, over cycles", () => {
    const lives = new Lives();
    lives.see(week);
    expect(kinds(lives.see([["a", LOG, 168, 40]]))).toEqual([]);
    expect(kinds(lives.see([["a", LOG, 168, 40]]))).toEqual(["LOW rate-spike 1"]);
  });

  test("far below is a finding when the hour is over", () => {
    const lives = new Lives();
    lives.see([...hourly("a", LOG, 0, 7 * 24 - 1, 100), ...hourly("b", LOG, 0, 7 * 24 - 1, 10)]);
    expect(
      kinds(
        lives.see([
          ["a", LOG, 168, 2],
          ["b", LOG, 168, 10],
        ]),
      ),
    ).toEqual([]);
    expect(kinds(lives.see([["b", LOG, 169, 10]]))).toEqual(["LOW rate-drop 1"]);
  });

  test("of an old log's lines that say no time, and stand in the hour of reading, is no change", () => {
    const lives = new Lives();
    expect(kinds(lives.see([...week, ["a", LOG, 9_999, 400]], 10_000))).toEqual([]);
  });

  test("in an hour of a clock that is a year ahead is left out", () => {
    const lives = new Lives();
    lives.see(week, 170);
    expect(kinds(lives.see([["a", LOG, 168 + 365 * 24, 500]], 170))).toEqual([]);
    expect(kinds(lives.see([["a", LOG, 168, 200]], 170))).toEqual(["LOW rate-spike 1"]);
  });
});

describe("silence", () => {
  const twoDays = [...hourly("a", LOG, 0, 47, 30), ...hourly("b", LOG, 0, 47, 30)];

  test("of a kind of line is LOW, by the time of its own log", () => {
    const lives = new Lives();
    lives.see(twoDays);
    expect(kinds(lives.see(hourly("a", LOG, 48, 50, 30)))).toEqual([]);
    expect(kinds(lives.see(hourly("a", LOG, 51, 52, 30)))).toEqual(["LOW template-silent 1"]);
    expect(kinds(lives.see(hourly("a", LOG, 53, 60, 30)))).toEqual([]);
  });

  test("of a log whose host writes others is MEDIUM, told once, and ends when it is written again", () => {
    const lives = new Lives();
    lives.see([...twoDays, ...hourly("a", "web1:/var/log/b", 0, 47, 30)]);
    const found = lives.see(hourly("a", "web1:/var/log/b", 48, 55, 30));
    expect(kinds(found)).toEqual(["MEDIUM source-silent 1"]);
    expect(found.findings[0]).toMatchObject({ sources: [LOG], hosts: ["web1"] });
    expect(found.findings[0]?.reason).toBe(
      "web1:/var/log/a: 0 in the last 7 hours, where 60 an hour are usual and the longest gap was 1 h",
    );
    expect(kinds(lives.see(hourly("a", "web1:/var/log/b", 56, 60, 30)))).toEqual([]);
    expect(lives.see([["a", LOG, 61, 30]]).endedIds).toEqual([found.findings[0]?.id]);
  });

  test("of a whole host is told by the clock, if it was written live, and once", () => {
    const lives = new Lives();
    lives.see(twoDays, 48);
    expect(kinds(lives.see([], 50))).toEqual([]);
    expect(kinds(lives.see([], 51))).toEqual(["MEDIUM host-silent 1"]);
    expect(kinds(lives.see([], 400))).toEqual([]);
    expect(lives.see([["a", LOG, 401, 30]], 401).endedIds).toHaveLength(1);
  });

  test("of an old log that was read once is none", () => {
    const lives = new Lives();
    expect(kinds(lives.see(twoDays))).toEqual([]);
    expect(kinds(lives.see([]))).toEqual([]);
  });

  test("of a host that fell silent on its first day is told", () => {
    const lives = new Lives();
    lives.see(hourly("a", LOG, 0, 14, 30), 15);
    expect(kinds(lives.see([], 40))).toEqual(["MEDIUM host-silent 1"]);
  });
});
