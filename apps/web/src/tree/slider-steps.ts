/** Below this every count is a step. */
const FINE_MAX = 60;
const GROWTH = 1.04;

/** Counts a slider stops at, from 1 to `max`: every one at first, then ever wider apart, `max` last. */
export function sliderSteps(max: number): number[] {
  const steps: number[] = [];
  for (let count = 1; count < max; count = count < FINE_MAX ? count + 1 : Math.ceil(count * GROWTH)) {
    steps.push(count);
  }
  steps.push(Math.max(1, max));
  return steps;
}

/** Index of the step nearest to `count`. */
export function nearestStep(steps: readonly number[], count: number): number {
  let nearest = 0;
  steps.forEach((step, i) => {
    if (Math.abs(step - count) < Math.abs((steps[nearest] ?? 0) - count)) nearest = i;
  });
  return nearest;
}
