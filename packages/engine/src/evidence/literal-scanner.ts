/** Finds which of many literals occur in a text, in one pass whatever their number (Aho and Corasick, 1975). ASCII letters of either case are equal. */
export class LiteralScanner {
  /** Next state by state * classes + class of the character. */
  readonly #next: Int32Array;
  /** Owners of the literals that end in a state. */
  readonly #owners: readonly (readonly number[])[];
  readonly #isEnd: Uint8Array;
  readonly #classes: Uint8Array;
  readonly #classCount: number;

  /** @param literals - Of each owner, by its index. Not empty, ASCII. */
  constructor(literals: readonly (readonly string[])[]) {
    const { classes, classCount } = classesOf(literals.flat());
    this.#classes = classes;
    this.#classCount = classCount;
    const stateMax = 1 + literals.flat().reduce((sum, literal) => sum + literal.length, 0);
    const next = new Int32Array(stateMax * classCount).fill(-1);
    const owners: number[][] = [[]];
    for (const [owner, own] of literals.entries()) {
      for (const literal of own) {
        let state = 0;
        for (let i = 0; i < literal.length; i++) {
          const at = state * classCount + (classes[literal.charCodeAt(i)] ?? 0);
          if ((next[at] ?? -1) < 0) next[at] = owners.push([]) - 1;
          state = next[at] ?? 0;
        }
        owners[state]?.push(owner);
      }
    }
    linkFailures(next, owners, classCount);
    this.#next = next;
    this.#owners = owners;
    this.#isEnd = Uint8Array.from(owners, (own) => (own.length > 0 ? 1 : 0));
  }

  /** Owners of the literals in the text, each once, ascending. */
  owners(text: string): number[] {
    const next = this.#next;
    const classes = this.#classes;
    const classCount = this.#classCount;
    const isEnd = this.#isEnd;
    let found: Set<number> | null = null;
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      state = next[state * classCount + (code < 128 ? (classes[code] ?? 0) : 0)] ?? 0;
      if (isEnd[state] !== 1) continue;
      found ??= new Set();
      for (const owner of this.#owners[state] ?? []) found.add(owner);
    }
    return found === null ? [] : [...found].toSorted((a, b) => a - b);
  }
}

/** A class for each character that occurs in a literal; 0 for all others. */
function classesOf(literals: readonly string[]): { classes: Uint8Array; classCount: number } {
  const classes = new Uint8Array(128);
  let classCount = 1;
  for (const literal of literals) {
    for (const character of literal.toLowerCase()) {
      const code = character.charCodeAt(0);
      if (classes[code] !== 0) continue;
      classes[code] = classCount;
      classes[character.toUpperCase().charCodeAt(0)] = classCount++;
    }
  }
  return { classes, classCount };
}

/** Turns the trie into an automaton, breadth first: a missing step is that of the longest suffix that has it. */
function linkFailures(next: Int32Array, owners: number[][], classCount: number): void {
  const failure = new Int32Array(owners.length);
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    for (let byte = 0; byte < classCount; byte++) {
      const at = state * classCount + byte;
      const target = next[at] ?? -1;
      const fallback = state === 0 ? 0 : (next[(failure[state] ?? 0) * classCount + byte] ?? 0);
      if (target < 0) {
        next[at] = fallback;
        continue;
      }
      failure[target] = fallback;
      owners[target]?.push(...(owners[fallback] ?? []));
      queue.push(target);
    }
  }
}
