import type { EvidenceFinding, RuleFacts } from "@deepsec/engine";
import type { Found } from "./event-findings.ts";
import { stepRows } from "./finding-steps.ts";
import { credit } from "./rules/credit.ts";
import { safeText } from "./safe-text.ts";

/** What `outliers --jsonl` prints of an attack (`kind` is `attack`), a change or a value: told from an outlier by its `rule`. */
export interface FindingJson {
  readonly kind: string;
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly techniques: readonly string[];
  readonly reason: string;
  /** How many findings are shown as this one. */
  readonly cases: number;
  readonly events: number;
  /** Physical lines of its events (the first 200 of each case) in the first source it was seen in, from 1. */
  readonly lines: readonly number[];
  readonly steps: EvidenceFinding["steps"];
  readonly source: string;
  readonly level: string;
  readonly author: string | null;
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
}

export function findingJson(finding: Found, facts?: RuleFacts): FindingJson {
  const { id, kind, rule, title, severity, techniques, reason, cases, count, steps } = finding;
  const source = steps[0]?.source;
  const lines: number[] = [];
  for (const step of steps) {
    if (step.source !== source) continue;
    for (let line = step.firstLine; line <= step.lastLine; line++) lines.push(line);
  }
  return {
    kind,
    id,
    rule,
    title,
    severity,
    techniques,
    reason,
    cases,
    events: count,
    lines,
    steps,
    source: facts?.source ?? "own",
    level: facts?.level ?? severity.toLowerCase(),
    author: facts?.author ?? null,
    tags: facts?.tags ?? [],
    falsePositives: facts?.falsePositives ?? [],
  };
}

/** What it is, where, why. */
export function findingText(finding: Found, hasSeveralSources: boolean, facts?: RuleFacts): string {
  const { severity, title, techniques, reason } = finding;
  const indent = " ".repeat(14);
  const below = [...stepRows(finding, hasSeveralSources), reason, credit(facts) ?? []]
    .flat()
    .map((row) => `${indent}${safeText(row)}\n`);
  return `${severity.padEnd(6)}  ----  ${safeText(titleText(title, techniques))}\n${below.join("")}`;
}

/** The title with the ids of ATT&CK techniques, where it has any. */
export function titleText(title: string, techniques: readonly string[]): string {
  return techniques.length === 0 ? title : `${title} (${techniques.join(", ")})`;
}
