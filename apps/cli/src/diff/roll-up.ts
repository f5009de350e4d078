import { LEVELS, type Cluster, type Dendrogram, type LogTemplate } from "@deepsec/engine";
import { changeOf, type Change, type Counts } from "./changed.ts";

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
 * The largest branches that changed as a whole, so that forty new templates of one new program are one thing to read. Each
 * template is in at most one. Most severe level first, then most events, then leaf order.
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
  const changes = new Map<string, Change | "mixed">();
  const members = new Map<string, LogTemplate[]>();
  for (const cluster of dendrogram.clusters.toReversed()) {
    const { id, leftId, rightId, templateId } = cluster;
    const template = templateId === null ? undefined : byId.get(templateId);
    if (template !== undefined) {
      changes.set(id, changeOf(eventsOf(template.id), totals));
      members.set(id, [template]);
      continue;
    }
    const [left, right] = [changes.get(leftId ?? ""), changes.get(rightId ?? "")];
    const isAlike = left === right && left !== undefined && left !== "mixed";
    changes.set(id, isAlike ? left : "mixed");
    // Only branches that may be shown need their members: the sum over all levels of a chain would be quadratic.
    if (isAlike && left !== "same")
      members.set(id, [...(members.get(leftId ?? "") ?? []), ...(members.get(rightId ?? "") ?? [])]);
  }
  const sibling = (cluster: Cluster, parent: Cluster): Cluster | undefined =>
    clusters.get((parent.leftId === cluster.id ? parent.rightId : parent.leftId) ?? "");
  const branches = dendrogram.clusters.flatMap((cluster): Branch[] => {
    const change = changes.get(cluster.id);
    const parent = cluster.parentId === null ? undefined : clusters.get(cluster.parentId);
    if (change === undefined || change === "mixed" || change === "same") return [];
    if (parent !== undefined && changes.get(parent.id) === change) return [];
    const own = members.get(cluster.id) ?? [];
    const counts = own.map((template) => eventsOf(template.id));
    const kin = parent === undefined ? undefined : sibling(cluster, parent);
    return [
      {
        id: cluster.id,
        change,
        label: cluster.label,
        templates: own,
        events: {
          baseline: counts.reduce((sum, count) => sum + count.baseline, 0),
          target: counts.reduce((sum, count) => sum + count.target, 0),
        },
        kin:
          parent === undefined || kin === undefined
            ? null
            : { label: kin.label, mergeHeight: parent.mergeHeight },
      },
    ];
  });
  const eventsOfBranch = ({ events }: Branch): number => events.baseline + events.target;
  return branches.toSorted(
    (a, b) => severityRank(b) - severityRank(a) || eventsOfBranch(b) - eventsOfBranch(a),
  );
}
