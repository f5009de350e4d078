import { appendFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

const EVERY_MS = 500;

/**
 * Loaded into the API by `--import`: writes down twice a second how long its event loop was held at most since, in ms, into the file that
 * LOOP_WATCH names.
 */
const path = process.env["LOOP_WATCH"];
if (isMainThread && path !== undefined) {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  setInterval(() => {
    appendFileSync(path, `${(delays.max / 1e6).toFixed(0)}\n`);
    delays.reset();
  }, EVERY_MS).unref();
}
