import { assertDistances } from "./assert-distances.ts";
import { noneSeen, NONE, type Nearest } from "./clusters.ts";

/**
 * Each observation's nearest, in one walk over the condensed matrix in the order it lies in memory.
 *
 * @throws EngineError as `assertDistances`.
 */
export function findNearest(count: number, values: Float64Array): Nearest {
  const nearest = noneSeen(count);
  // A sum is finite when all its parts are (or are beyond all measure: then they are looked at one by one). Adding up costs
  // nothing here, while a walk only to look at each would be a tenth of the whole clustering.
  let sum = 0;
  let place = 0;
  for (let i = 0; i < count; i++) {
    sum += seeRow(nearest, i, values, place);
    place += count - 1 - i;
  }
  if (!Number.isFinite(sum) || nearest.distances.some((d) => d < 0))
    assertDistances(values.subarray(0, place));
  return nearest;
}

/** Takes in the distances of i to those after it, which begin at `place`, and adds them up. */
function seeRow({ numbers, distances }: Nearest, i: number, values: Float64Array, place: number): number {
  const ahead = place - i - 1;
  let own = numbers[i] ?? NONE;
  let ownDistance = distances[i] ?? 0;
  let sum = 0;
  for (let j = i + 1; j < numbers.length; j++) {
    const d = values[ahead + j] ?? 0;
    sum += d;
    if (d < ownDistance) {
      ownDistance = d;
      own = j;
    }
    if (d < (distances[j] ?? 0)) {
      distances[j] = d;
      numbers[j] = i;
    }
  }
  numbers[i] = own;
  distances[i] = ownDistance;
  return sum;
}
