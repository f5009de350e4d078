import { appendFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

const EVERY_MS = 500;
const RESOLUTION_MS = 5;

/**
 * Loaded into the API by `--import`: writes down twice a second, into the file that LOOP_WATCH names, how long its event loop was held at
 * most since, and how much processor time the longest piece of its own work took, both in ms. On a busy machine only the latter says
 * something of the API.
 */
const path = process.env["LOOP_WATCH"];
if (isMainThread && path !== undefined) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let last = cpuMs();
  let longest = 0;
  setInterval(() => {
    const now = cpuMs();
    longest = Math.max(longest, now - last);
    last = now;
  }, RESOLUTION_MS).unref();
  setInterval(() => {
    appendFileSync(path, `${(delays.max / 1e6).toFixed(0)} ${longest.toFixed(0)}\n`);
    delays.reset();
    longest = 0;
  }, EVERY_MS).unref();
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
