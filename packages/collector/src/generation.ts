import { sha256Hex, type Checkpoint } from "./checkpoint.ts";
import { encodingOf, pieceLength, wholeLinesLength, type SourceEncoding } from "./newline-cut.ts";
import { identityBytesMax, type FileHandle, type FileStat } from "./transport.ts";

/** The longest line that is held in one piece by default; a longer one comes in several, so that it never stops its file. */
export const lineBytesMax = 16 * 1024 * 1024;

/** The least that a look for the end of a long line reads more. */
const growBytesMin = 64 * 1024;

/** What the identity bytes of a file say about a checkpoint. */
export interface Probe {
  readonly stat: FileStat;
  readonly headBytes: Uint8Array;
  /** The bytes before the checkpoint's offset, at most 1024. */
  readonly before: Uint8Array;
  /** The file holds the content that the checkpoint was taken of, up to its offset at least. */
  readonly isSame: boolean;
  /**
   * The file begins as that content did and ends before the offset: a copy made before our last read. It has nothing
   * new for us.
   */
  readonly isShorterCopy: boolean;
}

export const startOfFile: Checkpoint = {
  inode: null,
  offsetBytes: 0,
  head: sha256Hex(new Uint8Array(0)),
  anchor: sha256Hex(new Uint8Array(0)),
};

/** Looks whether a file is the content that the checkpoint belongs to. */
export async function probeGeneration(handle: FileHandle, checkpoint: Checkpoint): Promise<Probe> {
  const { offsetBytes } = checkpoint;
  const { stat, headBytes, before } = await handle.look(offsetBytes);
  const headLength = Math.min(identityBytesMax, offsetBytes);
  const isHeadSame =
    headBytes.length >= headLength && sha256Hex(headBytes.subarray(0, headLength)) === checkpoint.head;
  const isSame = isHeadSame && stat.sizeBytes >= offsetBytes && sha256Hex(before) === checkpoint.anchor;
  return { stat, headBytes, before, isSame, isShorterCopy: isHeadSame && stat.sizeBytes < offsetBytes };
}

export interface TakenLines {
  readonly bytes: Uint8Array;
  readonly encoding: SourceEncoding;
  readonly stat: FileStat;
  readonly headBytes: Uint8Array;
  /** `bytes` ends without a newline: the content ended there, or the line is longer than `lineBytesMax`. */
  readonly endsPartial: boolean;
}

export interface TakeOptions {
  /** How much to read, unless one line is longer. */
  readonly bytesMax: number;
  /** The longest line that is held in one piece. */
  readonly lineBytesMax: number;
  /** A last line without a newline is taken too: nothing will be appended to it. */
  readonly takePartial: boolean;
}

/**
 * The whole lines after a checkpoint that `probe` found to be the file's.
 *
 * @returns null when the content changed while it was read (truncated and written again): nothing of it counts.
 */
export async function takeLines(
  handle: FileHandle,
  probe: Probe,
  checkpoint: Checkpoint,
  { bytesMax, lineBytesMax: longestBytes, takePartial }: TakeOptions,
): Promise<TakenLines | null> {
  const { offsetBytes } = checkpoint;
  const { sizeBytes } = probe.stat;
  const encoding = encodingOf(probe.headBytes);
  if (sizeBytes === offsetBytes) {
    return {
      bytes: new Uint8Array(0),
      encoding,
      stat: probe.stat,
      headBytes: probe.headBytes,
      endsPartial: false,
    };
  }
  let bytes = await handle.read(offsetBytes, Math.min(bytesMax, sizeBytes - offsetBytes));
  let length = wholeLinesLength(bytes, encoding, offsetBytes);
  while (length === 0 && bytes.length < longestBytes && offsetBytes + bytes.length < sizeBytes) {
    const from = offsetBytes + bytes.length;
    const more = await handle.read(from, Math.min(Math.max(bytes.length, growBytesMin), sizeBytes - from));
    if (more.length === 0) return null;
    // From an even place before the seam, so that a UTF-16 newline across it is found.
    bytes = Buffer.concat([bytes, more]);
    length = wholeLinesLength(bytes, encoding, offsetBytes);
  }
  const isAll = offsetBytes + bytes.length >= sizeBytes;
  const whole = length;
  if (takePartial && isAll) length = bytes.length;
  else if (length === 0 && bytes.length >= longestBytes) length = pieceLength(bytes, encoding, offsetBytes);

  // A truncation in between destroys the first bytes for good, so one look afterwards speaks for all that was read.
  const after = await probeGeneration(handle, checkpoint);
  const begin = Buffer.concat([probe.headBytes.subarray(0, offsetBytes), bytes]).subarray(
    0,
    identityBytesMax,
  );
  const isBeginSame =
    offsetBytes >= identityBytesMax || begin.equals(after.headBytes.subarray(0, begin.length));
  if (!after.isSame || !isBeginSame || after.stat.sizeBytes < offsetBytes + bytes.length) return null;
  return {
    bytes: bytes.subarray(0, length),
    encoding,
    stat: after.stat,
    headBytes: after.headBytes,
    endsPartial: length > whole,
  };
}
