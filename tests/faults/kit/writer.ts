import { closeSync, fstatSync, openSync, statSync, writeSync } from "node:fs";
import { makeLine } from "./line.ts";

const TICK_MS = 20;

export interface WriterOptions {
  readonly linesPerSecond: number;
  /** How long after its file was renamed the writer goes over to the new one: it writes to the old one until then. Default 0. */
  readonly reopenDelayMs?: number;
  /** Lines in one write at most; several writes a tick then. Default: all of a tick at once. */
  readonly linesPerWrite?: number;
}

/**
 * A service that logs: lines 0, 1, 2, … of `host`, appended in one write a tick. What it wrote is `written`, the numbers below
 * it and no other: its journal is that one number, and when each was there, `writtenAtMs`.
 */
export class Writer {
  readonly host: string;
  readonly path: string;
  readonly #options: WriterOptions;
  #file: number;
  #timer: NodeJS.Timeout | null = null;
  #renamedAtMs: number | null = null;
  #owed = 0;
  #lastMs = 0;
  written = 0;
  /** [lines written by then, ms of performance.now()], one a tick. */
  readonly journal: (readonly [number, number])[] = [];

  constructor(host: string, path: string, options: WriterOptions) {
    this.host = host;
    this.path = path;
    this.#options = options;
    this.#file = openSync(path, "a", 0o644);
  }

  /** Writes on until `stop`, at the rate of the options. */
  start(): void {
    this.#lastMs = performance.now();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  close(): void {
    this.stop();
    closeSync(this.#file);
  }

  /** Appends the next `count` lines at once. */
  write(count: number): void {
    this.#followRename();
    const { linesPerWrite = count } = this.#options;
    for (let left = count; left > 0; left -= linesPerWrite) {
      let text = "";
      for (let i = 0; i < Math.min(left, linesPerWrite); i++)
        text += `${makeLine(this.host, this.written++)}\n`;
      writeSync(this.#file, text);
    }
    this.journal.push([this.written, performance.now()]);
  }

  #tick(): void {
    const nowMs = performance.now();
    this.#owed += ((nowMs - this.#lastMs) * this.#options.linesPerSecond) / 1000;
    this.#lastMs = nowMs;
    const due = Math.floor(this.#owed);
    this.#owed -= due;
    if (due > 0) this.write(due);
  }

  #followRename(): void {
    const named = statSync(this.path, { throwIfNoEntry: false });
    if (named?.ino === fstatSync(this.#file).ino) return;
    this.#renamedAtMs ??= performance.now();
    if (performance.now() - this.#renamedAtMs < (this.#options.reopenDelayMs ?? 0)) return;
    closeSync(this.#file);
    this.#file = openSync(this.path, "a", 0o644);
    this.#renamedAtMs = null;
  }
}
