import { createRequire } from "node:module";
import { defineConfig } from "vitest/config";

const project = (name: string, include: string[], extra = {}) => ({
  // As Node itself resolves: vite would take a second copy of graphql beside that of @neo4j/graphql, whose types are others.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve("graphql") }] },
  test: { name, include, ...extra },
});

// Tests on a real database: one Neo4j for all of them, so one file at a time, after those that need none.
const onNeo4j = {
  globalSetup: ["tests/support/neo4j-global-setup.ts"],
  testTimeout: 120_000,
  hookTimeout: 240_000,
  fileParallelism: false,
};

// "unit" needs nothing; "system", "e2e" and "faults" start a real Neo4j, a real sshd and a real Chromium (tests/support).
export default defineConfig({
  test: {
    projects: [
      project(
        "unit",
        [
          "packages/*/src/**/*.test.ts",
          "apps/*/src/**/*.test.ts",
          "{neo4j,scripts}/**/*.test.ts",
          "tests/detection/**/*.test.ts",
        ],
        {
          exclude: ["**/*.system.test.ts"],
        },
      ),
      project("system", ["tests/{system,security}/**/*.test.ts", "apps/*/src/**/*.system.test.ts"], {
        ...onNeo4j,
        sequence: { groupOrder: 1 },
      }),
      // Each case empties a database of its own; three at a time, because most of them wait most of the time.
      project("faults", ["tests/faults/**/*.test.ts"], {
        testTimeout: 900_000,
        hookTimeout: 240_000,
        maxConcurrency: 3,
        sequence: { groupOrder: 3 },
      }),
      project("e2e", ["tests/e2e/**/*.test.ts"], { ...onNeo4j, sequence: { groupOrder: 2 } }),
    ],
  },
});
