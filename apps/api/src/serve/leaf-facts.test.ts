import { array, assert, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { type HostCounts, type Leaf, LeafFacts } from "./leaf-facts.ts";

const leaf = (templateId: string, level: string | null = null): Leaf => ({
  templateId,
  text: templateId,
  level,
});

/** One event a line. */
function host(name: string, counts: readonly number[]): HostCounts {
  return { host: name, lines: Float64Array.from(counts), events: Float64Array.from(counts) };
}

test("the sizes of any two neighbouring intervals add up to that of both", () => {
  assert(
    property(array(nat(1_000_000), { minLength: 1, maxLength: 50 }), nat(), nat(), (counts, a, b) => {
      const facts = new LeafFacts(
        counts.map((_, i) => leaf(`t${i}`)),
        [host("web1", counts)],
      );
      const [middle, end] = [a % (counts.length + 1), b % (counts.length + 1)].toSorted((x, y) => x - y);
      expect(facts.size(0, middle ?? 0) + facts.size(middle ?? 0, end ?? 0)).toBe(facts.size(0, end ?? 0));
      expect(facts.size(0, counts.length)).toBe(counts.reduce((sum, lines) => sum + lines, 0));
      expect(facts.present(0, counts.length)).toBe(counts.filter((lines) => lines > 0).length);
    }),
  );
});

test("the level of an interval is the most severe one in it", () => {
  const facts = new LeafFacts([leaf("a"), leaf("b", "error"), leaf("c", "warn")], []);
  expect([facts.level(0, 1), facts.level(0, 3), facts.level(2, 3), facts.level(1, 1)]).toEqual([
    null,
    "error",
    "warn",
    null,
  ]);
});

test("hosts stand there with the most lines first, and only those that have any", () => {
  const facts = new LeafFacts(
    [leaf("a"), leaf("b")],
    [host("db", [0, 3]), host("web1", [1, 0]), host("web2", [2, 5])],
  );
  expect(facts.hosts(0, 1)).toEqual([
    { host: "web2", size: 2, count: 2 },
    { host: "web1", size: 1, count: 1 },
  ]);
  expect(facts.hosts(0, 2)).toEqual([
    { host: "web2", size: 7, count: 7 },
    { host: "db", size: 3, count: 3 },
    { host: "web1", size: 1, count: 1 },
  ]);
  expect(facts.totalLines).toBe(11);
});
