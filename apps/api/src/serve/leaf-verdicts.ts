import type { Tree } from "./tree.ts";
import { between, runningSums } from "./leaf-facts.ts";
import type { VerdictAnswer } from "./verdict-resolvers.ts";

/** A verdict in force, and the clusters that it covers as a whole. */
export interface VerdictOnTree {
  readonly [key: string]: unknown;
  readonly verdict: VerdictAnswer;
  readonly clusterIds: readonly string[];
}

/** Which verdict holds for which leaf of one dendrogram. */
export class LeafVerdicts {
  /** By leaf. */
  readonly #verdicts: readonly (VerdictAnswer | null)[];
  /** How many leaves before each one are under a verdict, and how many have another verdict than the leaf before them. */
  readonly #covered: Float64Array;
  readonly #turns: Float64Array;

  /** @param rows - The least explicit first: of several verdicts on a leaf the last one holds. */
  constructor(tree: Tree | null, rows: readonly VerdictOnTree[]) {
    const verdicts: (VerdictAnswer | null)[] = Array.from({ length: tree?.leafCount ?? 0 }, () => null);
    for (const { verdict, clusterIds } of rows) {
      for (const id of clusterIds) {
        const { leafOrder, leafCount } = tree?.get(id) ?? { leafOrder: 0, leafCount: 0 };
        verdicts.fill(verdict, leafOrder, leafOrder + leafCount);
      }
    }
    this.#verdicts = verdicts;
    this.#covered = runningSums(Float64Array.from(verdicts, (verdict) => (verdict === null ? 0 : 1)));
    this.#turns = runningSums(
      Float64Array.from(verdicts, (verdict, i) => (verdict === verdicts[i - 1] ? 0 : 1)),
    );
  }

  /** The one verdict that holds for all leaves from `from` up to but not including `to`; null when there is none, or several. */
  on(from: number, to: number): VerdictAnswer | null {
    return between(this.#turns, from + 1, to) === 0 ? (this.#verdicts[from] ?? null) : null;
  }

  /** How many of them are under some verdict. */
  covered(from: number, to: number): number {
    return between(this.#covered, from, to);
  }
}
