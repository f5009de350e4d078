export { schemaFeatures } from "./features.ts";
export { typeDefs } from "./type-defs.ts";
