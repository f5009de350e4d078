import picocolors from "picocolors";

/** Colours of a terminal; each function gives its text unchanged when there are none. */
export type Paint = Pick<
  ReturnType<typeof picocolors.createColors>,
  "bold" | "dim" | "red" | "yellow" | "green" | "cyan"
>;

export function paintFor(isColoured: boolean): Paint {
  return picocolors.createColors(isColoured);
}
