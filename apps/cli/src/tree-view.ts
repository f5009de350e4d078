import type { Cluster, Dendrogram, LogTemplate } from "@deepsec/engine";

/** A cluster with what its templates stand for. */
export interface SizedCluster extends Cluster {
  /** Physical lines below it. */
  readonly size: number;
  /** Text of a leaf's template, else null. */
  readonly template: string | null;
}

/** A dendrogram, or what a cut leaves of it. */
export interface TreeView {
  /** Root first, every parent before its children. */
  readonly clusters: readonly SizedCluster[];
  /** Ids of the clusters that are not opened further: the flat clustering of the cut, or the leaves. */
  readonly endIds: ReadonlySet<string>;
}

/** Every cluster of the dendrogram with its size; sizes of two children add up to their parent's. */
export function sizedClusters(dendrogram: Dendrogram, templates: readonly LogTemplate[]): SizedCluster[] {
  const byId = new Map(templates.map((template) => [template.id, template]));
  const sizes = new Map<string, number>();
  // Children stand after their parents, so from the end every size is complete when it is added up.
  for (const cluster of dendrogram.clusters.toReversed()) {
    const own = cluster.templateId === null ? 0 : (byId.get(cluster.templateId)?.lineCount ?? 0);
    const size = (sizes.get(cluster.id) ?? 0) + own;
    sizes.set(cluster.id, size);
    if (cluster.parentId !== null) sizes.set(cluster.parentId, (sizes.get(cluster.parentId) ?? 0) + size);
  }
  return dendrogram.clusters.map((cluster) => ({
    ...cluster,
    size: sizes.get(cluster.id) ?? 0,
    template: cluster.templateId === null ? null : (byId.get(cluster.templateId)?.text ?? null),
  }));
}

/** The clusters at and above `ends`; with `ends` null the whole tree down to its leaves. */
export function treeView(clusters: readonly SizedCluster[], ends: readonly Cluster[] | null): TreeView {
  if (ends === null)
    return {
      clusters,
      endIds: new Set(clusters.filter((cluster) => cluster.leftId === null).map((cluster) => cluster.id)),
    };
  const endIds = new Set(ends.map((cluster) => cluster.id));
  const shown = new Set<string>();
  const visible = clusters.filter((cluster) => {
    const isShown =
      cluster.parentId === null || (shown.has(cluster.parentId) && !endIds.has(cluster.parentId));
    if (isShown) shown.add(cluster.id);
    return isShown;
  });
  return { clusters: visible, endIds };
}

/** The two children of each opened cluster, left first. */
export function childrenOf(view: TreeView): ReadonlyMap<string, readonly SizedCluster[]> {
  const children = new Map<string, SizedCluster[]>();
  for (const cluster of view.clusters) {
    if (cluster.parentId === null) continue;
    const siblings = children.get(cluster.parentId);
    if (siblings === undefined) children.set(cluster.parentId, [cluster]);
    else siblings.push(cluster);
  }
  for (const siblings of children.values()) siblings.sort((a, b) => a.leafOrder - b.leafOrder);
  return children;
}
