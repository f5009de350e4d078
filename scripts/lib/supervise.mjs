import { setTimeout as sleep } from "node:timers/promises";

import { say } from "./progress.mjs";

const ENDS_MAX = 5;
const ENDS_WINDOW_MS = 60_000;

/**
 * Starts a service again whenever it ends unasked.
 * @param {string} name
 * @param {() => Promise<{ exited: Promise<unknown> }>} start - starts it and notes it as the one that runs
 * @param {{ exited: Promise<unknown> }} first - the one that runs now
 * @param {AbortSignal} signal - no more restarts from then on
 * @returns {Promise<void>} when `signal` aborts
 * @throws Error when it ended five times within a minute, or does not start again
 */
export async function supervise(name, start, first, signal) {
  const ends = [];
  for (let current = first; ; current = await start()) {
    const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    await Promise.race([current.exited, aborted]);
    if (signal.aborted) return;
    const nowMs = performance.now();
    ends.push(nowMs);
    if (ends.filter((ms) => nowMs - ms < ENDS_WINDOW_MS).length >= ENDS_MAX) {
      throw new Error(`${name} ended ${ENDS_MAX} times within a minute`);
    }
    say(`${name} ended; starting it again`);
    await sleep(1000);
    if (signal.aborted) return;
  }
}
