/** A reader that is so many values behind has gone to sleep: it is cut off, and may begin anew. */
const BEHIND_MAX = 1000;

/** Hands each value on to all who listen at that moment. Nothing is kept for those who come later. */
export class Feed<Value> {
  readonly #listeners = new Set<Listener<Value>>();

  publish(value: Value): void {
    for (const listener of this.#listeners) listener.push(value);
  }

  /** The values from now on, until the reader returns or falls too far behind. */
  listen(): AsyncIterableIterator<Value> {
    const listener = new Listener<Value>(() => this.#listeners.delete(listener));
    this.#listeners.add(listener);
    return listener;
  }
}

class Listener<Value> implements AsyncIterableIterator<Value> {
  readonly #values: Value[] = [];
  readonly #onEnd: () => void;
  #wake: (() => void) | null = null;
  #isEnded = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  push(value: Value): void {
    this.#values.push(value);
    if (this.#values.length > BEHIND_MAX) this.#end();
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Value>> {
    while (this.#values.length === 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const [value] = this.#values.splice(0, 1);
    return value === undefined ? { done: true, value: undefined } : { done: false, value };
  }

  async return(): Promise<IteratorResult<Value>> {
    this.#end();
    this.#wake?.();
    return { done: true, value: undefined };
  }

  #end(): void {
    this.#isEnded = true;
    this.#values.length = 0;
    this.#onEnd();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
