import { readFileSync, writeFileSync } from "node:fs";
import { Neo4jGraphQL } from "@neo4j/graphql";
import { lexicographicSortSchema, printSchema } from "graphql";
import { schemaFeatures } from "./features.ts";
import { typeDefs } from "./type-defs.ts";

// `node src/print.ts` writes api.graphql; with --check it only says whether the file is what it would write.
const target = new URL("../api.graphql", import.meta.url);
const head = "# Printed by `npm run schema -w @deepsec/schema` from type-defs.graphql. Do not edit.\n\n";

const schema = await new Neo4jGraphQL({ typeDefs, features: schemaFeatures }).getSchema();
const printed = `${head}${printSchema(lexicographicSortSchema(schema))}\n`;

if (process.argv.includes("--check")) {
  const stored = readStored();
  if (stored !== printed) {
    process.stderr.write(
      "packages/schema/api.graphql is not what type-defs.graphql gives; type: npm run schema -w @deepsec/schema\n",
    );
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, printed);
}

function readStored(): string | null {
  try {
    return readFileSync(target, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
