// app.log, app.log.1, app.log.2.gz, app.log-20260301, app.log-20260301.gz, app.2026-03-01.log
const COMPRESSED = /\.(?:gz|zst)$/;
const NUMBERED = /^(.+)\.(\d{1,5})$/;
const DATED = /^(.+?)[.-](\d{8}(?:[-_T]?\d{2,6})?|\d{4}-\d\d-\d\d(?:[-_T]\d\d)?)(\.[a-z]+)?$/;

interface Generation {
  /** Path of the file that is written now. */
  readonly base: string;
  /** Sorts from oldest to newest within one base. */
  readonly age: readonly [kind: number, value: string];
}

function generation(path: string): Generation {
  const plain = path.replace(COMPRESSED, "");
  const dated = DATED.exec(plain);
  if (dated !== null) return { base: `${dated[1] ?? ""}${dated[3] ?? ""}`, age: [0, dated[2] ?? ""] };
  const numbered = NUMBERED.exec(plain);
  if (numbered !== null) {
    // A higher number is older: its complement sorts first.
    return { base: numbered[1] ?? "", age: [1, String(99_999 - Number(numbered[2])).padStart(5, "0")] };
  }
  return { base: plain, age: [2, ""] };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of paths: by the file that is written now, its rotated ones before it, oldest first. Code unit order otherwise. */
export function compareRotated(a: string, b: string): number {
  const left = generation(a);
  const right = generation(b);
  return (
    compare(left.base, right.base) ||
    left.age[0] - right.age[0] ||
    compare(left.age[1], right.age[1]) ||
    compare(a, b)
  );
}
