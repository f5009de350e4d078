import { eastAsianWidth } from "get-east-asian-width";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const ASCII = /^[\u0020-\u007e]*$/;

function graphemeWidth(grapheme: string): number {
  const codePoint = grapheme.codePointAt(0) ?? 0;
  return /^\p{M}/u.test(grapheme)
    ? 0
    : /\p{Extended_Pictographic}\ufe0f/u.test(grapheme)
      ? 2
      : eastAsianWidth(codePoint);
}

/** Columns that a terminal takes to show `text`, which holds no controls. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** `text` in at most `columns` columns; where something had to go, it ends with an ellipsis. */
export function fitted(text: string, columns: number): string {
  if (columns < 1) return "";
  // No need to measure what cannot fit: a character takes no less than none, but a line of a megabyte would take long.
  const head = text.length > columns * 8 ? text.slice(0, columns * 8) : text;
  if (head === text && displayWidth(text) <= columns) return text;
  let width = 0;
  let kept = "";
  for (const { segment } of graphemes.segment(head)) {
    width += graphemeWidth(segment);
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
