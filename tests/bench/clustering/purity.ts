/** A merge's two sides, numbered as in SciPy: leaves are 0…n−1, merge i is n+i. */
interface Sides {
  readonly left: number;
  readonly right: number;
}

/**
 * Dendrogram purity: for each two leaves of one class, the share of that class among the leaves below their lowest common
 * ancestor; the mean over all such pairs, in [0, 1]. 1 when every class is a branch of its own. Null when no class has two.
 * K. Heller, Z. Ghahramani: Bayesian hierarchical clustering, ICML 2005.
 */
export function dendrogramPurity(classes: readonly string[], merges: readonly Sides[]): number | null {
  const counts = classes.map((name) => new Map([[name, 1]]));
  let sum = 0;
  let pairs = 0;
  for (const { left, right } of merges) {
    const a = counts[left] ?? new Map<string, number>();
    const b = counts[right] ?? new Map<string, number>();
    const both = new Map(a);
    for (const [name, count] of b) both.set(name, (both.get(name) ?? 0) + count);
    const size = [...both.values()].reduce((total, count) => total + count, 0);
    for (const [name, count] of a) {
      // The pairs whose paths meet here: one side each.
      const meeting = count * (b.get(name) ?? 0);
      sum += meeting * ((both.get(name) ?? 0) / size);
      pairs += meeting;
    }
    counts.push(both);
  }
  return pairs === 0 ? null : sum / pairs;
}
