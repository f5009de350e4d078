import type { Logger } from "pino";
import { ApiError } from "../api-error.ts";
import type { CollectionCycle, CycleResult } from "./collection-cycle.ts";
import { type Schedule, startSchedule } from "./schedule.ts";
import { SingleFlight } from "./single-flight.ts";

/** Runs cycles by the schedule and on request, one at a time. */
export class CollectorLoop {
  readonly #flight: SingleFlight<CycleResult>;
  readonly #log: Logger;
  readonly #aborter = new AbortController();
  #schedule: Schedule | null = null;
  #pattern: string | null = null;
  /** Hosts that somebody asked for; null: nobody did. */
  #requested: ReadonlySet<string> | "all" | null = null;

  /**
   * @param pattern - Cron pattern in UTC; null: only on request.
   * @param startsNow - Run a cycle at once: what is to be followed has to be listed first.
   */
  constructor(cycle: CollectionCycle, pattern: string | null, startsNow: boolean, log: Logger) {
    this.#log = log;
    this.#flight = new SingleFlight(() => {
      const requested = this.#requested;
      this.#requested = null;
      const hostNames = requested === "all" ? null : requested;
      return cycle.run({ isRequested: requested !== null, hostNames }, this.#aborter.signal);
    });
    if (startsNow) void this.#scheduled();
    this.setSchedule(pattern);
  }

  /** When the schedule is to begin a cycle next; null: never. */
  get nextMs(): number | null {
    return this.#schedule?.nextMs() ?? null;
  }

  /** Cycles begin by this pattern from now on. */
  setSchedule(pattern: string | null): void {
    if (pattern === this.#pattern) return;
    void this.#schedule?.stop();
    this.#pattern = pattern;
    this.#schedule = pattern === null ? null : startSchedule(pattern, () => this.#scheduled(), this.#log);
  }

  /** A cycle that starts after this call. @param hostNames - Of these hosts, and those that others ask for; null: of all. */
  collectNow(hostNames: readonly string[] | null): Promise<CycleResult> {
    const before = this.#requested ?? [];
    this.#requested = hostNames === null || before === "all" ? "all" : new Set([...before, ...hostNames]);
    return this.#flight.run();
  }

  /** A cycle as the schedule has it, after the one that may be running. */
  collectSoon(): void {
    this.#flight.run().catch((error: unknown) => this.#report(error));
  }

  /** Ends after the transaction that goes on, if any. */
  async stop(): Promise<void> {
    this.#aborter.abort();
    await this.#schedule?.stop();
    await this.#flight.stop();
  }

  async #scheduled(): Promise<void> {
    if (this.#flight.isRunning) return;
    try {
      await this.#flight.run();
    } catch (error) {
      this.#report(error);
    }
  }

  /** The next time on the schedule tries again from what is stored; a cycle leaves nothing half done. */
  #report(error: unknown): void {
    if (!(error instanceof ApiError && error.code === "STOPPED"))
      this.#log.error({ err: error }, "cycle failed");
  }
}
