import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const PACKAGES = ["numpy==2.4.6", "scipy==1.17.1", "scikit-learn==1.9.1"];

/** A Python with SciPy and scikit-learn in the cache folder, made there at the first call. */
function pythonWithScipy(): string {
  const cache = process.env["DEEPSEC_CACHE_DIR"] ?? join(homedir(), ".cache", "deepsec");
  const venv = join(cache, "bench-scipy-venv");
  const python = join(venv, "bin", "python");
  if (existsSync(join(venv, "ready"))) return python;
  run("python3", ["-m", "venv", venv]);
  run(python, ["-m", "pip", "install", "--quiet", ...PACKAGES]);
  run("touch", [join(venv, "ready")]);
  return python;
}

/** Runs a script of tests/bench with JSON on its standard input, and reads the JSON that it prints. */
export function runPython(script: string, input: unknown): unknown {
  return JSON.parse(run(pythonWithScipy(), [join(import.meta.dirname, "..", script)], JSON.stringify(input)));
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
