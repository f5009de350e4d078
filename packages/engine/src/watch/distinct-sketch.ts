/** Hashes kept: the estimate's standard error is 1/√254, 6 %. */
const SIZE = 256;
const RANGE = 0x100000000;

/**
 * Counts different texts in bounded memory: exactly up to 255, above that by the share of all hashes below the 256th smallest (bottom-k
 * sketch; K. Beyer et al., SIGMOD 2007). The array is the sketch: ascending, plain JSON, the same whatever the order.
 */
export function addDistinct(sketch: number[], text: string): void {
  const hash = hashOf(text);
  if (sketch.length === SIZE && hash >= (sketch[SIZE - 1] ?? 0)) return;
  let [low, high] = [0, sketch.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sketch[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  if (sketch[low] === hash) return;
  sketch.splice(low, 0, hash);
  if (sketch.length > SIZE) sketch.pop();
}

export function distinctCount(sketch: readonly number[]): number {
  if (sketch.length < SIZE) return sketch.length;
  return Math.round(((SIZE - 1) * RANGE) / (sketch[SIZE - 1] ?? RANGE));
}

/** FNV-1a over code units, with the finish of MurmurHash3, without which like texts have like hashes. Unsigned 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
