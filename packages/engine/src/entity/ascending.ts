/** The share of ascending values that do not exceed `limit`; 1 when there are none. */
export function shareUpTo(ascending: Uint32Array, limit: number): number {
  let from = 0;
  let to = ascending.length;
  if (to === 0) return 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) from = middle + 1;
    else to = middle;
  }
  return from / ascending.length;
}

/**
 * How strange each value is among all of them, in nats: −ln of the share of values that are as large or larger. What is
 * no stranger than `usual` is 0; from there on it rises by `slope` for each nat.
 */
export function tailSurprises(values: Float64Array, usual: number, slope: number): Float64Array {
  const ascending = values.toSorted();
  return values.map((value) => {
    let from = 0;
    let to = ascending.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((ascending[middle] ?? 0) < value) from = middle + 1;
      else to = middle;
    }
    return slope * Math.max(0, -Math.log((ascending.length - from) / ascending.length) - usual);
  });
}
