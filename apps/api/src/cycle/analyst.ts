import { Worker } from "node:worker_threads";
import { ApiError, type ApiErrorCode } from "../api-error.ts";
import type { StoredMemory } from "../store/known-state.ts";
import type { Analyzed, SourceEvents } from "./analyze.ts";

/** What the worker is started with. */
export interface AnalystSettings {
  /** Files and folders of the rules that a person added. */
  readonly rulePaths: readonly string[];
}

/** What the worker is asked. */
export interface AnalystRequest {
  readonly sources: readonly SourceEvents[];
  /** Null: go on from the state after the last analysis. */
  readonly memory: StoredMemory | null;
  readonly observedAt: string;
}

/** What it answers. */
export type AnalystAnswer =
  Analyzed | { readonly failure: { readonly code: ApiErrorCode | null; readonly message: string } };

/**
 * Analyzes in a thread of its own, because mining and clustering are seconds of computation in which the server would answer nobody.
 * What it remembers stays in that thread from cycle to cycle.
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
   * The analysis of what was read after the stored cycle `cycle`. It counts as stored until `forget` is called.
   *
   * @param memory - Needed when the cycle is not remembered.
   * @throws ApiError `LINEAGE_BROKEN`.
   */
  async analyze(
    cycle: number,
    request: Omit<AnalystRequest, "memory">,
    memory: StoredMemory | null,
  ): Promise<Analyzed> {
    const answer = await this.#ask({ ...request, memory: this.remembers(cycle) ? null : memory });
    if ("failure" in answer) {
      const { code, message } = answer.failure;
      throw code === null ? new Error(message) : new ApiError(code, message);
    }
    this.#cycle = cycle + 1;
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
