import { type Cluster, cut, type CutAt } from "@deepsec/engine";
import neo4j, { type Driver, type ManagedTransaction } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import { arrangeClusters, type ClusterRow } from "./cluster-row.ts";
import { type ClusterView, clusterView } from "./cluster-view.ts";
import { READ_CHILDREN, READ_OPENED, READ_PATH, READ_TEMPLATE } from "./tree.cypher.ts";
import { type DendrogramFact, type TreeFacts, TreeFactsReader } from "./tree-facts.ts";

/** The schema's Cut. */
export interface CutView {
  readonly dendrogramId: string | null;
  readonly createdAt: string | null;
  readonly cutHeight: number;
  readonly count: number;
  readonly suggestedCount: number;
  readonly totalLines: number;
  readonly totalEvents: number;
  readonly leaves: number;
  readonly clusters: readonly ClusterView[];
  readonly ancestors: readonly ClusterView[];
}

const SUBTREE_DEPTH_MAX = 100;
const READ_TIMEOUT_MS = 10_000;

/** Answers about the current dendrogram by traversals that touch only the clusters they return. */
export class TreeReader {
  readonly #driver: Driver;
  readonly #database: string;
  readonly #facts = new TreeFactsReader();

  constructor(driver: Driver, database: string) {
    this.#driver = driver;
    this.#database = database;
  }

  /** @throws ApiError `BAD_INPUT` when count or height is out of its range, or both are given. */
  cut(count: number | null, height: number | null): Promise<CutView> {
    if (count !== null && height !== null) throw new ApiError("BAD_INPUT", "give count or height, not both");
    if (count !== null && count < 1) throw new ApiError("BAD_INPUT", `count is at least 1, not ${count}`);
    if (height !== null && height < 0) throw new ApiError("BAD_INPUT", `height is at least 0, not ${height}`);
    return this.#read("cut", async (tx) => {
      const facts = await this.#facts.read(tx);
      const { dendrogram, leaves, totalLines, totalEvents } = facts;
      const at = height === null ? { count: count ?? dendrogram?.suggestedCount ?? 1 } : { height };
      const traversed = dendrogram === null ? [] : await readOpened(tx, dendrogram, at);
      const flat = cut(
        { id: dendrogram?.id ?? null, method: dendrogram?.method ?? "", clusters: traversed },
        at,
      );
      const above = ancestorsOf(flat, traversed);
      return {
        dendrogramId: dendrogram?.id ?? null,
        createdAt: dendrogram?.createdAt ?? null,
        cutHeight: height ?? flat.reduce((max, cluster) => Math.max(max, cluster.mergeHeight), 0),
        count: flat.length,
        suggestedCount: dendrogram?.suggestedCount ?? 0,
        totalLines,
        totalEvents,
        leaves: leaves.leaves.length,
        clusters: flat.map((cluster) => clusterView(cluster, facts)),
        ancestors: above.map((cluster) => clusterView(cluster, facts)),
      };
    });
  }

  /** @throws ApiError `BAD_INPUT` when depth is out of its range, or the current dendrogram does not have the cluster. */
  subtree(id: string, depth: number): Promise<ClusterView[]> {
    if (depth < 0 || depth > SUBTREE_DEPTH_MAX) {
      throw new ApiError("BAD_INPUT", `depth is from 0 to ${SUBTREE_DEPTH_MAX}, not ${depth}`);
    }
    return this.#read("subtree", async (tx) => {
      const facts = await this.#facts.read(tx);
      const root = (await readPath(tx, facts, id)).at(-1);
      if (root === undefined) {
        throw new ApiError(
          "BAD_INPUT",
          `the current dendrogram has no cluster ${JSON.stringify(id.slice(0, 64))}`,
        );
      }
      const rows: ClusterRow[] = [{ ...root, side: null }];
      let level: readonly ClusterRow[] = rows;
      for (let below = 0; below < depth && level.length > 0; below++) {
        const ids = level.filter(({ leafCount }) => leafCount > 1).map((row) => row.id);
        level = (await tx.run<ClusterRow>(READ_CHILDREN, { ids })).records.map((record) => record.toObject());
        rows.push(...level);
      }
      return arrangeClusters(rows, root.leafOrder).map((cluster) => clusterView(cluster, facts));
    });
  }

  /** Root first; empty when the current dendrogram does not have the cluster. */
  path(id: string): Promise<ClusterView[]> {
    return this.#read("path", async (tx) => {
      const facts = await this.#facts.read(tx);
      return (await readPath(tx, facts, id)).map((cluster) => clusterView(cluster, facts));
    });
  }

  /** The template that `id` is or became; null when there never was one. */
  template(id: string): Promise<Record<string, unknown> | null> {
    return this.#read("template", async (tx) => {
      const { records } = await tx.run(READ_TEMPLATE, { id });
      return records[0]?.toObject() ?? null;
    });
  }

  async #read<Result>(operation: string, work: (tx: ManagedTransaction) => Promise<Result>): Promise<Result> {
    const session = this.#driver.session({ database: this.#database, defaultAccessMode: neo4j.session.READ });
    try {
      return await session.executeRead(work, { timeout: READ_TIMEOUT_MS, metadata: { operation } });
    } finally {
      await session.close();
    }
  }
}

/** What a cut may open: all at or above the lowest height that it opens, so that equal heights can be told apart. */
async function readOpened(
  tx: ManagedTransaction,
  { root, mergeHeights }: DendrogramFact,
  at: CutAt,
): Promise<Cluster[]> {
  const openFrom =
    "count" in at
      ? mergeHeights[Math.max(0, mergeHeights.length - at.count + 1)]
      : mergeHeights.find((mergeHeight) => mergeHeight > at.height);
  const rows: ClusterRow[] = [{ ...root, parentId: null, side: null }];
  if (openFrom !== undefined) {
    const { records } = await tx.run<ClusterRow>(READ_OPENED, { rootId: root.id, openFrom });
    for (const record of records) rows.push(record.toObject());
  }
  return arrangeClusters(rows, 0);
}

async function readPath(tx: ManagedTransaction, { dendrogram }: TreeFacts, id: string): Promise<Cluster[]> {
  if (dendrogram === null) return [];
  const { records } = await tx.run<ClusterRow>(READ_PATH, { rootId: dendrogram.root.id, id });
  return arrangeClusters(
    records.map((record) => record.toObject()),
    0,
  );
}

/** The clusters on the ways from the root to those of the cut, root first. */
function ancestorsOf(flat: readonly Cluster[], traversed: readonly Cluster[]): Cluster[] {
  const byId = new Map(traversed.map((cluster) => [cluster.id, cluster]));
  const above = new Set<string>();
  for (const cluster of flat) {
    for (let id = cluster.parentId; id !== null && !above.has(id); id = byId.get(id)?.parentId ?? null)
      above.add(id);
  }
  return traversed.filter(({ id }) => above.has(id));
}
