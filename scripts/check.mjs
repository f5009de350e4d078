// `npm run check`: everything about the code that needs no running system. Each check prints nothing while it is content.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ""}`,
  TURBO_TELEMETRY_DISABLED: "1",
  NEXT_TELEMETRY_DISABLED: "1",
};

const checks = [
  { name: "types", command: "turbo run types --output-logs=errors-only --log-order=grouped", mend: "" },
  { name: "lint", command: "oxlint", mend: "" },
  { name: "format", command: "prettier --check --log-level warn --cache .", mend: "npx prettier --write ." },
  { name: "boundaries", command: "turbo boundaries", mend: "see the arrows in docs/architecture.md" },
  { name: "regexes", command: "node scripts/check-regexes.mjs", mend: "bound the repetition named" },
  { name: "packages", command: "node scripts/check-packages.mjs", mend: "see SECURITY.md, supply chain" },
  { name: "dead code", command: "knip --no-progress", mend: "" },
  {
    name: "schema",
    command: "npm run --silent schema:check --workspace @deepsec/schema",
    mend: "npm run schema -w @deepsec/schema",
  },
];

function run({ name, command, mend }) {
  const startedMs = Date.now();
  return new Promise((resolve) => {
    // The commands are the constants above: nothing of a user's gets into the shell.
    const child = spawn(command, { cwd: root, env, shell: true, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => output.push(chunk));
    child.on("close", (code) => {
      const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
      const isGood = code === 0;
      if (!isGood) process.stdout.write(`\n${Buffer.concat(output).toString().trimEnd()}\n\n`);
      const hint = isGood || mend === "" ? "" : `   mend: ${mend}`;
      console.log(`${isGood ? "ok    " : "FAILED"} ${name.padEnd(12)} ${seconds.padStart(5)} s${hint}`);
      resolve(isGood);
    });
  });
}

const results = [];
const waiting = [...checks];
async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.push(await run(next));
}
await Promise.all(Array.from({ length: Math.min(3, availableParallelism()) }, work));

const failed = results.filter((isGood) => !isGood).length;
console.log(`checks: ${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
