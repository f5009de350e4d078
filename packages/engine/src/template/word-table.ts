/** 32-bit FNV-1a over the UTF-16 units of a text; never 0. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash === 0 ? 1 : hash;
}

/** `hashText` of the units from `start` to before `end`. */
export function hashUnits(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (units[i] ?? 0), 0x01000193);
  return hash === 0 ? 1 : hash;
}

/** Words with flags, looked up by their hash without making a string of them. */
export class WordTable {
  /** Hash in an even place, flags after it; open addressing. */
  readonly #entries: Int32Array;
  readonly #shift: number;

  /** @param bits - The table has room for two to the power of `bits` words; keep it under half full. */
  constructor(bits: number) {
    this.#entries = new Int32Array(2 << bits);
    this.#shift = 32 - bits;
  }

  add(word: string, flags: number): void {
    const hash = hashText(word);
    const at = this.#find(hash);
    this.#entries[at] = hash;
    this.#entries[at + 1] = (this.#entries[at + 1] ?? 0) | flags;
  }

  /** Flags of the word with this hash, 0 when it is not in the table. */
  get(hash: number): number {
    return this.#entries[this.#find(hash) + 1] ?? 0;
  }

  #find(hash: number): number {
    const entries = this.#entries;
    const mask = entries.length - 1;
    let at = (Math.imul(hash, 0x9e3779b1) >>> this.#shift) << 1;
    while (entries[at] !== 0 && entries[at] !== hash) at = (at + 2) & mask;
    return at;
  }
}

export function listOf(words: string): string[] {
  return words.split(/\s+/).filter((word) => word !== "");
}
