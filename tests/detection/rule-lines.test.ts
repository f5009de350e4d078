import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EVIDENCE_RULES, findEvidence, OWN_RULE_FACTS } from "@deepsec/engine";
import { describe, expect, test } from "vitest";
import { ownLinesPart } from "./own-lines-part.ts";
import { eventsOf, GUILTY, ruleLines } from "./rule-lines.ts";
import { SEQUENCES } from "./sequence-lines.ts";
import { rulesFound } from "./sequences.ts";

const LINES = ruleLines();

function idsOf(line: string): string[] {
  const events = eventsOf([line]);
  expect(events).toHaveLength(1);
  return events.flatMap((event) => findEvidence(event)).map(({ id }) => id);
}

describe.each(LINES)("$rule", ({ rule, found, nearMisses, forged, blaming }) => {
  test.each(found)("finds %s", (line) => expect(idsOf(line)).toContain(rule));
  test.each(nearMisses)("leaves %s", (line) => expect(idsOf(line)).not.toContain(rule));
  test.each(forged)("is not deceived by %s", (line) => expect(idsOf(line)).not.toContain(rule));
  test.each(blaming)("blames only the sender of %s", (line) => {
    expect(idsOf(line)).toContain(rule);
    for (const { fields } of eventsOf([line])) expect(fields["src"] ?? GUILTY).toBe(GUILTY);
  });
});

/** A log by its size and end: a test's title has no room for all of it. */
const titled = (logs: readonly (readonly string[])[]) =>
  logs.map((lines) => [`${lines.length} lines that end: ${lines.at(-1)}`, lines] as const);

describe.each(SEQUENCES)("$rule", ({ rule, found, nearMisses, forged }) => {
  test.each(titled(found))("finds %s", (_end, lines) => expect([...rulesFound(lines)]).toContain(rule));
  test.each(titled(nearMisses))("leaves %s", (_end, lines) =>
    expect([...rulesFound(lines)]).not.toContain(rule),
  );
  test.each(titled(forged))("is not deceived by %s", (_end, lines) =>
    expect([...rulesFound(lines)]).not.toContain(rule),
  );
});

/** Rules about counts by the hour: packages/engine/src/change has tests of days for them. */
const BY_THE_HOUR = [
  "many-different-values",
  "new-template",
  "new-on-host",
  "rate-spike",
  "rate-drop",
  "host-silent",
  "source-silent",
  "template-silent",
];

test("every rule and chain has three cases that it finds, three near misses and a forged one", () => {
  const counts = [
    ...LINES.map(({ rule, found, nearMisses, forged, blaming }) => ({
      rule,
      counts: [found.length, nearMisses.length, forged.length + blaming.length],
    })),
    ...SEQUENCES.map(({ rule, found, nearMisses, forged }) => ({
      rule,
      counts: [found.length, nearMisses.length, forged.length],
    })),
  ];
  expect(
    counts.filter(({ counts: [found = 0, near = 0, forged = 0] }) => found < 3 || near < 3 || forged < 1),
  ).toEqual([]);
  const shown = new Set([...counts.map(({ rule }) => rule), ...BY_THE_HOUR]);
  expect(OWN_RULE_FACTS.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  expect(LINES.map(({ rule }) => rule).toSorted()).toEqual(EVIDENCE_RULES.map(({ id }) => id).toSorted());
});

test("the page of scores says what the rules do with these lines; else: npm run bench -- detection --write", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/detection-score.md"), "utf8");
  expect(page.slice(page.indexOf("## Lines of our own"))).toBe(ownLinesPart());
});
