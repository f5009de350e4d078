import type { EvidenceFinding, FindingStep } from "@deepsec/engine";
import { counted, countText } from "./format-numbers.ts";

const RANGES_MAX = 4;
const RUNS_MAX = 6;

/** Steps of one source that say the same, one after another. */
interface Run {
  readonly source: string;
  readonly what: string;
  readonly steps: FindingStep[];
}

/**
 * Where a finding's events stand, a row for each thing that happened, in order: `lines 1 to 5, 8: failed login`. What the title says
 * already is left out. Unsafe: the source is a path.
 */
export function stepRows({ title, steps, count }: EvidenceFinding, isNamed: boolean): string[] {
  const runs: Run[] = [];
  for (const step of steps) {
    const { source, what } = step;
    const last = runs.at(-1);
    if (last?.source === source && last.what === what) last.steps.push(step);
    else runs.push({ source, what, steps: [step] });
  }
  const shown = runs.slice(0, RUNS_MAX);
  const left = count - shown.reduce((sum, run) => sum + run.steps.length, 0);
  return [
    ...shown.map(
      (run) =>
        `${isNamed ? `${run.source} ` : ""}${linesText(run.steps)}${run.what === title ? "" : `: ${run.what}`}`,
    ),
    ...(runs.length > RUNS_MAX ? [`and ${counted(left, "event")} more`] : []),
  ];
}

/** `line 17`, `lines 1 to 5, 8, 11 and 40 more`. */
function linesText(steps: readonly FindingStep[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const { firstLine, lastLine } of steps) {
    const last = ranges.at(-1);
    if (last !== undefined && firstLine <= last.to + 1 && firstLine >= last.from)
      last.to = Math.max(last.to, lastLine);
    else ranges.push({ from: firstLine, to: lastLine });
  }
  const shown = ranges
    .slice(0, RANGES_MAX)
    .map(({ from, to }) => (from === to ? String(from) : `${from} to ${to}`));
  const left = ranges.slice(RANGES_MAX).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const isOne = ranges.length === 1 && ranges[0]?.from === ranges[0]?.to;
  return `${isOne ? "line" : "lines"} ${shown.join(", ")}${left === 0 ? "" : ` and ${countText(left)} more`}`;
}
