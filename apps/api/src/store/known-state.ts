import type { Checkpoint } from "@deepsec/collector";
import type {
  Encoding,
  HabitRow,
  HostLines,
  KnownBefore,
  MinerState,
  ParseState,
  RedactionCounts,
} from "@deepsec/engine";

/** A source as the graph has it. */
export interface KnownSource {
  readonly id: string;
  readonly hostName: string;
  readonly path: string;
  /** Null before anything of it was read. */
  readonly checkpoint: Checkpoint | null;
  readonly encoding: Encoding | null;
  readonly parseState: ParseState | null;
  readonly lineCount: number;
  /** Counts the contents it had; 0 before anything of it was read. */
  readonly generation: number;
  /** Secrets that were replaced since the first cycle. */
  readonly redacted: RedactionCounts;
}

/** What a cycle starts from. */
export interface KnownState {
  /** Made with the graph; two graphs never have the same. */
  readonly graphId: string;
  /** The run that stored the last cycle. */
  readonly runId: string | null;
  /** Number of the last cycle that stored something: the fence of the next. */
  readonly cycle: number;
  readonly sources: readonly KnownSource[];
}

/** What an analysis goes on from: what all earlier ones have learned. */
export interface StoredMemory {
  readonly miner: MinerState;
  /** Templates of today, none that became another. */
  readonly templateIds: ReadonlySet<string>;
  readonly habits: readonly HabitRow[];
  readonly before: KnownBefore & { readonly hostLines: readonly HostLines[] };
}
