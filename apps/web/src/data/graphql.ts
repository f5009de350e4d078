import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./graphql-env.d.ts";

/** GraphQL text to a document that knows the types of its answer, taken from the schema the API prints. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  /** BigInt crosses as a string of digits, DateTime as ISO 8601 in UTC. */
  scalars: { BigInt: string; DateTime: string };
}>();
