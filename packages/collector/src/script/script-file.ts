import type { FileHandle, FileLook, FileStat } from "../transport.ts";
import { FileMoved, identityBytesMax } from "../transport.ts";
import type { Frame } from "./answer-reader.ts";
import { type ListedFile, listedFile } from "./listed-file.ts";

const blockBytes = 1024;
/** What a look brings of the bytes after its offset: most files grow by less between two looks. */
const aheadBytes = 64 * 1024;

/** What one request for a file brought: all through one descriptor. */
export interface FilePiece {
  readonly stat: FileStat;
  /** The first bytes, at most 1024. */
  readonly headBytes: Uint8Array;
  /** Where `bytes` begin. */
  readonly offsetBytes: number;
  readonly bytes: Uint8Array;
}

export interface PieceRequest {
  readonly path: string;
  /** In blocks of 1 KiB. */
  readonly firstBlock: number;
  readonly blocks: number;
}

/** The blocks that hold the bytes before an offset, and those after it that a look takes along. */
export function lookRequest(path: string, offsetBytes: number): PieceRequest {
  const firstBlock = Math.floor(Math.max(0, offsetBytes - identityBytesMax) / blockBytes);
  return { path, firstBlock, blocks: Math.ceil((offsetBytes + aheadBytes) / blockBytes) - firstBlock };
}

export function bytesOf({ blocks }: PieceRequest): number {
  return (blocks + 1) * blockBytes;
}

/**
 * The piece that an answer holds: marks F, B, E, Z.
 *
 * @returns null when it is no such answer, "moved" when the file was another one afterwards
 */
export function filePiece(
  frames: readonly Frame[],
  request: PieceRequest,
  nowMs: number,
): FilePiece | "moved" | null {
  const [opened, head, body, end] = frames;
  if (frames.map(({ kind }) => kind).join("") !== "FBEZ" || !opened || !head || !body || !end) return null;
  const listed = listedFile(opened.text, nowMs);
  if (listed === null || listed.kind !== "file" || body.text !== "0") return null;
  const after = Buffer.from(end.before)
    .toString("utf8")
    .split("\n")
    .map((line) => listedFile(line, nowMs));
  // The descriptor itself, where the system shows it; else the name, which has to lead where it led before.
  const read =
    after.find((file) => file?.name === "/dev/fd/3" && file.kind === "file") ??
    after.find((file) => file !== null);
  if (read?.inode !== listed.inode) return "moved";
  const { firstBlock } = request;
  const headBytes = firstBlock === 0 ? body.before.subarray(0, identityBytesMax) : head.before;
  // A file that ends inside its first block has nothing in later ones.
  const isShort = firstBlock > 0 && headBytes.length < blockBytes;
  return {
    stat: statOf(listed),
    headBytes,
    offsetBytes: firstBlock * blockBytes,
    bytes: isShort ? new Uint8Array(0) : body.before,
  };
}

function statOf({ sizeBytes, inode, modifiedAtMs }: ListedFile): FileStat {
  return { sizeBytes, inode, modifiedAtMs };
}

/** The look that a piece from `lookRequest` holds. */
function lookOf({ stat, headBytes, offsetBytes: from, bytes }: FilePiece, offsetBytes: number): FileLook {
  const at = Math.max(0, offsetBytes - identityBytesMax);
  return { stat, headBytes, before: bytes.subarray(at - from, offsetBytes - from) };
}

/**
 * A file that is asked for by name each time and has to be the same one, by its inode.
 *
 * @param first - What opening it brought, with the look at `firstOffsetBytes`.
 * @param ask - One request; throws what it finds in the way.
 */
export function scriptFile(
  path: string,
  first: FilePiece,
  firstOffsetBytes: number,
  ask: (request: PieceRequest) => Promise<FilePiece>,
): FileHandle {
  let fresh: FilePiece | null = first;
  const again = async (request: PieceRequest): Promise<FilePiece> => {
    const piece = await ask(request);
    if (piece.stat.inode !== first.stat.inode) throw new FileMoved(path);
    return piece;
  };
  return {
    stat: async () => (await again({ path, firstBlock: 0, blocks: 1 })).stat,
    async look(offsetBytes) {
      const piece = offsetBytes === firstOffsetBytes ? fresh : null;
      fresh = null;
      return lookOf(piece ?? (await again(lookRequest(path, offsetBytes))), offsetBytes);
    },
    async read(offsetBytes, lengthBytes) {
      const end = Math.min(offsetBytes + lengthBytes, first.stat.sizeBytes);
      const known = first.bytes.subarray(offsetBytes - first.offsetBytes, end - first.offsetBytes);
      if (offsetBytes >= first.offsetBytes && known.length === end - offsetBytes && known.length > 0)
        return known;
      const firstBlock = Math.floor(offsetBytes / blockBytes);
      const blocks = Math.ceil((offsetBytes + lengthBytes) / blockBytes) - firstBlock;
      const { bytes } = await again({ path, firstBlock, blocks });
      const skipped = offsetBytes - firstBlock * blockBytes;
      return bytes.subarray(skipped, skipped + lengthBytes);
    },
    close: () => Promise.resolve(),
  };
}
