import { schedule, validateDetailed } from "node-cron";
import type { Logger } from "pino";

/** What is wrong with a cron pattern (five fields, or six with seconds first), or null. */
export function scheduleProblem(pattern: string): string | null {
  const fields = pattern.trim().split(/\s+/).length;
  if (fields !== 5 && fields !== 6) {
    return `a schedule has five fields, or six with seconds first, not ${fields}: */10 * * * * *`;
  }
  const { valid, errors } = validateDetailed(pattern);
  if (valid) return null;
  return errors.map(({ field, message }) => `${field}: ${message}`).join("; ") || `no schedule: ${pattern}`;
}

export interface Schedule {
  stop(): Promise<void>;
}

/**
 * Runs `task` whenever the pattern says, in UTC: an hour that daylight saving repeats or leaves out would double or skip cycles.
 * A time that comes while the task still runs is left out, not queued: the next one reads what it would have read.
 */
export function startSchedule(pattern: string, task: () => Promise<void>, log: Logger): Schedule {
  const scheduled = schedule(pattern, task, {
    timezone: "UTC",
    noOverlap: true,
    suppressMissedWarning: true,
    // Its own logger writes coloured text to stdout. That a long cycle leaves out a time is no warning here.
    logger: {
      info: (message) => log.debug(message),
      warn: (message) => log.debug(message),
      error: (error) => log.error({ err: error }, "schedule"),
      debug: (message) => log.trace(String(message)),
    },
  });
  return {
    stop: async () => {
      await scheduled.destroy();
    },
  };
}
