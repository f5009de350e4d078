import { createHash } from "node:crypto";
import { identityBytesMax } from "./transport.ts";

/**
 * How far a source is read, and of which content that is true. An inode alone is no identity (it is used again at
 * once on ext4) and neither are first bytes alone (two generations may begin alike): the bytes just before the offset
 * decide.
 */
export interface Checkpoint {
  /** Inode of the file when it was read; null over SFTP. A hint only. */
  readonly inode: string | null;
  /** Position after the last byte taken, in raw bytes from the start of this content. */
  readonly offsetBytes: number;
  /** SHA-256, hex, of the first min(1024, offsetBytes) bytes. */
  readonly head: string;
  /** SHA-256, hex, of the min(1024, offsetBytes) bytes just before the offset. */
  readonly anchor: string;
  /**
   * Of a journal: its entry before the offset. Then the offset counts the bytes that were made of its entries, `anchor` is the
   * cursor's SHA-256, and `head` is that of nothing.
   */
  readonly cursor?: string;
  /**
   * Last change of the file as it was read, by its host's clock, in ms since 1970; null or left out where unknown. A hint: a file
   * that changed later was not read to its end, one that changed earlier is an older content.
   */
  readonly modifiedAtMs?: number | null;
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A read with the identity bytes around it. */
export interface ReadContext {
  readonly inode: string | null;
  /** As `Checkpoint.modifiedAtMs`. */
  readonly modifiedAtMs?: number | null;
  readonly offsetBytes: number;
  readonly bytes: Uint8Array;
  /** The bytes just before `offsetBytes`, at most 1024. */
  readonly before: Uint8Array;
  /** The first bytes of the file, at most 1024. */
  readonly headBytes: Uint8Array;
  /** Of a journal: which entry stands before which offset, ascending. */
  readonly cursors?: readonly JournalPlace[];
}

export interface JournalPlace {
  readonly offsetBytes: number;
  readonly cursor: string;
}

/**
 * The checkpoint for an offset inside a read, for a caller that takes only part of it (an event that is not finished
 * at its end waits).
 *
 * @param offsetBytes - from `read.offsetBytes` to the end of `read.bytes`; counted in the file, not in the read.
 * @throws RangeError outside of that.
 */
export function checkpointAt(
  read: ReadContext & { readonly checkpoint: Checkpoint },
  offsetBytes: number,
): Checkpoint {
  return offsetBytes === read.checkpoint.offsetBytes ? read.checkpoint : checkpointWithin(read, offsetBytes);
}

export function checkpointWithin(read: ReadContext, offsetBytes: number): Checkpoint {
  if (read.cursors !== undefined) return journalCheckpoint(read.cursors, offsetBytes);
  const taken = offsetBytes - read.offsetBytes;
  if (!Number.isInteger(taken) || taken < 0 || taken > read.bytes.length) {
    throw new RangeError(
      `offset ${offsetBytes} is outside of the read ${read.offsetBytes}–${read.offsetBytes + read.bytes.length}`,
    );
  }
  const tail =
    taken >= identityBytesMax
      ? read.bytes.subarray(taken - identityBytesMax, taken)
      : Buffer.concat([read.before, read.bytes.subarray(0, taken)]).subarray(-identityBytesMax);
  return {
    inode: read.inode,
    offsetBytes,
    head: sha256Hex(read.headBytes.subarray(0, Math.min(identityBytesMax, offsetBytes))),
    anchor: sha256Hex(tail),
    modifiedAtMs: read.modifiedAtMs ?? null,
  };
}

/** @throws RangeError for an offset inside an entry */
function journalCheckpoint(places: readonly JournalPlace[], offsetBytes: number): Checkpoint {
  const cursor = places.findLast((place) => place.offsetBytes === offsetBytes)?.cursor;
  if (cursor === undefined) throw new RangeError(`no entry of the journal ends at offset ${offsetBytes}`);
  return {
    inode: null,
    offsetBytes,
    head: sha256Hex(new Uint8Array(0)),
    anchor: sha256Hex(Buffer.from(cursor)),
    cursor,
  };
}
