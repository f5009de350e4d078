import { Worker } from "node:worker_threads";
import { ApiError, type ApiErrorCode } from "../api-error.ts";
import type { StoredMemory } from "../store/known-state.ts";
import type { DetectionPaths } from "./added-detection.ts";
import type { ReadToTake, Taken, TakeOptions } from "./take-reads.ts";

/** What the worker is started with. */
export interface AnalystSettings extends DetectionPaths {
  /** For `keyedHash`. */
  readonly redactionKey: Uint8Array;
}

/** What the worker is asked. */
export interface AnalystRequest {
  readonly reads: readonly ReadToTake[];
  readonly options: TakeOptions;
  /** Null: go on from the state after the last analysis. */
  readonly memory: StoredMemory | null;
}

/** What it answers. */
export type AnalystAnswer =
  Taken | { readonly failure: { readonly code: ApiErrorCode | null; readonly message: string } };

/**
 * Parses and analyzes in a thread of its own, because that is seconds of computation in which the server would answer nobody. Bytes go
 * there, and what is stored comes back: events never go from thread to thread. What it remembers stays in that thread from cycle to cycle.
 */
export class Analyst {
  readonly #settings: AnalystSettings;
  #worker: Worker | null = null;
  #cycle: number | null = null;

  constructor(settings: AnalystSettings) {
    this.#settings = settings;
  }

  /** True when the thread remembers all as it was after the stored cycle `cycle`. */
  remembers(cycle: number): boolean {
    return this.#worker !== null && this.#cycle === cycle;
  }

  /**
   * Takes in what was read after the stored cycle `cycle`. It counts as stored until `forget` is called.
   *
   * @param memory - Needed when the cycle is not remembered.
   * @throws ApiError `LINEAGE_BROKEN`.
   */
  async take(
    cycle: number,
    reads: readonly ReadToTake[],
    options: TakeOptions,
    memory: StoredMemory | null,
  ): Promise<Taken> {
    const answer = await this.#ask({ reads, options, memory: this.remembers(cycle) ? null : memory });
    if ("failure" in answer) {
      const { code, message } = answer.failure;
      throw code === null ? new Error(message) : new ApiError(code, message);
    }
    this.#cycle = answer.analysis === null ? cycle : cycle + 1;
    return answer;
  }

  /** A cycle without new events was stored: what the thread remembers is the same after it. */
  skip(cycle: number): void {
    if (this.remembers(cycle)) this.#cycle = cycle + 1;
  }

  /** What was analyzed last is not what the graph holds: load it again. */
  forget(): void {
    this.#cycle = null;
  }

  async close(): Promise<void> {
    this.forget();
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #ask(request: AnalystRequest): Promise<AnalystAnswer> {
    this.#worker ??= new Worker(new URL("analyst-worker.ts", import.meta.url), {
      workerData: this.#settings,
    });
    const worker = this.#worker;
    const { promise, resolve, reject } = Promise.withResolvers<AnalystAnswer>();
    const onExit = (code: number): void => reject(new Error(`the analysis ended with code ${code}`));
    worker.once("message", resolve).once("error", reject).once("exit", onExit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin, a window has
    worker.postMessage(request);
    const settled = promise.catch((error: unknown) => {
      // A thread that threw is gone, out of memory for instance; the next cycle starts another.
      this.forget();
      this.#worker = null;
      throw error;
    });
    return settled.finally(() => worker.off("message", resolve).off("error", reject).off("exit", onExit));
  }
}
