import type { EvidenceFinding } from "@deepsec/engine";
import { placeText } from "./draw-analysis.ts";
import type { Place } from "./event-places.ts";
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
  readonly events: number;
  /** Physical lines of its first 200 events in the first source it was seen in, from 1. */
  readonly lines: readonly number[];
  readonly steps: EvidenceFinding["steps"];
}

export function findingJson(finding: EvidenceFinding): FindingJson {
  const { id, rule, title, severity, techniques, reason, count, steps } = finding;
  const source = steps[0]?.source;
  const lines: number[] = [];
  for (const step of steps) {
    if (step.source !== source) continue;
    for (let line = step.firstLine; line <= step.lastLine; line++) lines.push(line);
  }
  return { kind: "attack", id, rule, title, severity, techniques, reason, events: count, lines, steps };
}

/** Three lines, as outliers have: what it is, where, why. */
export function findingText(finding: EvidenceFinding, hasSeveralSources: boolean): string {
  const { severity, title, techniques, reason, count, steps } = finding;
  const places: Place[] = steps.map(({ source, firstLine, lastLine }) => ({ source, firstLine, lastLine }));
  const indent = " ".repeat(14);
  return `${severity.padEnd(6)}  ----  ${title} (${techniques.join(", ")})\n${indent}${safeText(placeText({ events: count, places }, hasSeveralSources))}\n${indent}${safeText(reason)}\n`;
}
