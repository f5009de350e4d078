const STILL_EVERY_MS = 10_000;
const startedMs = performance.now();

/** One line for the person who waits, with the seconds since the start. */
export function say(message) {
  console.log(`[${seconds(performance.now() - startedMs).padStart(5)} s] ${message}`);
}

/**
 * Says what is being done, every ten seconds that it still is, and how long it took.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const fromMs = performance.now();
  say(`${name} …`);
  const still = setInterval(() => say(`${name}: still at it`), STILL_EVERY_MS);
  try {
    const result = await work();
    say(`${name}: done in ${seconds(performance.now() - fromMs)} s`);
    return result;
  } finally {
    clearInterval(still);
  }
}

function seconds(ms) {
  return (ms / 1000).toFixed(1);
}
