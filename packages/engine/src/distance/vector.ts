/** Named, non-negative numbers. */
export type Bag = Map<string, number>;

/** Adds to what a bag holds under a name. */
export function addTo(bag: Bag, name: string, value: number): void {
  bag.set(name, (bag.get(name) ?? 0) + value);
}

/** Keeps the larger of what a bag holds under a name and a value. */
export function raiseTo(bag: Bag, name: string, value: number): void {
  bag.set(name, Math.max(bag.get(name) ?? 0, value));
}

/** Evidence in [0, 1): each further bit of it counts less. `half` is how much makes 0.5. */
export function saturate(evidence: number, half: number): number {
  return evidence / (evidence + half);
}

/** A sparse vector: names ascending, each with its coordinate. A template's has length 1. */
export interface FeatureVector {
  readonly names: readonly string[];
  readonly values: Float64Array;
}

/** One kind of evidence, and the share of the whole that it may take. */
export interface Block {
  readonly prefix: string;
  readonly weight: number;
  readonly bag: Bag;
}

/**
 * Joins blocks into one vector of length 1, in which each block that says anything has length √weight before the last
 * scaling. A block that says nothing leaves its share to the others.
 */
export function joinBlocks(blocks: readonly Block[]): FeatureVector {
  const entries: [string, number][] = [];
  let total = 0;
  for (const { prefix, weight, bag } of blocks) {
    const norm = Math.hypot(...bag.values());
    if (norm === 0) continue;
    total += weight;
    for (const [name, value] of bag) {
      if (value > 0) entries.push([`${prefix}:${name}`, (value / norm) * Math.sqrt(weight)]);
    }
  }
  entries.sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return {
    names: entries.map(([name]) => name),
    values: Float64Array.from(entries, ([, value]) => value / Math.sqrt(total)),
  };
}

/** The mean of several vectors. Its dot product with another mean is the mean cosine of their members' pairs. */
export function meanVector(vectors: readonly FeatureVector[]): FeatureVector {
  const sums: Bag = new Map();
  for (const { names, values } of vectors) {
    for (const [i, name] of names.entries()) addTo(sums, name, (values[i] ?? 0) / vectors.length);
  }
  const names = [...sums.keys()].toSorted();
  return { names, values: Float64Array.from(names, (name) => sums.get(name) ?? 0) };
}
