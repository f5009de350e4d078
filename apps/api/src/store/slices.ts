const WEIGHT_MAX = 10_000;

/** About ten thousand rows a statement: measured as the fastest size for UNWIND, and bounded memory. */
export function* slices<Row>(
  rows: readonly Row[],
  weightOf: (row: Row) => number = () => 1,
): Generator<readonly Row[]> {
  let [from, weight] = [0, 0];
  for (const [i, row] of rows.entries()) {
    weight += weightOf(row);
    if (weight < WEIGHT_MAX && i < rows.length - 1) continue;
    yield rows.slice(from, i + 1);
    [from, weight] = [i + 1, 0];
  }
}
