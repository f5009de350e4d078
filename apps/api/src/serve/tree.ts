import type { Cluster, CutAt } from "@deepsec/engine";
import { arrangeClusters, type ClusterRow } from "./cluster-row.ts";

/** What is stored of a dendrogram beside its clusters. */
export interface DendrogramFact {
  readonly id: string;
  readonly createdAt: string;
  readonly method: string;
  /** Lowest first. */
  readonly mergeHeights: readonly number[];
  readonly suggestedCount: number;
  readonly leafTemplateIds: readonly string[];
}

/** One stored dendrogram with all of its clusters. It never changes: ids are content-addressed. */
export class Tree {
  readonly dendrogram: DendrogramFact;
  /** Root first, every parent before its children. */
  readonly clusters: readonly Cluster[];
  readonly #byId: ReadonlyMap<string, Cluster>;

  /** @param rows - All clusters, in any order. */
  constructor(dendrogram: DendrogramFact, rows: readonly ClusterRow[]) {
    this.dendrogram = dendrogram;
    this.clusters = arrangeClusters(rows, 0).map((cluster) =>
      cluster.leafCount === 1
        ? { ...cluster, templateId: dendrogram.leafTemplateIds[cluster.leafOrder] ?? null }
        : cluster,
    );
    this.#byId = new Map(this.clusters.map((cluster) => [cluster.id, cluster]));
  }

  get leafCount(): number {
    return this.dendrogram.leafTemplateIds.length;
  }

  get(id: string | null): Cluster | undefined {
    return id === null ? undefined : this.#byId.get(id);
  }

  /** Left first; none of a leaf. */
  children({ leftId, rightId }: Cluster): Cluster[] {
    return [this.get(leftId), this.get(rightId)].filter((child) => child !== undefined);
  }

  /** From the root down to the cluster; empty when it is not here. */
  path(id: string): Cluster[] {
    const path: Cluster[] = [];
    for (let cluster = this.get(id); cluster !== undefined; cluster = this.get(cluster.parentId))
      path.push(cluster);
    return path.toReversed();
  }

  /** The cluster and what is below it, down to `depth` merges, parents before children. */
  below(cluster: Cluster, depth: number): Cluster[] {
    const found: Cluster[] = [];
    const stack = [{ cluster, depth }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      found.push(next.cluster);
      if (next.depth === 0) continue;
      for (const child of this.children(next.cluster).toReversed())
        stack.push({ cluster: child, depth: next.depth - 1 });
    }
    return found;
  }

  /** What a cut may open, and its children: all at or above the lowest height that it opens, so that equal heights can be told apart. */
  opened(at: CutAt): Cluster[] {
    const { mergeHeights } = this.dendrogram;
    const openFrom =
      "count" in at
        ? mergeHeights[Math.max(0, mergeHeights.length - at.count + 1)]
        : mergeHeights.find((mergeHeight) => mergeHeight > at.height);
    const isOpen = (cluster: Cluster | undefined): boolean =>
      openFrom !== undefined && cluster !== undefined && cluster.mergeHeight >= openFrom;
    return this.clusters.filter(({ parentId }) => parentId === null || isOpen(this.get(parentId)));
  }
}
