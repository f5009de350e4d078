/** Distance of two leaves by their numbers. */
export type LeafDistance = (a: number, b: number) => number;

/** A merge's two sides, numbered as in `Merge`. */
export interface Sides {
  readonly left: number;
  readonly right: number;
}
