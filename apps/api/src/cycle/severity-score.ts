import type { Severity } from "@deepsec/engine";

const SCORE: Readonly<Record<Severity, number>> = { HIGH: 0.9, MEDIUM: 0.65, LOW: 0.4 };

/** Within a severity the larger come first: a tenth more for each hundred thousandfold of events. In [0, 1]. */
export function severityScore(severity: Severity, count: number): number {
  return Math.min(1, SCORE[severity] + 0.02 * Math.log10(count));
}
