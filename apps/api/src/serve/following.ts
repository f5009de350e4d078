import { Kept, setLatest } from "./kept.ts";

/** A value as it was after some cycle. */
export interface AsOf<Value> {
  readonly graphId: string;
  readonly cycle: number;
  readonly value: Value;
}

/**
 * Keeps the latest answers to a few questions, and brings each up to date with what the cycles since have changed: what a question
 * costs after a cycle grows with the cycle, not with the graph.
 */
export class Following<Value> {
  readonly #latest = new Map<string, AsOf<Value>>();
  readonly #asked: Kept<Value>;
  readonly #countMax: number;

  constructor(countMax: number) {
    this.#countMax = countMax;
    this.#asked = new Kept<Value>(countMax);
  }

  /**
   * @param read - Makes the value of this cycle from an earlier one, or from nothing; null when another cycle was stored meanwhile.
   */
  get(
    question: string,
    { graphId, cycle }: Pick<AsOf<Value>, "graphId" | "cycle">,
    read: (base: AsOf<Value> | null) => Promise<Value | null>,
  ): Promise<Value | null> {
    return this.#asked.get(JSON.stringify([graphId, cycle, question]), async () => {
      const latest = this.#latest.get(question);
      // Another id is another graph; a later cycle was there before an older graph was put back.
      const isBase = latest !== undefined && latest.graphId === graphId && latest.cycle <= cycle;
      const value = await read(isBase ? latest : null);
      if (value === null) return null;
      setLatest(this.#latest, question, { graphId, cycle, value }, this.#countMax);
      return value;
    });
  }
}
