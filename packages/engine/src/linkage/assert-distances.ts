import { EngineError } from "../engine-error.ts";

/** @throws EngineError `NOT_FINITE` if a distance is NaN or infinite, `OUT_OF_RANGE` if one is negative. */
export function assertDistances(values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value >= 0 && value < Number.POSITIVE_INFINITY) continue;
    if (Number.isFinite(value))
      throw new EngineError("OUT_OF_RANGE", `distance ${i} is ${value}, less than 0`);
    throw new EngineError("NOT_FINITE", `distance ${i} is ${value}; distances are finite numbers`);
  }
}
