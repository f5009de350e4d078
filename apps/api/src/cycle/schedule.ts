import { createTask, validateDetailed } from "node-cron";
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

// The clock is looked at this often at least, because somebody may set it.
const LOOK_MS_MAX = 1000;

export interface Schedule {
  /** In ms since 1970. */
  nextMs(): number;
  stop(): Promise<void>;
}

/**
 * Runs `task` whenever the pattern says, in UTC: an hour that daylight saving repeats or leaves out would double or skip cycles.
 * A time that comes while the task still runs is left out, not queued: the next one reads what it would have read.
 *
 * The next time is counted from now at every look. node-cron's own timer counts from its last one: a clock that is set back by an
 * hour silences it for an hour, and of one that is set forward by a year it looks at every second in between.
 */
export function startSchedule(pattern: string, task: () => Promise<void>, log: Logger): Schedule {
  const times = createTask(pattern, () => undefined, { timezone: "UTC" });
  const next = (): number => times.getNextRuns(1)[0]?.getTime() ?? Infinity;
  let running: Promise<void> | null = null;
  let dueMs = next();
  let timer: NodeJS.Timeout;
  const look = (): void => {
    if (Date.now() >= dueMs) {
      running ??= task()
        .catch((error: unknown) => log.error({ err: error }, "schedule"))
        .finally(() => {
          running = null;
        });
    }
    dueMs = next();
    timer = setTimeout(look, Math.min(LOOK_MS_MAX, Math.max(0, dueMs - Date.now())));
  };
  timer = setTimeout(look, 0);
  return {
    nextMs: next,
    stop: async () => {
      clearTimeout(timer);
      await times.destroy();
    },
  };
}
