import { findEvidence } from "@deepsec/engine";
import { eventsOf, ruleLines } from "./rule-lines.ts";
import { SEQUENCES } from "./sequence-lines.ts";
import { rulesFound } from "./sequences.ts";

/** The part of docs/detection-score.md about the lines of this repository: each rule against its own cases. */
export function ownLinesPart(): string {
  const rows = [
    ...ruleLines().map(({ rule, found, nearMisses, forged, blaming }) => {
      const isFound = isIn(rule);
      // A value that is the attack itself is to be found; that it blames nobody else is the test's to say.
      return row(rule, [...found, ...blaming].map(isFound), nearMisses.map(isFound), forged.map(isFound));
    }),
    ...SEQUENCES.map(({ rule, found, nearMisses, forged }) => {
      const isFound = (lines: readonly string[]): boolean => rulesFound(lines).has(rule);
      return row(rule, found.map(isFound), nearMisses.map(isFound), forged.map(isFound));
    }),
  ];
  return `## Lines of our own

Cases of our own writing, in tests/detection, each of one rule or chain: what it is for, what only shares words with it, and what somebody forged, such as a user's name that imitates
its message. A test fails when this table is not what the rules do.

| rule or chain | found | missed | harmless | falsely found | forged | deceived |
|---|---|---|---|---|---|---|
${rows.join("")}`;
}

const isIn = (rule: string) => (line: string) =>
  eventsOf([line]).some((event) => findEvidence(event).some(({ id }) => id === rule));

const yes = (results: readonly boolean[]): number => results.filter(Boolean).length;

function row(rule: string, found: boolean[], nearMisses: boolean[], forged: boolean[]): string {
  const cells = [
    rule,
    yes(found),
    found.length - yes(found),
    nearMisses.length,
    yes(nearMisses),
    forged.length,
    yes(forged),
  ];
  return `| ${cells.join(" | ")} |\n`;
}
