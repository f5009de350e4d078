import { contentHash } from "../content-hash.ts";
import type { EvidenceFinding } from "./evidence-finding.ts";

/** Findings that are shown as one. */
export interface FoldedFinding extends EvidenceFinding {
  /** How many they are. */
  readonly cases: number;
  /** Of all of them, the largest finding's first. */
  readonly steps: EvidenceFinding["steps"];
}

/**
 * What went well for an attacker (HIGH) is shown by itself. Attempts and traces of one rule are shown as one with a count, the largest
 * in its reason: a machine that the Internet can reach has hundreds of them a day, and nobody reads hundreds. In the order of each
 * one's first finding; a fold's id is that of its rule, whatever cases come.
 */
export function foldFindings(findings: readonly EvidenceFinding[]): FoldedFinding[] {
  const groups = Map.groupBy(findings, ({ id, rule, severity }) =>
    severity === "HIGH" ? id : contentHash(JSON.stringify(["attack", rule])),
  );
  return [...groups].flatMap(([id, group]) => {
    const [largest, ...others] = group.toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
    if (largest === undefined) return [];
    if (others.length === 0) return { ...largest, id, cases: 1 };
    const count = group.reduce((sum, finding) => sum + finding.count, 0);
    return {
      ...largest,
      id,
      cases: group.length,
      count,
      reason: `${group.length} times, ${count} events; the largest: ${largest.reason}`,
      steps: [largest, ...others].flatMap(({ steps }) => steps),
    };
  });
}
