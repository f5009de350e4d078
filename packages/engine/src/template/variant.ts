import type { Level } from "../event.ts";

/** What the miner remembers of messages that are equal after masking. Plain JSON. */
export interface Variant {
  /** Hash of `text`, stable across restarts. */
  readonly id: string;
  /** The masked message. */
  readonly text: string;
  readonly level: Level | null;
  readonly programs: readonly string[];
  readonly count: number;
  readonly lineCount: number;
  readonly examples: readonly string[];
}

/** The miner's memory between two runs. Plain JSON: `new TemplateMiner(JSON.parse(JSON.stringify(miner.state())))`. */
export interface MinerState {
  readonly variants: readonly Variant[];
}
