import type { Checkpoint, ReadContext } from "./checkpoint.ts";
import type { Gap } from "./gap.ts";
import type { JournalOptions } from "./journal/read-journal.ts";
import type { SourceEncoding } from "./newline-cut.ts";

export interface SourceRead extends ReadContext {
  /** Whole lines only, as they stand in the file; see `endsPartial` for the one exception. */
  readonly bytes: Uint8Array;
  /** Where `bytes` begins in its file. */
  readonly offsetBytes: number;
  readonly encoding: SourceEncoding;
  /** The file that `bytes` came from: the source's path, or the name that rotation gave it. */
  readonly readPath: string;
  /** `bytes` begins a new content (first read, rotation, truncation): offsets and line numbers start again. */
  readonly generationChanged: boolean;
  /** Nothing will follow `bytes` in this content: an unfinished event at its end is finished now. */
  readonly isGenerationEnd: boolean;
  /** The last line has no newline: its content ended so, or it is longer than 16 MiB and goes on in the next read. */
  readonly endsPartial: boolean;
  readonly gap: Gap | null;
  /** The checkpoint after all of `bytes`. */
  readonly checkpoint: Checkpoint;
  readonly sizeBytes: number;
  /** Bytes known to be there and not taken yet, those of newer contents included. */
  readonly lagBytes: number;
}

export interface ReadOptions {
  /** How much to take at most; more only where one line alone is longer. */
  readonly bytesMax: number;
  /** The longest line that is held in one piece; default 16 MiB. */
  readonly lineBytesMax?: number;
  /** Take a last line without a newline as it stands. Default false: it waits until it is whole. */
  readonly takePartial?: boolean;
  /** On a first read (`from` null) begin with the oldest rotated file that is still there. Default false. */
  readonly includeRotated?: boolean;
  /** How the source `journald` is read; left out: all its entries of the last 7 days. */
  readonly journal?: JournalOptions | undefined;
}

/** A read that brought nothing and leaves everything as it was. */
export function waiting(path: string, from: Checkpoint): SourceRead {
  const empty = new Uint8Array(0);
  return {
    bytes: empty,
    offsetBytes: from.offsetBytes,
    encoding: "utf-8",
    readPath: path,
    generationChanged: false,
    isGenerationEnd: false,
    endsPartial: false,
    gap: null,
    checkpoint: from,
    sizeBytes: from.offsetBytes,
    lagBytes: 0,
    inode: from.inode,
    modifiedAtMs: from.modifiedAtMs ?? null,
    before: empty,
    headBytes: empty,
  };
}
