import { alikeBranches, changeOf, type Change, type Cluster } from "@deepsec/engine";
import { branchDiff, type BranchDiff, type BranchSides, inOrderOfWeight } from "./branch-diff.ts";
import { between, type LeafFacts, runningSums } from "./leaf-facts.ts";
import type { Tree } from "./tree.ts";

/** How two windows or two sets of hosts differ on one tree. */
export class ScopesDiff {
  readonly #tree: Tree;
  readonly #from: LeafFacts;
  readonly #to: LeafFacts;
  /** By leaf; null for one that neither side has. */
  readonly #leafChanges: readonly (Change | null)[];
  readonly #sums: Readonly<Record<Change, Float64Array>>;

  constructor(tree: Tree, from: LeafFacts, to: LeafFacts) {
    this.#tree = tree;
    this.#from = from;
    this.#to = to;
    const changes = from.leaves.map((_, leaf) =>
      from.count(leaf, leaf + 1) + to.count(leaf, leaf + 1) === 0 ? null : this.#change(leaf, leaf + 1),
    );
    const sums = (wanted: Change): Float64Array =>
      runningSums(Float64Array.from(changes, (change) => (change === wanted ? 1 : 0)));
    this.#leafChanges = changes;
    this.#sums = {
      new: sums("new"),
      grown: sums("grown"),
      shrunk: sums("shrunk"),
      gone: sums("gone"),
      same: sums("same"),
    };
  }

  branch(cluster: Cluster): BranchDiff {
    const totals = { from: this.#from.totalLines, to: this.#to.totalLines };
    return branchDiff(cluster, this.#from, this.#sides(cluster), totals);
  }

  changed(): BranchDiff[] {
    const alike = alikeBranches(this.#tree.clusters, ({ leafOrder }) => this.#leafChanges[leafOrder] ?? null);
    return inOrderOfWeight(alike.map(({ cluster, change }) => ({ ...this.branch(cluster), change })));
  }

  #sides({ leafOrder, leafCount }: Cluster): BranchSides {
    const [a, b] = [leafOrder, leafOrder + leafCount];
    const counts = (facts: LeafFacts) => ({
      size: facts.size(a, b),
      count: facts.count(a, b),
      leafCount: facts.present(a, b),
    });
    return {
      change: this.#change(a, b),
      from: counts(this.#from),
      to: counts(this.#to),
      changes: {
        new: between(this.#sums.new, a, b),
        grown: between(this.#sums.grown, a, b),
        shrunk: between(this.#sums.shrunk, a, b),
        gone: between(this.#sums.gone, a, b),
      },
    };
  }

  /** Events tell, not lines: a trace of forty lines is one occasion, not forty. */
  #change(a: number, b: number): Change {
    return changeOf(
      { baseline: this.#from.count(a, b), target: this.#to.count(a, b) },
      { baseline: this.#from.totalEvents, target: this.#to.totalEvents },
    );
  }
}
