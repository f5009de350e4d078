import type { Cluster } from "../dendrogram.ts";
import { alikeBranches } from "./alike-branches.ts";

/** A branch of the earlier dendrogram none of whose templates the later one has. */
interface GoneBranch {
  readonly cluster: Cluster;
  /** The cluster of the later dendrogram that has its nearest kin; null when nothing at all is left. */
  readonly nearId: string | null;
}

export interface DendrogramDiff {
  /** Ids of the leaves of `to` whose template `from` has not. */
  readonly newLeafIds: ReadonlySet<string>;
  /** The largest of them, in leaf order of `from`. */
  readonly gone: readonly GoneBranch[];
  /** Clusters that both have: content-addressed, so the same id is the same branch. */
  readonly sharedClusters: number;
}

/**
 * What two dendrograms have and have not in common, by their templates. A template that grew more general is neither new nor
 * gone: both sides are compared under the ids of today.
 *
 * @param from, to - Their clusters: root first, every parent before its children.
 * @param todayOf - The id that a template has today.
 */
export function diffDendrograms(
  from: readonly Cluster[],
  to: readonly Cluster[],
  todayOf: (templateId: string) => string,
): DendrogramDiff {
  const today = ({ templateId }: Cluster): string => todayOf(templateId ?? "");
  const fromLeaves = leavesOf(from);
  const toLeaves = leavesOf(to);
  const before = new Set(fromLeaves.map(today));
  const placesNow = new Map(toLeaves.map((leaf, place) => [today(leaf), place]));
  const newLeafIds = new Set(toLeaves.filter((leaf) => !before.has(today(leaf))).map(({ id }) => id));
  const goneBranches = alikeBranches(from, (leaf) => (placesNow.has(today(leaf)) ? "same" : "gone"));

  const fromById = new Map(from.map((cluster) => [cluster.id, cluster]));
  const toById = new Map(to.map((cluster) => [cluster.id, cluster]));
  const nearId = ({ parentId }: Cluster): string | null => {
    const parent = fromById.get(parentId ?? "");
    if (parent === undefined) return null;
    const places = fromLeaves
      .slice(parent.leafOrder, parent.leafOrder + parent.leafCount)
      .flatMap((leaf) => placesNow.get(today(leaf)) ?? []);
    const [first, last] = [Math.min(...places), Math.max(...places)];
    let near = toLeaves[first];
    while (near !== undefined && near.leafOrder + near.leafCount <= last)
      near = toById.get(near.parentId ?? "");
    return near?.id ?? null;
  };
  return {
    newLeafIds,
    gone: goneBranches.map(({ cluster }) => ({ cluster, nearId: nearId(cluster) })),
    sharedClusters: to.filter(({ id }) => fromById.has(id)).length,
  };
}

function leavesOf(clusters: readonly Cluster[]): Cluster[] {
  return clusters.filter(({ leafCount }) => leafCount === 1).toSorted((a, b) => a.leafOrder - b.leafOrder);
}
