import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Python environments in the cache folder, and what is in each. */
const ENVIRONMENTS = {
  scipy: ["numpy==2.4.6", "scipy==1.17.1", "scikit-learn==1.9.1"],
  pysigma: ["pysigma==2.0.1"],
} as const;

/** A Python with its packages, made at the first call. */
function pythonWith(name: keyof typeof ENVIRONMENTS): string {
  const cache = process.env["DEEPSEC_CACHE_DIR"] ?? join(homedir(), ".cache", "deepsec");
  const venv = join(cache, `bench-${name}-venv`);
  const python = join(venv, "bin", "python");
  if (existsSync(join(venv, "ready"))) return python;
  run("python3", ["-m", "venv", venv]);
  run(python, ["-m", "pip", "install", "--quiet", ...ENVIRONMENTS[name]]);
  run("touch", [join(venv, "ready")]);
  return python;
}

/** Runs a script of tests/bench with JSON on its standard input, and reads the JSON that it prints. */
export function runPython(script: string, input: unknown): unknown {
  return runWith("scipy", script, input);
}

/** The same, with pySigma. */
export function runPySigma(script: string, input: unknown): unknown {
  return runWith("pysigma", script, input);
}

function runWith(name: keyof typeof ENVIRONMENTS, script: string, input: unknown): unknown {
  return JSON.parse(run(pythonWith(name), [join(import.meta.dirname, "..", script)], JSON.stringify(input)));
}

function run(command: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    input,
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${error?.message ?? stderr}`);
  return stdout;
}
