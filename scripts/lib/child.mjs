import { spawn } from "node:child_process";

const runs = new Set();

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<{ code: number | null, output: string }>} code null when the command is not there or was killed; output is
 *   stdout and stderr together, the last 64 KiB of it.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    runs.add(child);
    child.once("exit", () => runs.delete(child));
    const tail = keepTail(child);
    child.once("error", (error) => resolve({ code: null, output: String(error) }));
    child.once("close", (code) => resolve({ code, output: tail() }));
  });
}

/** Ends every command that `run` has not seen the end of. */
export function stopRuns() {
  for (const child of runs) child.kill("SIGTERM");
}

/**
 * Collects what a child prints.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => string} the last `charactersMax` characters of stdout and stderr so far
 */
export function keepTail(child, charactersMax = 65_536) {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text) => {
      output = (output + text).slice(-charactersMax);
    });
  }
  return () => output;
}

/**
 * Ends a child of ours: SIGTERM, and SIGKILL by its id when it is still there after the time-out.
 * @param {import("node:child_process").ChildProcess} child
 * @param {number} timeoutMs
 * @returns {Promise<void>} when it is gone
 */
export function stopChild(child, timeoutMs) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve();
  return new Promise((resolve) => {
    const killer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    child.once("exit", () => {
      clearTimeout(killer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}
