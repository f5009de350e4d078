import {
  alikeBranches,
  type Change,
  type Cluster,
  type DendrogramDiff,
  diffDendrograms,
} from "@deepsec/engine";
import {
  branchDiff,
  type BranchCounts,
  type BranchDiff,
  type BranchSides,
  inOrderOfWeight,
} from "./branch-diff.ts";
import { between, type LeafFacts, runningSums } from "./leaf-facts.ts";
import type { Tree } from "./tree.ts";

/** A dendrogram with the numbers that its leaves have today. */
export interface CountedTree {
  readonly tree: Tree;
  readonly leaves: LeafFacts;
}

const NOTHING: BranchCounts = { size: 0, count: 0, leafCount: 0 };

/** How two dendrograms differ, as branches of the later one. */
export class TreesDiff {
  readonly sharedClusters: number;
  readonly #from: CountedTree;
  readonly #to: CountedTree;
  readonly #diff: DendrogramDiff;
  /** Running sums over the leaves of `to` that `from` has not. */
  readonly #fresh: {
    readonly lines: Float64Array;
    readonly events: Float64Array;
    readonly leaves: Float64Array;
  };
  /** By cluster of `to`: what is gone and has its nearest kin below it. */
  readonly #gone = new Map<string, BranchCounts>();

  constructor(from: CountedTree, to: CountedTree, todayOf: (templateId: string) => string) {
    this.#from = from;
    this.#to = to;
    this.#diff = diffDendrograms(from.tree.clusters, to.tree.clusters, todayOf);
    this.sharedClusters = this.#diff.sharedClusters;
    const isFresh = new Set<number>();
    for (const id of this.#diff.newLeafIds) isFresh.add(to.tree.get(id)?.leafOrder ?? -1);
    const sums = (value: (leaf: number) => number): Float64Array =>
      runningSums(Float64Array.from(to.leaves.leaves, (_, leaf) => (isFresh.has(leaf) ? value(leaf) : 0)));
    this.#fresh = {
      lines: sums((leaf) => to.leaves.size(leaf, leaf + 1)),
      events: sums((leaf) => to.leaves.count(leaf, leaf + 1)),
      leaves: sums(() => 1),
    };
    for (const { cluster, nearId } of this.#diff.gone) {
      const counts = this.#countsOfGone(cluster);
      // Without any kin left it counts at the root, so that both sides add up to their totals.
      for (
        let near = to.tree.get(nearId ?? to.tree.dendrogram.id);
        near !== undefined;
        near = to.tree.get(near.parentId)
      ) {
        this.#gone.set(near.id, plus(this.#gone.get(near.id) ?? NOTHING, counts));
      }
    }
  }

  branch(cluster: Cluster): BranchDiff {
    return branchDiff(cluster, this.#to.leaves, this.#sides(cluster), this.#totals);
  }

  changed(): BranchDiff[] {
    const isFresh = this.#diff.newLeafIds;
    const fresh = alikeBranches(this.#to.tree.clusters, ({ id }) => (isFresh.has(id) ? "new" : "same"));
    const gone = this.#diff.gone.map(({ cluster }) => {
      const from = this.#countsOfGone(cluster);
      const changes = { new: 0, grown: 0, shrunk: 0, gone: cluster.leafCount };
      return branchDiff(
        cluster,
        this.#from.leaves,
        { change: "gone", from, to: NOTHING, changes },
        this.#totals,
      );
    });
    return inOrderOfWeight([
      ...fresh.map(({ cluster, change }) => ({ ...this.branch(cluster), change })),
      ...gone,
    ]);
  }

  get #totals() {
    return { from: this.#from.leaves.totalLines, to: this.#to.leaves.totalLines };
  }

  #sides({ id, leafOrder, leafCount }: Cluster): BranchSides {
    const [a, b] = [leafOrder, leafOrder + leafCount];
    const { leaves } = this.#to;
    const gone = this.#gone.get(id) ?? NOTHING;
    const fresh = between(this.#fresh.leaves, a, b);
    const from = plus(gone, {
      size: leaves.size(a, b) - between(this.#fresh.lines, a, b),
      count: leaves.count(a, b) - between(this.#fresh.events, a, b),
      leafCount: leafCount - fresh,
    });
    const to = { size: leaves.size(a, b), count: leaves.count(a, b), leafCount };
    const changes = { new: fresh, grown: 0, shrunk: 0, gone: gone.leafCount };
    return { change: changeByLeaves(from.leafCount, to.leafCount), from, to, changes };
  }

  #countsOfGone({ leafOrder, leafCount }: Cluster): BranchCounts {
    const { leaves } = this.#from;
    const [a, b] = [leafOrder, leafOrder + leafCount];
    return { size: leaves.size(a, b), count: leaves.count(a, b), leafCount };
  }
}

function changeByLeaves(from: number, to: number): Change {
  if (from === to) return "same";
  if (from === 0) return "new";
  if (to === 0) return "gone";
  return to > from ? "grown" : "shrunk";
}

function plus(a: BranchCounts, b: BranchCounts): BranchCounts {
  return { size: a.size + b.size, count: a.count + b.count, leafCount: a.leafCount + b.leafCount };
}
