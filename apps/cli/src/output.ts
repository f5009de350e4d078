import { safeJson } from "./safe-text.ts";

const BUFFER_CHARACTERS = 1 << 16;

/** Where a command's data goes: standard output, in large pieces and no faster than the reader takes them. */
export class Output {
  readonly #stream: NodeJS.WritableStream;
  #buffer = "";

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  text(text: string): void {
    this.#buffer += text;
  }

  /** One JSON value on a line of its own. */
  json(value: unknown): void {
    this.#buffer += `${safeJson(value)}\n`;
  }

  get isFull(): boolean {
    return this.#buffer.length >= BUFFER_CHARACTERS;
  }

  /** Resolves when the stream has taken all that was written so far. */
  async flush(): Promise<void> {
    const text = this.#buffer;
    if (text === "") return;
    this.#buffer = "";
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  }
}
