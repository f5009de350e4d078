import type { ManagedTransaction } from "neo4j-driver";
import { type ClusterRow, turned } from "./cluster-row.ts";
import { type DendrogramFact, Tree } from "./tree.ts";
import { READ_BELOW, READ_COVERS, READ_DENDROGRAM } from "./tree.cypher.ts";

interface ClusterColumns {
  readonly [key: string]: unknown;
  readonly ids: string[];
  readonly mergeHeights: number[];
  readonly leafCounts: number[];
  readonly labels: string[];
  readonly parentIds: string[];
  readonly sides: ("left" | "right")[];
}

/** A stored dendrogram with all of its clusters; null when there is none of this id. */
export async function readTree(tx: ManagedTransaction, id: string): Promise<Tree | null> {
  const stored = await tx.run<
    DendrogramFact & { root: Pick<ClusterRow, "id" | "mergeHeight" | "leafCount" | "label"> }
  >(READ_DENDROGRAM, { id });
  const found = stored.records[0]?.toObject();
  if (found === undefined) return null;
  const { root, ...dendrogram } = found;
  const below = (await tx.run<ClusterColumns>(READ_BELOW, { id: root.id })).records[0]?.toObject();
  const rows = (below?.ids ?? []).map((clusterId, i): ClusterRow => ({
    id: clusterId,
    mergeHeight: below?.mergeHeights[i] ?? 0,
    leafCount: below?.leafCounts[i] ?? 1,
    label: below?.labels[i] ?? "",
    parentId: below?.parentIds[i] ?? null,
    side: below?.sides[i] ?? null,
  }));
  const all: ClusterRow[] = [{ ...root, parentId: null, side: null }, ...rows];
  const leafIds = all.filter(({ leafCount }) => leafCount === 1).map((row) => row.id);
  const covers = (await tx.run<{ ids: string[]; templateIds: string[] }>(READ_COVERS, { ids: leafIds }))
    .records[0];
  const placeOf = new Map(dendrogram.leafTemplateIds.map((templateId, place) => [templateId, place]));
  const places = new Map<string, number>();
  covers?.get("ids").forEach((leafId, i) => {
    const place = placeOf.get(covers.get("templateIds")[i] ?? "");
    if (place !== undefined) places.set(leafId, place);
  });
  return new Tree(dendrogram, turned(all, places));
}
