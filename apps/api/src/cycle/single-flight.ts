import { ApiError } from "../api-error.ts";

/**
 * Runs one task at a time. Whoever asks while it runs waits for the run after it, and all who wait share that one: it starts after
 * they asked, so what was there when they asked is in it.
 */
export class SingleFlight<Result> {
  readonly #task: () => Promise<Result>;
  #running: Promise<Result> | null = null;
  #next: Promise<Result> | null = null;
  #isStopped = false;

  constructor(task: () => Promise<Result>) {
    this.#task = task;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** @throws ApiError `STOPPED` after `stop`. */
  run(): Promise<Result> {
    if (this.#isStopped) return Promise.reject(new ApiError("STOPPED", "the API is stopping"));
    if (this.#running === null) return this.#start();
    const after = this.#running;
    this.#next ??= after.then(
      () => this.#startNext(),
      () => this.#startNext(),
    );
    return this.#next;
  }

  /** Lets the run that goes on end; none starts after it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.allSettled([this.#running, this.#next]);
  }

  #startNext(): Promise<Result> {
    this.#next = null;
    if (this.#isStopped) return Promise.reject(new ApiError("STOPPED", "the API is stopping"));
    return this.#start();
  }

  #start(): Promise<Result> {
    const running = this.#task().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }
}
