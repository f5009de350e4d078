import { describe, expect, test } from "vitest";
import { HabitMemory } from "./habit-memory.ts";
import { HostBaselines } from "./host-baselines.ts";

const at = (text: string): number => Date.parse(`${text}Z`);
const NOW = at("2026-03-10T12:00:00");

describe("habits", () => {
  test("go on in the next life from what changed in this one", () => {
    const first = new HabitMemory();
    first.of("user", "kim", 1, () => ({ logins: 0 })).logins = 3;
    const rows = first.changes();
    expect(rows).toEqual([{ id: "user kim", state: '{"logins":3}', lastMs: 1 }]);
    expect(first.changes()).toEqual([]);
    const second = new HabitMemory(rows);
    expect([...second.all("user")]).toEqual([["kim", { logins: 3 }]]);
    expect(second.changes()).toEqual([]);
  });

  test("are bounded: the one longest untouched is forgotten, and said to be", () => {
    const habits = new HabitMemory();
    for (let i = 0; i < 10_000; i++) habits.of("ip", String(i), i, () => ({}));
    habits.changes();
    habits.of("ip", "0", 60_000, () => ({}));
    habits.of("ip", "new", 60_001, () => ({}));
    expect(habits.changes().map(({ id, state }) => [id, state])).toEqual([
      ["ip 0", "{}"],
      ["ip new", "{}"],
      ["ip 1", null],
    ]);
  });
});

/** Feeds batches of times, each a cycle of its own; what is known after the last. */
function after(...batches: readonly (readonly string[])[]) {
  const habits = new HabitMemory();
  let baseline;
  for (const times of batches) {
    const baselines = new HostBaselines(habits, NOW);
    for (const time of times) baselines.see("web1", at(time));
    [baseline] = baselines.close();
  }
  return baseline;
}

describe("a host", () => {
  test("is learned from until its log covers a day, in one cycle or in many", () => {
    const since = at("2026-03-09T08:00:00");
    const learning = { host: "web1", sinceMs: since, untilMs: since + 86_400_000, isLearning: true };
    expect(after(["2026-03-09T08:00:00", "2026-03-10T07:59:59"])).toMatchObject(learning);
    expect(after(["2026-03-09T08:00:00"], ["2026-03-10T07:59:59"])).toMatchObject(learning);
    expect(after(["2026-03-09T08:00:00"], ["2026-03-10T08:00:00"])).toMatchObject({
      ...learning,
      isLearning: false,
    });
  });

  test("that starts with its clock in 1970, or in the year 2099, is none the wiser for it", () => {
    const booted = [
      "1970-01-01T00:00:02",
      "1970-01-01T00:00:03",
      "2026-03-10T08:00:00",
      "2026-03-10T09:00:00",
    ];
    expect(after(booted)).toMatchObject({ sinceMs: at("2026-03-10T08:00:00"), isLearning: true });
    expect(after(...booted.map((time) => [time]))).toMatchObject({ sinceMs: at("2026-03-10T08:00:00") });
    expect(after(["2026-03-10T08:00:00", "2099-01-01T00:00:00"])).toMatchObject({ isLearning: true });
  });

  test("once learned stays learned when its clock jumps", () => {
    const days = ["2026-03-08T08:00:00", "2026-03-10T08:00:00"];
    expect(after(days, ["1999-01-01T00:00:00"])).toMatchObject({
      isLearning: false,
      sinceMs: at("2026-03-08T08:00:00"),
    });
  });
});
