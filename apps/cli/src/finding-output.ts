import type { EvidenceFinding, FoldedFinding } from "@deepsec/engine";
import { stepRows } from "./finding-steps.ts";
import { safeText } from "./safe-text.ts";

/** What `outliers --jsonl` prints of an attack: told from an outlier by `kind`, `attack`. */
export interface FindingJson {
  readonly kind: "attack";
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
}

export function findingJson(finding: FoldedFinding): FindingJson {
  const { id, rule, title, severity, techniques, reason, cases, count, steps } = finding;
  const source = steps[0]?.source;
  const lines: number[] = [];
  for (const step of steps) {
    if (step.source !== source) continue;
    for (let line = step.firstLine; line <= step.lastLine; line++) lines.push(line);
  }
  return {
    kind: "attack",
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
  };
}

/** What it is, where, why. */
export function findingText(finding: FoldedFinding, hasSeveralSources: boolean): string {
  const { severity, title, techniques, reason } = finding;
  const indent = " ".repeat(14);
  const below = [...stepRows(finding, hasSeveralSources), reason].map((row) => `${indent}${safeText(row)}\n`);
  return `${severity.padEnd(6)}  ----  ${title} (${techniques.join(", ")})\n${below.join("")}`;
}
