import { randomUUID } from "node:crypto";
import type { ReadOutcome } from "../collect/source-reader.ts";
import type { SourceOutcome } from "../store/cycle-record.ts";
import type { Intake } from "./intake.ts";

/** Storing costs something however little there is to store: it takes half of the time at most, unless that would be late. */
const STORE_EVERY_MS_MIN = 500;
const STORE_EVERY_MS_MAX = 1000;
/** A run a second would be a list that nobody reads. */
const RUN_MS = 60_000;

interface Brought {
  readonly outcomes: readonly ReadOutcome[];
  readonly startedMs: number;
  readonly resolve: (unread: ReadonlySet<string>) => void;
  readonly reject: (error: unknown) => void;
}

function sourceOutcome({ wanted, read, failure }: ReadOutcome): SourceOutcome {
  return { id: wanted.id, failure, sizeBytes: read?.sizeBytes ?? null };
}

/** Gathers what is brought from many hosts, and has it taken in together: twice a second at most, and as one run each minute. */
export class IntakeBatch {
  readonly #intake: Intake;
  readonly #eventWaitMs: number;
  readonly #clock: () => number;
  #waiting: Brought[] = [];
  #isScheduled = false;
  /** The next store begins then at the earliest. */
  #dueMs = 0;
  #run = { id: "", minute: 0 };

  constructor(intake: Intake, eventWaitMs: number, clock: () => number) {
    this.#intake = intake;
    this.#eventWaitMs = eventWaitMs;
    this.#clock = clock;
  }

  /** @returns ids of the sources of which there is more to read at once. */
  take(outcomes: readonly ReadOutcome[], startedMs: number): Promise<ReadonlySet<string>> {
    const { promise, resolve, reject } = Promise.withResolvers<ReadonlySet<string>>();
    this.#waiting.push({ outcomes, startedMs, resolve, reject });
    if (!this.#isScheduled) this.#schedule();
    return promise;
  }

  #schedule(): void {
    this.#isScheduled = true;
    setTimeout(() => void this.#store(), Math.max(0, this.#dueMs - performance.now()));
  }

  async #store(): Promise<void> {
    const brought = this.#waiting;
    this.#waiting = [];
    const beganMs = performance.now();
    const outcomes = brought.flatMap((one) => one.outcomes);
    try {
      const { unread } = await this.#intake.take({
        runId: this.#runId(),
        startedMs: Math.min(...brought.map((one) => one.startedMs)),
        outcomes,
        fared: () => ({ hosts: [], sources: outcomes.map(sourceOutcome) }),
        eventWaitMs: this.#eventWaitMs,
        isRunKept: false,
        isNewsOnly: true,
      });
      for (const { resolve } of brought) resolve(unread);
    } catch (error) {
      for (const { reject } of brought) reject(error);
    } finally {
      const twiceMs = 2 * (performance.now() - beganMs);
      this.#dueMs = beganMs + Math.min(STORE_EVERY_MS_MAX, Math.max(STORE_EVERY_MS_MIN, twiceMs));
      // What came meanwhile waits for its own turn.
      this.#isScheduled = false;
      if (this.#waiting.length > 0) this.#schedule();
    }
  }

  #runId(): string {
    const minute = Math.floor(this.#clock() / RUN_MS);
    if (minute !== this.#run.minute) this.#run = { id: randomUUID(), minute };
    return this.#run.id;
  }
}
