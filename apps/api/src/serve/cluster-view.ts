import type { Cluster } from "@deepsec/engine";
import type { HostLines } from "./leaf-facts.ts";
import type { TreeFacts } from "./tree-facts.ts";

/** The schema's ClusterView. Hosts are worked out only where a query asks for them. */
export interface ClusterView {
  readonly id: string;
  readonly parentId: string | null;
  readonly mergeHeight: number;
  readonly leafCount: number;
  readonly leafOrder: number;
  readonly size: number;
  readonly count: number;
  readonly label: string;
  readonly share: number;
  readonly level: string | null;
  readonly templateId: string | null;
  readonly template: string | null;
  readonly hosts: () => HostLines[];
}

/** A cluster with the numbers of its leaves. */
export function clusterView(cluster: Cluster, { leaves, totalLines }: TreeFacts): ClusterView {
  const { id, parentId, mergeHeight, leafCount, leafOrder, label } = cluster;
  const from = leafOrder;
  const to = leafOrder + leafCount;
  const size = leaves.size(from, to);
  const leaf = leafCount === 1 ? leaves.leaves[leafOrder] : undefined;
  return {
    id,
    parentId,
    mergeHeight,
    leafCount,
    leafOrder,
    size,
    count: leaves.count(from, to),
    label,
    share: totalLines === 0 ? 0 : size / totalLines,
    level: leaves.level(from, to),
    templateId: leaf?.templateId ?? null,
    template: leaf?.text ?? null,
    hosts: () => leaves.hosts(from, to),
  };
}
