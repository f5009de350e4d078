import { describe, expect, test } from "vitest";
import type { EntityCases } from "./entity-cases.ts";
import { entityScores } from "./entity-scores.ts";

const TEXTS = ["open <*>", "read <*>", "write <*>", "close <*>", "checksum of <*> is wrong"];
const [OPEN, READ, WRITE, CLOSE, WRONG] = [0, 1, 2, 3, 4] as const;
const USUAL = [OPEN, READ, READ, WRITE, CLOSE];

function casesOf(all: Readonly<Record<string, readonly number[]>>): EntityCases {
  const values = Object.keys(all);
  const starts = new Uint32Array(values.length + 1);
  for (const [c, value] of values.entries()) starts[c + 1] = (starts[c] ?? 0) + (all[value]?.length ?? 0);
  const templates = Uint32Array.from(Object.values(all).flat());
  return { kind: "file", values, starts, templates, positions: null, logLength: templates.length };
}

function usual(count: number): Record<string, readonly number[]> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${1000 + at}`, USUAL]));
}

describe("entityScores", () => {
  test.each([
    [
      "a template that no other has",
      [...USUAL, WRONG],
      "has 'checksum of <*> is wrong', which 1 of 201 have",
    ],
    ["a template missing", [OPEN, READ, READ, CLOSE], "lacks 'write <*>', which 200 of 201 have"],
    [
      "a template too often",
      [OPEN, READ, READ, READ, READ, WRITE, CLOSE],
      "has 'read <*>' 4 times, so often as 1 of 201 that have it",
    ],
    [
      "another order",
      [OPEN, READ, READ, CLOSE, WRITE],
      "comes to 'close <*>' before 'write <*>', as 1 of 201 that have both",
    ],
  ])("%s stands first, and the reason says so", (_, strange, reason) => {
    const [first, ...rest] = entityScores(casesOf({ ...usual(200), strange }), TEXTS);
    expect(first).toMatchObject({ value: "strange", kind: "file", events: strange.length, reason });
    expect(first?.score).toBeGreaterThan(0.1);
    expect(Math.max(...rest.map(({ score }) => score))).toBe(0);
  });

  test("a score is the surprise in nats above that of the middle case, s / (s + 10)", () => {
    const [first] = entityScores(casesOf({ ...usual(99), strange: [...USUAL, WRONG] }), TEXTS);
    // by hand: 1.5 of 101 have it; a rare template is no order or number, and the rest is the same for all
    const nats = -Math.log(1.5 / 101);
    expect(first?.score).toBeCloseTo(nats / (nats + 10), 10);
  });

  test("cases alike have equal scores and stand by value", () => {
    const scores = entityScores(casesOf(usual(30)), TEXTS);
    expect(scores.map(({ value }) => value)).toEqual(Object.keys(usual(30)));
    expect(new Set(scores.map(({ score }) => score))).toEqual(new Set([0]));
    expect(scores[0]?.reason).toMatch(/^like most/);
  });

  test("the order in which cases come changes nothing", () => {
    const all = { ...usual(50), odd: [OPEN, CLOSE], wrong: [...USUAL, WRONG] };
    const turned = Object.fromEntries(Object.entries(all).toReversed());
    expect(entityScores(casesOf(turned), TEXTS)).toEqual(entityScores(casesOf(all), TEXTS));
  });

  test("templates that always come together are strange once", () => {
    const texts = [...TEXTS, "and repaired <*>", "repair of <*> is done"];
    const once = entityScores(casesOf({ ...usual(99), strange: [...USUAL, WRONG] }), texts);
    const thrice = entityScores(casesOf({ ...usual(99), strange: [...USUAL, WRONG, 5, 6] }), texts);
    expect(thrice[0]?.score).toBe(once[0]?.score);
  });

  test("a case that the log's end cuts off is not strange for what it lacks, one that stopped earlier is", () => {
    const values = Array.from({ length: 100 }, (_, at) => `f${at}`);
    // every 10 events of the log a file is opened; its four events are 10 events apart
    const steps = [OPEN, READ, WRITE, CLOSE];
    const events = values.flatMap((value, c) =>
      steps.map((template, step) => ({ value, template, position: (c + step) * 10 + step })),
    );
    const logLength = 1000;
    const seen = events.filter(
      ({ value, template, position }) => position < logLength && !(value === "f50" && template === CLOSE),
    );
    const starts = new Uint32Array(values.length + 1);
    for (const [c, value] of values.entries())
      starts[c + 1] = (starts[c] ?? 0) + seen.filter((event) => event.value === value).length;
    const scores = entityScores(
      {
        kind: "file",
        values,
        starts,
        templates: Uint32Array.from(seen, ({ template }) => template),
        positions: Uint32Array.from(seen, ({ position }) => position),
        logLength,
      },
      TEXTS,
    );
    expect(scores[0]).toMatchObject({ value: "f50", events: 3 });
    const cutOff = scores.filter(({ value }) => ["f97", "f98", "f99"].includes(value));
    expect(cutOff.map(({ events: count }) => count).toSorted()).toEqual([1, 2, 3]);
    for (const { score } of cutOff) expect(score).toBeLessThan(0.01);
  });
});
