/** How many events there are of each kind: counts ≥ 0 by template id. */
export type Mix = ReadonlyMap<string, number>;

/**
 * How unlike two mixes are, in [0, 1]: the Jensen–Shannon distance of their shares, with logarithms to base 2. Symmetric, 0 for
 * the same shares, 1 when no kind is in both; how much there is in all does not count. An empty mix is at 0 from another empty
 * one and at 1 from all others.
 *
 * The square root of the divergence, which makes it a metric: D. Endres, J. Schindelin, IEEE Trans. Inf. Theory 49, 2003; as
 * SciPy's `jensenshannon(p, q, 2)`.
 */
export function mixDistance(a: Mix, b: Mix): number {
  const [totalA, totalB] = [total(a), total(b)];
  if (totalA === 0 || totalB === 0) return totalA === totalB ? 0 : 1;
  let divergence = 0;
  for (const [kind, count] of a) {
    const [p, q] = [count / totalA, (b.get(kind) ?? 0) / totalB];
    divergence += term(p, q) + term(q, p);
  }
  for (const [kind, count] of b) if (!a.has(kind)) divergence += term(count / totalB, 0);
  return Math.sqrt(Math.min(1, Math.max(0, divergence / 2)));
}

/** p · log2(p / mean of both). */
function term(p: number, q: number): number {
  return p === 0 ? 0 : p * Math.log2((2 * p) / (p + q));
}

function total(mix: Mix): number {
  let sum = 0;
  for (const count of mix.values()) sum += count;
  return sum;
}
