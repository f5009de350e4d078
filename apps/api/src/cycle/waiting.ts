import type { SourceRead } from "@deepsec/collector";

/** A line without its newline waits so long for the rest. */
const PARTIAL_LINE_WAIT_MS = 30_000;

interface Wait {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly sinceMs: number;
}

/**
 * Remembers since when the end of a source stands unchanged. Lost with the process: then it waits once more. Times are of a clock
 * that nobody sets (performance.now): a day put back must not make a line wait for a day.
 */
export class Waiting {
  readonly #waits = new Map<string, Wait>();
  readonly #eventWaitMs: number;

  constructor(eventWaitMs: number) {
    this.#eventWaitMs = eventWaitMs;
  }

  /** True when a last line without a newline has waited long enough. */
  isPartialDue(sourceId: string, nowMs: number): boolean {
    const wait = this.#waits.get(sourceId);
    return wait !== undefined && nowMs - wait.sinceMs >= PARTIAL_LINE_WAIT_MS;
  }

  /** True when the lines of `read` stand there, and nothing after them, for long enough to call the last event finished. */
  isEventDue(sourceId: string, read: SourceRead, nowMs: number): boolean {
    const wait = this.#waits.get(sourceId);
    return wait !== undefined && isSame(wait, read) && nowMs - wait.sinceMs >= this.#eventWaitMs;
  }

  /** Notes what `read` showed. @param offsetBytes - Where the next read begins. */
  note(sourceId: string, read: SourceRead, offsetBytes: number, nowMs: number): void {
    const isAtEnd = offsetBytes === read.sizeBytes && read.lagBytes === 0;
    const wait = this.#waits.get(sourceId);
    if (isAtEnd) this.#waits.delete(sourceId);
    else if (wait === undefined || wait.offsetBytes !== offsetBytes || wait.sizeBytes !== read.sizeBytes) {
      this.#waits.set(sourceId, { offsetBytes, sizeBytes: read.sizeBytes, sinceMs: nowMs });
    }
  }
}

function isSame(wait: Wait, read: SourceRead): boolean {
  return wait.offsetBytes === read.offsetBytes && wait.sizeBytes === read.sizeBytes;
}
