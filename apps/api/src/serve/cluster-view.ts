import type { Cluster } from "@deepsec/engine";
import type { HourLines } from "./stored-counts.ts";
import type { HostLines, LeafFacts } from "./leaf-facts.ts";
import type { LeafVerdicts } from "./leaf-verdicts.ts";
import type { VerdictAnswer } from "./verdict-resolvers.ts";

/** What the clusters of one answer are counted by. */
export interface Counted {
  readonly leaves: LeafFacts;
  /** Lines of an interval of leaves by hour. */
  readonly hours: (from: number, to: number) => Promise<HourLines[]>;
  readonly verdicts: () => Promise<LeafVerdicts>;
}

/** The schema's ClusterView. Hosts, hours and verdicts are worked out only where a query asks for them. */
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
  readonly hours: () => Promise<HourLines[]>;
  readonly verdict: () => Promise<VerdictAnswer | null>;
  readonly judgedLeaves: () => Promise<number>;
}

/** A cluster with the numbers of its leaves. */
export function clusterView(cluster: Cluster, { leaves, hours, verdicts }: Counted): ClusterView {
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
    share: share(size, leaves.totalLines),
    level: leaves.level(from, to),
    templateId: leaf?.templateId ?? null,
    template: leaf?.text ?? null,
    hosts: () => leaves.hosts(from, to),
    hours: () => hours(from, to),
    verdict: async () => (await verdicts()).on(from, to),
    judgedLeaves: async () => (await verdicts()).covered(from, to),
  };
}

/** 0 of nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
