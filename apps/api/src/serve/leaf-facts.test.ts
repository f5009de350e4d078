import { array, assert, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { type LeafFact, LeafFacts } from "./leaf-facts.ts";

const leaf = (templateId: string, lineCount: number, level: string | null = null): LeafFact => ({
  templateId,
  text: templateId,
  level,
  count: lineCount,
  lineCount,
});

test("the sizes of any two neighbouring intervals add up to that of both", () => {
  assert(
    property(array(nat(1_000_000), { minLength: 1, maxLength: 50 }), nat(), nat(), (counts, a, b) => {
      const facts = new LeafFacts(
        counts.map((lines, i) => leaf(`t${i}`, lines)),
        new Map(),
      );
      const [middle, end] = [a % (counts.length + 1), b % (counts.length + 1)].toSorted((x, y) => x - y);
      expect(facts.size(0, middle ?? 0) + facts.size(middle ?? 0, end ?? 0)).toBe(facts.size(0, end ?? 0));
      expect(facts.size(0, counts.length)).toBe(counts.reduce((sum, lines) => sum + lines, 0));
    }),
  );
});

test("the level of an interval is the most severe one in it", () => {
  const facts = new LeafFacts([leaf("a", 1), leaf("b", 1, "error"), leaf("c", 1, "warn")], new Map());
  expect([facts.level(0, 1), facts.level(0, 3), facts.level(2, 3), facts.level(1, 1)]).toEqual([
    null,
    "error",
    "warn",
    null,
  ]);
});

test("hosts stand there with the most lines first, and only those that have any", () => {
  const lines = new Map([
    ["web1", new Map([["a", 1]])],
    [
      "web2",
      new Map([
        ["a", 2],
        ["b", 5],
      ]),
    ],
    ["db", new Map([["b", 3]])],
  ]);
  const facts = new LeafFacts([leaf("a", 3), leaf("b", 8)], lines);
  expect(facts.hosts(0, 1)).toEqual([
    { host: "web2", size: 2 },
    { host: "web1", size: 1 },
  ]);
  expect(facts.hosts(0, 2)).toEqual([
    { host: "web2", size: 7 },
    { host: "db", size: 3 },
    { host: "web1", size: 1 },
  ]);
});
