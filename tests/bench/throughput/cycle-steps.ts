const STEPS = ["readMs", "analyzeMs", "archiveMs", "saveMs"] as const;

type CycleStored = { readonly msg: string; readonly lines: number } & Readonly<
  Record<(typeof STEPS)[number], number>
>;

/** How many cycles a run took, and the wall time of their steps in all, from the API's log. */
export function cycleSteps(log: string): string {
  const stored = log
    .split("\n")
    .filter((line) => line.includes('"cycle stored"'))
    .map((line): CycleStored => JSON.parse(line))
    .filter(({ lines }) => lines > 0);
  const sum = (of: (cycle: CycleStored) => number): number =>
    stored.reduce((total, one) => total + of(one), 0);
  const steps = STEPS.map((step) => `${step.slice(0, -2)} ${(sum((one) => one[step]) / 1000).toFixed(1)} s`);
  return `${stored.length} cycles of ${Math.round(sum(({ lines }) => lines) / stored.length)} lines: ${steps.join(", ")}`;
}
