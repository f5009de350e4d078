import { createHash } from "node:crypto";

/** How many bytes at the start of a file, and how many before the offset, tell one content from another. */
export const identityBytesMax = 1024;

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
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A read with the identity bytes around it. */
export interface ReadContext {
  readonly inode: string | null;
  readonly offsetBytes: number;
  readonly bytes: Uint8Array;
  /** The bytes just before `offsetBytes`, at most 1024. */
  readonly before: Uint8Array;
  /** The first bytes of the file, at most 1024. */
  readonly headBytes: Uint8Array;
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
  };
}
