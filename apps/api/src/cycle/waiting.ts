import type { SourceRead } from "@deepsec/collector";

/** A line without its newline waits so long for the rest. */
const PARTIAL_LINE_WAIT_MS = 30_000;

interface Wait {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly sinceMs: number;
  /** When it was looked at last. */
  readonly notedMs: number;
}

/**
 * Remembers since when the end of a source stands unchanged. Lost with the process: then it waits once more. Times are of a clock
 * that nobody sets (performance.now): a day put back must not make a line wait for a day.
 */
export class Waiting {
  readonly #waits = new Map<string, Wait>();

  /** True when a last line without a newline has waited long enough. */
  isPartialDue(sourceId: string, nowMs: number): boolean {
    const wait = this.#waits.get(sourceId);
    return wait !== undefined && nowMs - wait.sinceMs >= PARTIAL_LINE_WAIT_MS;
  }

  /**
   * True when the lines of `read` stand there, and nothing after them, for long enough to call the last event finished.
   *
   * @param waitMs - How long that is.
   */
  isEventDue(sourceId: string, read: SourceRead, nowMs: number, waitMs: number): boolean {
    const wait = this.#waits.get(sourceId);
    return wait !== undefined && isSame(wait, read) && nowMs - wait.sinceMs >= waitMs;
  }

  /** True when what waits has waited long enough since it was looked at last: to read it again will bring it. */
  isDue(sourceId: string, nowMs: number, waitMs: number): boolean {
    const wait = this.#waits.get(sourceId);
    if (wait === undefined) return false;
    const dueAt = [wait.sinceMs + waitMs, wait.sinceMs + PARTIAL_LINE_WAIT_MS];
    return dueAt.some((ms) => wait.notedMs < ms && ms <= nowMs);
  }

  /** Notes what `read` showed. @param offsetBytes - Where the next read begins. */
  note(sourceId: string, read: SourceRead, offsetBytes: number, nowMs: number): void {
    const { sizeBytes } = read;
    const wait = this.#waits.get(sourceId);
    const isUnchanged = wait?.offsetBytes === offsetBytes && wait.sizeBytes === sizeBytes;
    if (offsetBytes === sizeBytes && read.lagBytes === 0) this.#waits.delete(sourceId);
    else {
      const sinceMs = isUnchanged ? wait.sinceMs : nowMs;
      this.#waits.set(sourceId, { offsetBytes, sizeBytes, sinceMs, notedMs: nowMs });
    }
  }
}

function isSame(wait: Wait, read: SourceRead): boolean {
  return wait.offsetBytes === read.offsetBytes && wait.sizeBytes === read.sizeBytes;
}
