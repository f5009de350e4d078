import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

// The arrows between the rooms are worth only as much as the checks that hold them: here each one is broken on purpose, in a
// copy of the repository, and the command that `npm run check` uses has to name the file.
const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const left = new Set(["node_modules", ".next", ".turbo", ".git", ".deepsec"]);

const packageBreaches = [
  ["packages/engine/src/breach.ts", "@deepsec/collector"],
  ["packages/collector/src/breach.ts", "@deepsec/engine"],
  ["packages/schema/src/breach.ts", "@deepsec/engine"],
  ["packages/rules/src/breach.ts", "@deepsec/collector"],
  ["packages/settings/src/breach.ts", "@deepsec/engine"],
  ["apps/demo/src/breach.ts", "@deepsec/engine"],
  ["apps/api/src/breach.ts", "@deepsec/demo"],
  ["apps/cli/src/breach.ts", "@deepsec/api"],
  ["apps/web/src/breach.ts", "@deepsec/engine"],
] as const;

const sourceBreaches = [
  ["packages/engine/src/reads-files.ts", 'import "node:fs";', "no-restricted-imports"],
  ["packages/engine/src/reads-clock.ts", "export const at = Date.now();", "no-restricted-properties"],
  ["packages/engine/src/draws-lots.ts", "export const lot = Math.random();", "no-restricted-properties"],
  ["apps/api/src/serve/logs-in.ts", 'import "node-ssh";', "no-restricted-imports"],
  ["apps/api/src/cycle/keeps-time.ts", 'import "node-cron";', "no-restricted-imports"],
  ["apps/api/src/cycle/sees-serve.ts", 'import "../serve/server.ts";', "no-restricted-imports"],
  ["apps/api/src/cycle/writes-graph.ts", 'import "neo4j-driver";', "no-restricted-imports"],
  ["apps/api/src/collect/sees-store.ts", 'import "../store/connect.ts";', "no-restricted-imports"],
  ["apps/api/src/store/sees-serve.ts", 'import "../serve/server.ts";', "no-restricted-imports"],
  ["apps/api/src/archive/sees-store.ts", 'import "../store/connect.ts";', "no-restricted-imports"],
  ["apps/api/src/store/sees-archive.ts", 'import "../archive/archive.ts";', "no-restricted-imports"],
  ["apps/api/src/serve/sees-collect.ts", 'import "../collect/source-reader.ts";', "no-restricted-imports"],
  ["apps/api/src/collect/takes-list.ts", 'import "./index.ts";', "no-restricted-imports"],
  ["apps/api/src/store/keeps-time.ts", 'import "node-cron";', "no-restricted-imports"],
  ["apps/api/src/store/reads-settings.ts", "export const port = process.env.PORT;", "no-process-env"],
  ["packages/engine/src/takes-list.ts", 'import "./index.ts";', "no-restricted-imports"],
  ["packages/collector/src/default-name.ts", "export default 1;", "no-default-export"],
  ["packages/collector/src/ring-a.ts", 'export { b as a } from "./ring-b.ts";', "no-cycle"],
  ["packages/collector/src/ring-b.ts", 'export { a as b } from "./ring-a.ts";', "no-cycle"],
] as const;

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "deepsec-arrows-"));
  await cp(root, copy, { recursive: true, filter: (from) => !left.has(basename(from)) });
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
  // turbo looks at the files of a git repository.
  await run("git", ["init", "-q"]);
  for (const [file, name] of packageBreaches)
    await writeFile(join(copy, file), `import ${JSON.stringify(name)};\n`);
  for (const [file, text] of sourceBreaches) await writeFile(join(copy, file), `${text}\n`);
}, 60_000);

afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

test(
  "an import against the arrows between packages fails turbo boundaries, each by its file",
  { timeout: 60_000 },
  async () => {
    const { code, output } = await run(join(bin, "turbo"), ["boundaries", "--no-color"]);
    expect(code).not.toBe(0);
    const unseen = packageBreaches.map(([file]) => file).filter((file) => !output.includes(file));
    expect(unseen).toEqual([]);
  },
);

test(
  "an import or a call that a room may not have fails the lint, each by its file and rule",
  { timeout: 60_000 },
  async () => {
    const { code, output } = await run(join(bin, "oxlint"), ["--format=unix"]);
    expect(code).not.toBe(0);
    const lines = output.split("\n");
    const unseen = sourceBreaches.filter(
      ([file, , rule]) => !lines.some((line) => line.includes(file) && line.includes(rule)),
    );
    expect(unseen).toEqual([]);
  },
);

function run(command: string, args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  return new Promise((resolve) => {
    execFile(command, args, { cwd: copy, env, maxBuffer: 50_000_000 }, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === "number" ? error.code : error === null ? 0 : 1,
        output: stdout + stderr,
      });
    });
  });
}
