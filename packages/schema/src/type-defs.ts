import { readFileSync } from "node:fs";

/** The hand-written schema of the graph and the API, as text. */
export const typeDefs = readFileSync(new URL("../type-defs.graphql", import.meta.url), "utf8");
