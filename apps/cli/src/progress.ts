import { safeText } from "./safe-text.ts";

const REDRAW_MS = 100;
const CLEAR_LINE = "\r\u001b[K";

/** One line on standard error that says how far the reading is; nothing unless a person watches. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #lines = 0;
  #bytes = 0;
  #drawnAt = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  read(path: string, lines: number, bytes: number): void {
    this.#lines += lines;
    this.#bytes += bytes;
    const now = performance.now();
    if (!this.#stream.isTTY || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    const name = path.length > 40 ? `…${path.slice(-39)}` : path;
    this.#stream.write(
      `${CLEAR_LINE}${safeText(name)}  ${(this.#bytes / 1e6).toFixed(1)} MB  ${this.#lines.toLocaleString("en")} lines`,
    );
  }

  /** A sentence that a person should see even when the output goes into a file. */
  note(text: string): void {
    this.clear();
    this.#stream.write(`deepsec: ${safeText(text)}\n`);
  }

  clear(): void {
    if (this.#drawnAt > 0) this.#stream.write(CLEAR_LINE);
    this.#drawnAt = 0;
  }
}
