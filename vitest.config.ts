import { defineConfig } from "vitest/config";

const project = (name: string, include: string[], extra = {}) => ({ test: { name, include, ...extra } });

// "unit" needs nothing; "system" and "e2e" start a real Neo4j, a real sshd and a real Chromium (tests/support).
export default defineConfig({
  test: {
    projects: [
      project("unit", ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "neo4j/**/*.test.ts"], {
        exclude: ["**/*.system.test.ts"],
      }),
      project("system", ["tests/system/**/*.test.ts"], {
        testTimeout: 120_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
      project("e2e", ["tests/e2e/**/*.test.ts"], {
        testTimeout: 120_000,
        hookTimeout: 240_000,
        fileParallelism: false,
      }),
    ],
  },
});
