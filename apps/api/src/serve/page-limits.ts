import { typeDefs } from "@deepsec/schema";
import { Kind, parse, valueFromASTUntyped } from "graphql";

export interface PageLimit {
  /** Rows of a page when the client does not say. */
  readonly default: number;
  /** Rows of a page at most; @neo4j/graphql answers no more, whatever is asked for. */
  readonly max: number;
}

/** What the directive `@limit` says in type-defs.graphql, by the name of the type. */
export const pageLimits: ReadonlyMap<string, PageLimit> = new Map(
  parse(typeDefs).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    const limit = definition.directives?.find(({ name }) => name.value === "limit");
    if (limit === undefined) return [];
    const said = new Map(
      limit.arguments?.map(({ name, value }) => [name.value, Number(valueFromASTUntyped(value))]),
    );
    const max = said.get("max") ?? Infinity;
    return [[definition.name.value, { default: said.get("default") ?? max, max }] as const];
  }),
);
