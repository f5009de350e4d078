import type { TreeReader } from "./tree-reader.ts";

/** What a request to collect brought; the fields of the schema's CollectResult. */
export interface CollectAnswer {
  readonly runId: string;
  readonly phase: string;
  readonly lines: number;
  readonly newTemplates: number;
  readonly errorCount: number;
}

interface CutArguments {
  readonly count?: number | null;
  readonly height?: number | null;
}

/** The fields of Query and Mutation that are our own; all others are @neo4j/graphql's. */
export function resolvers(tree: TreeReader, collectNow: () => Promise<CollectAnswer>) {
  return {
    Query: {
      cut: (_root: unknown, { count, height }: CutArguments) => tree.cut(count ?? null, height ?? null),
      subtree: (_root: unknown, { id, depth }: { id: string; depth: number }) => tree.subtree(id, depth),
      path: (_root: unknown, { id }: { id: string }) => tree.path(id),
      template: (_root: unknown, { id }: { id: string }) => tree.template(id),
    },
    Mutation: { collectNow },
  };
}
