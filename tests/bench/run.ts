/** `npm run bench -- NAME ARGS…` runs the benchmark tests/bench/NAME.ts; data comes by path, the repo holds none. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [name = "", ...args] = process.argv.slice(2);
const path = join(import.meta.dirname, `${name}.ts`);

if (name === "" || name === "run" || !/^[a-z\d-]+$/.test(name) || !existsSync(path)) {
  const names = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".ts") && file !== "run.ts")
    .map((file) => file.slice(0, -3));
  console.error(`usage: npm run bench -- NAME ARGS…\nbenchmarks: ${names.join(", ")}`);
  process.exitCode = 64;
} else {
  const { bench } = (await import(path)) as { bench: (args: readonly string[]) => Promise<void> };
  await bench(args);
}
