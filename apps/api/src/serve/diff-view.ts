import type { BranchDiff } from "./branch-diff.ts";
import type { Cluster } from "@deepsec/engine";
import type { FlatCut } from "./flat-cut.ts";
import type { LeafFacts } from "./leaf-facts.ts";
import { type Scope, scopeView } from "./scope.ts";

/** The schema's Diff. */
export interface DiffView {
  readonly from: DiffTotals;
  readonly to: DiffTotals;
  readonly clusters: readonly BranchDiff[];
  readonly ancestors: readonly BranchDiff[];
  readonly changed: readonly BranchDiff[];
  readonly sharedClusters: number;
}

/** The schema's DiffTotals. */
export type DiffTotals = ReturnType<typeof diffTotals>;

/** How branches of one tree differ. */
interface Differ {
  branch(cluster: Cluster): BranchDiff;
  changed(): BranchDiff[];
}

export function diffView(
  differ: Differ,
  flat: FlatCut,
  from: DiffTotals,
  to: DiffTotals,
  sharedClusters: number,
): DiffView {
  return {
    from,
    to,
    clusters: flat.clusters.map((cluster) => differ.branch(cluster)),
    ancestors: flat.ancestors.map((cluster) => differ.branch(cluster)),
    changed: differ.changed(),
    sharedClusters,
  };
}

export function diffTotals(dendrogramId: string | null, scope: Scope, leaves: LeafFacts, leafCount: number) {
  const { totalLines, totalEvents } = leaves;
  return { dendrogramId, ...scopeView(scope), totalLines, totalEvents, leafCount };
}
