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
  const groups = Map.groupBy(findings, foldId);
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
      reason: foldReason(group.length, count, largest.reason),
      steps: [largest, ...others].flatMap(({ steps }) => steps),
      firstMs: Math.min(...group.map(({ firstMs }) => firstMs)),
      lastMs: Math.max(...group.map(({ lastMs }) => lastMs)),
    };
  });
}

/** What findings are shown as one have in common. */
export function foldId({ id, rule, severity }: Pick<EvidenceFinding, "id" | "rule" | "severity">): string {
  return severity === "HIGH" ? id : contentHash(JSON.stringify(["attack", rule]));
}

/** @param largest - The reason of the largest of them. */
export function foldReason(cases: number, count: number, largest: string): string {
  return cases === 1 ? largest : `${cases} times, ${count} events; the largest: ${largest}`;
}
