import type { ManagedTransaction } from "neo4j-driver";
import type { CountedTree } from "./diff-trees.ts";
import { type HostCounts, type Leaf, LeafFacts } from "./leaf-facts.ts";
import type { TreeFacts } from "./tree-facts.ts";
import type { Tree } from "./tree.ts";
import { READ_TODAY } from "./tree.cypher.ts";

export interface CountedTrees {
  readonly counted: readonly CountedTree[];
  /** The id that a template of one of them has today. */
  readonly todayOf: (templateId: string) => string;
}

/**
 * Dendrograms with the numbers that their leaves have today: counts moved on when templates became more general ones, so of
 * leaves that became one the first has them.
 */
export async function countTrees(
  tx: ManagedTransaction,
  { leaves: current }: TreeFacts,
  trees: readonly Tree[],
): Promise<CountedTrees> {
  const places = new Map(current.leaves.map(({ templateId }, place) => [templateId, place]));
  const ids = new Set(
    trees.flatMap(({ dendrogram }) => dendrogram.leafTemplateIds).filter((id) => !places.has(id)),
  );
  const { records } = await tx.run<{ id: string; text: string; level: string | null; todayId: string }>(
    READ_TODAY,
    {
      ids: [...ids],
    },
  );
  const earlier = new Map(records.map((record) => [record.get("id"), record.toObject()]));
  const todayOf = (id: string): string => earlier.get(id)?.todayId ?? id;
  const leafOf = (templateId: string): Leaf => {
    const known = current.leaves[places.get(templateId) ?? -1];
    const { text = "", level = null } = earlier.get(templateId) ?? {};
    return known ?? { templateId, text, level };
  };
  const count = (tree: Tree): CountedTree => {
    const { leafTemplateIds } = tree.dendrogram;
    const todayIds = leafTemplateIds.map(todayOf);
    const seen = new Set<string>();
    const isFirst = todayIds.map((id) => seen.size < seen.add(id).size);
    const column = (numbers: Float64Array): Float64Array =>
      Float64Array.from(todayIds, (id, leaf) =>
        isFirst[leaf] === true ? (numbers[places.get(id) ?? -1] ?? 0) : 0,
      );
    const hostCounts = current.hostCounts.map(({ host, lines, events }): HostCounts => ({
      host,
      lines: column(lines),
      events: column(events),
    }));
    return { tree, leaves: new LeafFacts(leafTemplateIds.map(leafOf), hostCounts) };
  };
  return { counted: trees.map(count), todayOf };
}
