import type { Level } from "../event.ts";
import type { Beginning, CrowdLevel } from "./crowd.ts";
import type { SampledValues } from "./value-sample.ts";

/**
 * What the miner remembers of all messages of one outline. Plain JSON; its id never changes and it is never removed, so a
 * store writes only the variants that are new or changed.
 */
export interface Variant {
  /** Hash of the outline, hex, 16 digits. */
  readonly id: string;
  readonly beginning: Beginning;
  /** Set when this is no outline but a crowd: all messages that begin alike, because too many outlines do. */
  readonly crowd: CrowdLevel | null;
  /** Text before, between and behind the points: one more than there are points. */
  readonly texts: readonly string[];
  readonly points: readonly VariantPoint[];
  /** Whether states vary too: there were too many combinations of them. */
  readonly isStateOpen: boolean;
  /** Messages that differ where a point is not (yet) a wildcard. Empty when a crowd took them in. */
  readonly forms: readonly VariantForm[];
}

/** What has been seen at one point over all messages. It only ever opens. */
interface VariantPoint {
  /** Fewest different names that open it, of those that the messages asked for; 0 when only values stood there. */
  readonly needed: number;
  readonly hasValue: boolean;
  readonly isOpen: boolean;
  readonly isUnitOpen: boolean;
}

export interface VariantForm {
  /** What stands at each point: a name that is text so far, or null for a wildcard. */
  readonly names: readonly (FormName | null)[];
  /** Units after values, null where there is none or it varies. */
  readonly units: readonly (string | null)[];
  /** Their hashes, 0 where there is none. */
  readonly unitHashes: readonly number[];
  readonly level: Level | null;
  readonly programs: readonly string[];
  readonly count: number;
  readonly lineCount: number;
  readonly examples: readonly string[];
  /** What stood at each wildcard. */
  readonly samples: readonly (SampledValues | null)[];
  /** Ids of the templates that its events were given so far, the present one last. */
  readonly templateIds: readonly string[];
}

export interface FormName {
  readonly text: string;
  readonly hash: number;
  readonly isState: boolean;
}

/** The miner's memory between two runs. Plain JSON: `new TemplateMiner(JSON.parse(JSON.stringify(miner.state())))`. */
export interface MinerState {
  readonly variants: readonly Variant[];
}
