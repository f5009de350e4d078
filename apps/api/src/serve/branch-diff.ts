import { type Change, type Cluster, LEVELS } from "@deepsec/engine";
import { share } from "./cluster-view.ts";
import type { LeafFacts } from "./leaf-facts.ts";

/** What one side has of a branch. */
export interface BranchCounts {
  readonly size: number;
  readonly count: number;
  /** Templates that the side has. */
  readonly leafCount: number;
}

/** How the templates of a branch differ: so many of each. */
type LeafChanges = Readonly<Record<Exclude<Change, "same">, number>>;

/** A branch as both sides have it. */
export interface BranchSides {
  readonly change: Change;
  readonly from: BranchCounts;
  readonly to: BranchCounts;
  readonly changes: LeafChanges;
}

/** Lines in all, by side. */
export interface SideTotals {
  readonly from: number;
  readonly to: number;
}

/** The schema's BranchDiff. */
export type BranchDiff = ReturnType<typeof branchDiff>;

/** @param leaves - Those of the dendrogram that `cluster` is of. */
export function branchDiff(cluster: Cluster, leaves: LeafFacts, sides: BranchSides, totals: SideTotals) {
  const { id, parentId, mergeHeight, leafCount, leafOrder, label } = cluster;
  const { change, from, to, changes } = sides;
  const leaf = leafCount === 1 ? leaves.leaves[leafOrder] : undefined;
  return {
    id,
    parentId,
    mergeHeight,
    leafCount,
    leafOrder,
    label,
    level: leaves.level(leafOrder, leafOrder + leafCount),
    templateId: leaf?.templateId ?? null,
    template: leaf?.text ?? null,
    change,
    fromSize: from.size,
    toSize: to.size,
    fromCount: from.count,
    toCount: to.count,
    fromShare: share(from.size, totals.from),
    toShare: share(to.size, totals.to),
    fromLeafCount: from.leafCount,
    toLeafCount: to.leafCount,
    newLeaves: changes.new,
    grownLeaves: changes.grown,
    shrunkLeaves: changes.shrunk,
    goneLeaves: changes.gone,
  };
}

/** The most severe level first, then the most events, then as they came. */
export function inOrderOfWeight(branches: readonly BranchDiff[]): BranchDiff[] {
  const rank = ({ level }: BranchDiff): number => LEVELS.findIndex((known) => known === level);
  const events = ({ fromCount, toCount }: BranchDiff): number => fromCount + toCount;
  return branches.toSorted((a, b) => rank(b) - rank(a) || events(b) - events(a));
}
