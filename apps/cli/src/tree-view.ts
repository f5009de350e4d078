import { LEVELS, type Cluster, type Dendrogram, type Level, type LogTemplate } from "@deepsec/engine";

/** A cluster with what its templates stand for. */
export interface SizedCluster extends Cluster {
  /** Physical lines below it. */
  readonly size: number;
  /** Text of a leaf's template, else null. */
  readonly template: string | null;
  /** Most severe level below it; null when nothing there says one. */
  readonly level: Level | null;
}

/** A dendrogram, or what a cut leaves of it. */
export interface TreeView {
  /** Root first, every parent before its children. */
  readonly clusters: readonly SizedCluster[];
  /** Ids of the clusters that are not opened further: the flat clustering of the cut, or the leaves. */
  readonly endIds: ReadonlySet<string>;
}

function moreSevere(a: Level | null, b: Level | null): Level | null {
  if (a === null || b === null) return a ?? b;
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b;
}

/** Every cluster of the dendrogram with its size; sizes of two children add up to their parent's. */
export function sizedClusters(dendrogram: Dendrogram, templates: readonly LogTemplate[]): SizedCluster[] {
  const byId = new Map(templates.map((template) => [template.id, template]));
  const below = new Map<string, { size: number; level: Level | null }>();
  const addTo = (id: string, size: number, level: Level | null): void => {
    const known = below.get(id);
    below.set(id, { size: (known?.size ?? 0) + size, level: moreSevere(known?.level ?? null, level) });
  };
  // Children stand after their parents, so from the end every sum is complete when it is added up.
  for (const { id, parentId, templateId } of dendrogram.clusters.toReversed()) {
    const template = templateId === null ? undefined : byId.get(templateId);
    addTo(id, template?.lineCount ?? 0, template?.level ?? null);
    const sum = below.get(id);
    if (parentId !== null && sum !== undefined) addTo(parentId, sum.size, sum.level);
  }
  return dendrogram.clusters.map((cluster) => ({
    ...cluster,
    size: below.get(cluster.id)?.size ?? 0,
    level: below.get(cluster.id)?.level ?? null,
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
