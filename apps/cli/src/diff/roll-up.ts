import {
  alikeBranches,
  changeOf,
  LEVELS,
  type Change,
  type Cluster,
  type Counts,
  type Dendrogram,
  type LogTemplate,
} from "@deepsec/engine";

/** A branch of the tree all of whose templates changed alike. */
export interface Branch {
  readonly id: string;
  readonly change: Change;
  readonly label: string;
  /** In leaf order. */
  readonly templates: readonly LogTemplate[];
  readonly events: Counts;
  /** Where it joins the rest of the tree: the other side's words and the merge height. Null for the whole tree. */
  readonly kin: { readonly label: string; readonly mergeHeight: number } | null;
}

function severityRank(branch: Branch): number {
  return Math.max(...branch.templates.map(({ level }) => (level === null ? -1 : LEVELS.indexOf(level))));
}

/**
 * The largest branches that changed as a whole. Each template is in at most one. Most severe level first, then most events,
 * then leaf order.
 *
 * @param eventsOf - events of a template on both sides
 */
export function changedBranches(
  dendrogram: Dendrogram,
  templates: readonly LogTemplate[],
  eventsOf: (templateId: string) => Counts,
  totals: Counts,
): Branch[] {
  const byId = new Map(templates.map((template) => [template.id, template]));
  const clusters = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster]));
  const leaves = dendrogram.clusters
    .filter(({ leafCount }) => leafCount === 1)
    .toSorted((a, b) => a.leafOrder - b.leafOrder)
    .flatMap(({ templateId }) => byId.get(templateId ?? "") ?? []);
  const sibling = (cluster: Cluster, parent: Cluster): Cluster | undefined =>
    clusters.get((parent.leftId === cluster.id ? parent.rightId : parent.leftId) ?? "");
  const changed = alikeBranches(dendrogram.clusters, ({ templateId }) =>
    changeOf(eventsOf(templateId ?? ""), totals),
  );
  const branches = changed.map(({ cluster, change }): Branch => {
    const { id, label, parentId, leafOrder, leafCount } = cluster;
    const parent = parentId === null ? undefined : clusters.get(parentId);
    const own = leaves.slice(leafOrder, leafOrder + leafCount);
    const counts = own.map((template) => eventsOf(template.id));
    const kin = parent === undefined ? undefined : sibling(cluster, parent);
    return {
      id,
      change,
      label,
      templates: own,
      events: {
        baseline: counts.reduce((sum, count) => sum + count.baseline, 0),
        target: counts.reduce((sum, count) => sum + count.target, 0),
      },
      kin:
        parent === undefined || kin === undefined
          ? null
          : { label: kin.label, mergeHeight: parent.mergeHeight },
    };
  });
  const eventsOfBranch = ({ events }: Branch): number => events.baseline + events.target;
  return branches.toSorted(
    (a, b) => severityRank(b) - severityRank(a) || eventsOfBranch(b) - eventsOfBranch(a),
  );
}
