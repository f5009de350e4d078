/** Offset bases and primes of the two 32-bit lanes; lane one is FNV-1a, lane two mixes with other constants. */
const SEED_1 = 0x811c9dc5;
const SEED_2 = 0x9e3779b9;
const PRIME_1 = 0x01000193;
const PRIME_2 = 0x85ebca6b;

/**
 * 64-bit hash of a text over its UTF-16 units, as 16 hex digits. The same text has the same hash everywhere and for ever:
 * ids are stored, so a change of this function is a migration. Not cryptographic.
 */
export function hashText(text: string): string {
  let a = SEED_1;
  let b = SEED_2;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, PRIME_1);
    b = Math.imul(b ^ unit, PRIME_2);
    b ^= b >>> 15;
  }
  return hex(mix(a ^ text.length)) + hex(mix(b ^ a));
}

/** murmur3's finalizer: every input bit reaches every output bit. */
export function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
