const ROWS_MAX = 10_000;

/** Ten thousand rows a statement: measured as the fastest size for UNWIND, and bounded memory. */
export function* slices<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += ROWS_MAX) yield rows.slice(from, from + ROWS_MAX);
}
