/**
 * The switches of @neo4j/graphql that shape the schema. The API builds with them, and so does `npm run schema`: what is printed is what is served.
 * Deprecated forms (`id_EQ`, aggregation filters outside connections, …) are left out, so that clients only ever see one way to ask.
 */
export const schemaFeatures = {
  excludeDeprecatedFields: {
    mutationOperations: true,
    aggregationFilters: true,
    aggregationFiltersOutsideConnection: true,
    relationshipFilters: true,
    attributeFilters: true,
  },
} as const;
