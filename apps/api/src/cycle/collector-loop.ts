import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";
import type { CollectionCycle, CycleResult } from "./collection-cycle.ts";
import { type Schedule, startSchedule } from "./schedule.ts";
import { SingleFlight } from "./single-flight.ts";

/** Runs cycles by the schedule and on request, one at a time. */
export class CollectorLoop {
  readonly #flight: SingleFlight<CycleResult>;
  readonly #schedule: Schedule | null;
  readonly #aborter = new AbortController();
  #isRequested = false;

  /**
   * @param pattern - Cron pattern in UTC; null: only on request.
   * @param startsNow - Run a cycle at once: what is to be followed has to be listed first.
   */
  constructor(cycle: CollectionCycle, pattern: string | null, startsNow: boolean, log: Logger) {
    this.#flight = new SingleFlight(() => {
      const isRequested = this.#isRequested;
      this.#isRequested = false;
      return cycle.run(isRequested, this.#aborter.signal);
    });
    if (startsNow) void this.#scheduled(log);
    this.#schedule = pattern === null ? null : startSchedule(pattern, () => this.#scheduled(log), log);
  }

  /** A cycle that starts after this call. */
  collectNow(): Promise<CycleResult> {
    this.#isRequested = true;
    return this.#flight.run();
  }

  /** Ends after the transaction that goes on, if any. */
  async stop(): Promise<void> {
    this.#aborter.abort();
    await this.#schedule?.stop();
    await this.#flight.stop();
  }

  async #scheduled(log: Logger): Promise<void> {
    if (this.#flight.isRunning) return;
    try {
      await this.#flight.run();
    } catch (error) {
      // The next time on the schedule tries again from what is stored; a cycle leaves nothing half done.
      if (!(error instanceof ApiError && error.code === "STOPPED")) log.error({ err: error }, "cycle failed");
    }
  }
}
