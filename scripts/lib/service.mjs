import { spawn } from "node:child_process";
import { createWriteStream, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { keepTail, stopChild } from "./child.mjs";
import { NODE, ROOT, toolEnvironment } from "./paths.mjs";
import { StartError } from "./start-error.mjs";

const FOLLOW_PARENT = fileURLToPath(new URL("follow-parent.mjs", import.meta.url));
const LOG_BYTES_MAX = 10_000_000;

/**
 * @typedef {object} Service
 * @property {string} name
 * @property {number} pid
 * @property {Promise<{ code: number | null, signal: string | null }>} exited
 * @property {() => string} tail - the last of what it printed
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a service under Node 24; it ends when this process does.
 * @param {{ name: string, args: string[], env?: Record<string, string>, cwd?: string, logDir: string, stopTimeoutMs: number,
 *   signal: AbortSignal }} options
 * @param {(service: Service) => Promise<T>} untilReady - waits for its sign of life
 * @returns {Promise<Service & { ready: T }>}
 * @throws StartError with what it printed when it ends before that; exitCode is its own
 * @template T
 */
export async function startService(
  { name, args, env = {}, cwd = ROOT, logDir, stopTimeoutMs, signal },
  untilReady,
) {
  // detached: a Ctrl-C in the terminal must reach the one who stops the services in order, and not them.
  const child = spawn(NODE, ["--import", FOLLOW_PARENT, ...args], {
    cwd,
    env: { ...toolEnvironment(), ...env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  child.stdin.on("error", () => {});
  const tail = keepTail(child);
  const log = openLog(join(logDir, `${name}.log`));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exited = new Promise((resolve) => {
    child.once("error", () => resolve({ code: null, signal: null }));
    child.once("close", (code, signalName) => resolve({ code, signal: signalName }));
  }).finally(() => log.end());
  const service = {
    name,
    pid: child.pid,
    exited,
    tail,
    stop: () => stopChild(child, stopTimeoutMs).then(() => exited),
  };

  const ended = exited.then(({ code, signal: signalName }) => {
    const error = new StartError(
      `${name} ended as it started (${signalName === null ? `exit code ${code}` : signalName}):\n${tail().trim()}`,
      `see the lines above, or ${join(logDir, `${name}.log`)}`,
    );
    error.exitCode = code ?? 1;
    throw error;
  });
  ended.catch(() => {});
  const stopStarting = () => void service.stop();
  signal.addEventListener("abort", stopStarting, { once: true });
  try {
    return { ...service, ready: await Promise.race([untilReady(service), ended]) };
  } catch (error) {
    await service.stop();
    throw error;
  } finally {
    signal.removeEventListener("abort", stopStarting);
  }
}

/** @param {string} url @param {Service} service @returns {Promise<void>} when it answers 2xx or 3xx */
export async function untilAnswers(url, service) {
  const gone = new AbortController();
  void service.exited.then(() => gone.abort());
  while (!gone.signal.aborted) {
    try {
      const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      if (response.status < 400) return;
    } catch {
      // Not listening yet; the service's end, not a count of tries, ends the waiting.
    }
    await sleep(100);
  }
}

function openLog(file) {
  try {
    if (statSync(file).size > LOG_BYTES_MAX) renameSync(file, `${file}.1`);
  } catch {
    // The first start has none.
  }
  return createWriteStream(file, { flags: "a" });
}
