import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until `check` neither throws nor gives null, and gives its answer.
 *
 * @throws Error after `timeoutMs`, with what the last attempt said as its cause.
 */
export async function eventually<Result>(
  what: string,
  check: () => Promise<Result | null> | Result | null,
  { timeoutMs = 30_000, everyMs = 100 } = {},
): Promise<Result> {
  const endMs = performance.now() + timeoutMs;
  let last: unknown;
  do {
    try {
      const result = await check();
      if (result !== null) return result;
    } catch (error) {
      last = error;
    }
    await sleep(everyMs);
  } while (performance.now() < endMs);
  throw new Error(`not within ${timeoutMs} ms: ${what}`, { cause: last });
}
