/** Three kinds of line: the first two belong together for a person who runs machines, the third does not, or less. */
export interface RelatedLines {
  readonly anchor: string;
  readonly near: string;
  readonly far: string;
}

/**
 * Reads blocks of three lines, written by hand in the shapes that well-known programs write, from many domains; a value
 * stands as `{name}`. In most of them the words mislead: anchor and far share more of them than anchor and near.
 */
export function relatedLines(text: string): RelatedLines[] {
  return text
    .trim()
    .split("\n\n")
    .map((block) => {
      const [anchor = "", near = "", far = ""] = block.split("\n");
      return { anchor, near, far };
    });
}
