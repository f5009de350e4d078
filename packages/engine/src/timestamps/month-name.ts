import { isLetter } from "../header/chars.ts";

/** Month of the English three-letter name at `at` (any case), 1 to 12, or 0. */
export function monthAt(text: string, at: number): number {
  const key =
    ((text.charCodeAt(at) | 32) << 16) |
    ((text.charCodeAt(at + 1) | 32) << 8) |
    (text.charCodeAt(at + 2) | 32);
  return MONTHS.get(key) ?? 0;
}

const MONTHS = new Map(
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map((name, index) => [
    (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2),
    index + 1,
  ]),
);

const NAMES =
  "january february march april may june july august september october november december sept".split(" ");

/** Index after the month's name at `at`, short or in full; `at + 3` also where other letters follow. */
export function monthNameEnd(text: string, at: number): number {
  if (!isLetter(text.charCodeAt(at + 3))) return at + 3;
  let end = at + 4;
  while (end < at + 10 && isLetter(text.charCodeAt(end))) end += 1;
  return NAMES.includes(text.slice(at, end).toLowerCase()) ? end : at + 3;
}
