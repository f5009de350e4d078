import { clusterMixes } from "@deepsec/engine";
import { type ClusterView, type Counted, clusterView } from "./cluster-view.ts";
import type { FlatCut } from "./flat-cut.ts";
import type { LeafFacts } from "./leaf-facts.ts";

/** The schema's HostMatrix without what it says of its scope. */
export function hostMatrix(flat: FlatCut, counted: Counted, hosts: readonly string[] | null) {
  const { leaves } = counted;
  const mixes = mixesOf(leaves, hosts);
  const dendrogram = clusterMixes(mixes);
  const clusters: ClusterView[] = flat.clusters.map((cluster) => clusterView(cluster, counted));
  const columns = flat.clusters.map(
    ({ leafOrder, leafCount }) =>
      new Map(leaves.byHost(leafOrder, leafOrder + leafCount).map((of) => [of.host, of])),
  );
  const rows = dendrogram
    .flatMap(({ name, leafOrder }) => (name === null ? [] : [{ host: name, leafOrder }]))
    .toSorted((a, b) => a.leafOrder - b.leafOrder)
    .map(({ host }) => {
      const sizes = columns.map((column) => column.get(host)?.size ?? 0);
      const counts = columns.map((column) => column.get(host)?.count ?? 0);
      return { host, size: sum(sizes), count: sum(counts), sizes, counts };
    });
  return {
    totalLines: leaves.totalLines,
    totalEvents: leaves.totalEvents,
    clusters,
    rows,
    dendrogram: dendrogram.map(({ name, ...node }) => ({ ...node, host: name })),
  };
}

/** Events by template of each host: of those asked for, with events or without, else of all that have any line. */
function mixesOf({ leaves, hostCounts }: LeafFacts, hosts: readonly string[] | null) {
  const counted = new Map(hostCounts.map(({ host, events }) => [host, events]));
  const seen = hostCounts.filter(({ lines }) => lines.some((count) => count > 0)).map(({ host }) => host);
  return (hosts ?? seen).map((name) => {
    const mix = new Map<string, number>();
    for (const [leaf, count] of counted.get(name)?.entries() ?? []) {
      if (count > 0) mix.set(leaves[leaf]?.templateId ?? "", count);
    }
    return { name, mix };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
