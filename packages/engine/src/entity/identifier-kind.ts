/** Occurrences that are asked for a name, and the share of them that must agree on it. */
const NAMED_MAX = 1000;
const NAMED_SHARE_MIN = 0.3;

/** The values of one shape that were seen so far. */
export class IdentifierKind {
  readonly shape: string;
  /** Ids of its values: running numbers over all kinds. */
  readonly ids = new Map<string, number>();
  /** Words in front of its values, with the number of times; of the first occurrences only. */
  readonly #wordsBefore = new Map<string, number>();
  #named = 0;

  constructor(shape: string) {
    this.shape = shape;
  }

  get wantsWords(): boolean {
    return this.#named < NAMED_MAX;
  }

  seeWord(word: string): void {
    this.#named++;
    if (word !== "") this.#wordsBefore.set(word, (this.#wordsBefore.get(word) ?? 0) + 1);
  }

  /** A bare number's shape has its word; any other takes the one that stands in front most often, if it often does. */
  get name(): string {
    if (this.shape.endsWith(" #")) return this.shape.slice(0, -2);
    let name = this.shape === "*" ? "id" : this.shape;
    let most = this.#named * NAMED_SHARE_MIN;
    for (const [word, count] of this.#wordsBefore) {
      if (count < most || (count === most && word > name)) continue;
      name = word;
      most = count;
    }
    return name;
  }
}
