import type { Cluster, Dendrogram } from "@deepsec/engine";
import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { Analysis } from "./cycle-record.ts";
import {
  CREATE_CLUSTERS,
  DENDROGRAMS_TO_PRUNE,
  EXISTING_CLUSTERS,
  PRUNE_DENDROGRAM,
  SAVE_DENDROGRAM,
  SWAP_CURRENT,
} from "./dendrogram.cypher.ts";

/**
 * Stores the clusters that are new, makes the dendrogram the current one, and forgets the oldest ones beyond `keep`. Ids are
 * content-addressed, so a cluster that exists stands with all that is below it.
 *
 * @param stored - Clusters that are known to exist, those of the current dendrogram: they need not be looked for.
 */
export async function saveDendrogram(
  tx: ManagedTransaction,
  { dendrogram, suggestedCount }: Pick<Analysis, "suggestedCount"> & { readonly dendrogram: Dendrogram },
  endedAt: string,
  keep: number,
  stored: ReadonlySet<string>,
): Promise<void> {
  const { id, method, clusters } = dendrogram;
  if (id === null) return;
  const unknown = clusters.filter((cluster) => !stored.has(cluster.id));
  const existing = await existingIds(
    tx,
    unknown.map((cluster) => cluster.id),
  );
  const fresh = unknown.filter((cluster) => !existing.has(cluster.id));
  if (fresh.length > 0) await createClusters(tx, fresh);
  const leaves = clusters.filter((cluster) => cluster.templateId !== null);
  await tx.run(SAVE_DENDROGRAM, {
    id,
    method,
    endedAt,
    leaves: neo4j.int(leaves.length),
    suggestedCount: neo4j.int(suggestedCount),
    mergeHeights: mergeHeights(clusters),
    leafTemplateIds: leaves.toSorted((a, b) => a.leafOrder - b.leafOrder).map((leaf) => leaf.templateId),
  });
  await tx.run(SWAP_CURRENT, { id });
  const { records } = await tx.run(DENDROGRAMS_TO_PRUNE, { keep });
  const old: unknown = records[0]?.get("ids");
  for (const oldId of Array.isArray(old) ? old : []) await tx.run(PRUNE_DENDROGRAM, { id: oldId });
}

async function createClusters(tx: ManagedTransaction, fresh: readonly Cluster[]): Promise<void> {
  const places = new Map(fresh.map(({ id }, place) => [id, neo4j.int(place)]));
  const children = fresh.flatMap(({ leftId, rightId }, place) =>
    [leftId, rightId].flatMap((id, i) => {
      const child = id === null ? undefined : places.get(id);
      return id === null ? [] : [{ parent: neo4j.int(place), id, child, side: i === 0 ? "left" : "right" }];
    }),
  );
  await tx.run(CREATE_CLUSTERS, {
    clusters: fresh.map(({ id, mergeHeight, leafCount, label }) => ({
      id,
      mergeHeight,
      leafCount: neo4j.int(leafCount),
      label,
    })),
    children: children.filter(({ child }) => child !== undefined),
    existingChildren: children.filter(({ child }) => child === undefined),
    leaves: fresh.flatMap(({ templateId }, place) =>
      templateId === null ? [] : [{ place: neo4j.int(place), templateId }],
    ),
  });
}

async function existingIds(tx: ManagedTransaction, ids: readonly string[]): Promise<Set<unknown>> {
  const { records } = await tx.run(EXISTING_CLUSTERS, { ids });
  const existing: unknown = records[0]?.get("ids");
  return new Set(Array.isArray(existing) ? existing : []);
}

/** Lowest first. */
function mergeHeights(clusters: readonly Cluster[]): number[] {
  const inner = clusters.filter((cluster) => cluster.leftId !== null);
  return inner.map((cluster) => cluster.mergeHeight).toSorted((a, b) => a - b);
}
