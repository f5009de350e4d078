import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { CollectError } from "./collect-error.ts";
import { lookByReads } from "./file-look.ts";
import type { FileHandle } from "./transport.ts";

/** A file that is read as it is. */
export type RawFile = Pick<FileHandle, "stat" | "read" | "close">;

const rawChunkBytes = 1024 * 1024;

/** A small archive that unfolds without end must not take the reader down. */
const inflatedBytesMax = 1024 * 1024 * 1024;
const ratioMax = 200;
// Below this much text a high ratio is no danger, and repetitive logs reach it.
const ratioFreeBytes = 64 * 1024 * 1024;

/** The archive ends in the middle: its writer is still at work, or was stopped. Ask again later. */
export class UnfinishedArchive extends Error {
  override readonly name = "UnfinishedArchive";
}

/**
 * A .gz file read as the text inside it: offsets and sizes are those of the inflated bytes. Nothing is kept but the
 * piece asked for, so a read costs one pass up to its end.
 *
 * Reading throws `UnfinishedArchive` for a truncated archive, CollectError `ARCHIVE_REFUSED` for a damaged one, for
 * more than 1 GiB of text, or for more than 200 times its size.
 */
export function gzipHandle(raw: RawFile, path: string): FileHandle {
  let inflatedBytes: number | null = null;
  const unpacked = {
    async stat() {
      const { sizeBytes, modifiedAtMs } = await raw.stat();
      if (inflatedBytes === null) {
        let total = 0;
        for await (const chunk of inflate(raw, path, sizeBytes)) total += chunk.length;
        inflatedBytes = total;
      }
      return { sizeBytes: inflatedBytes, inode: null, modifiedAtMs };
    },
    async read(offsetBytes: number, lengthBytes: number) {
      const pieces: Uint8Array[] = [];
      let position = 0;
      const end = offsetBytes + lengthBytes;
      const { sizeBytes } = await raw.stat();
      for await (const chunk of inflate(raw, path, sizeBytes)) {
        if (position + chunk.length > offsetBytes) {
          pieces.push(chunk.subarray(Math.max(0, offsetBytes - position), end - position));
        }
        position += chunk.length;
        if (position >= end) break;
      }
      return Buffer.concat(pieces);
    },
  };
  return {
    ...unpacked,
    look: (offsetBytes) => lookByReads(unpacked, offsetBytes),
    close: () => raw.close(),
  };
}

async function* inflate(raw: RawFile, path: string, rawBytes: number): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  // A failure reaches the loop below through gunzip itself.
  const fed = pipeline(Readable.from(rawChunks(raw)), gunzip).catch(() => undefined);
  let total = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > inflatedBytesMax || (total > ratioFreeBytes && total > rawBytes * ratioMax)) {
        throw refused(path, `unfolds to more than ${total} bytes from ${rawBytes}`);
      }
      yield chunk;
    }
  } catch (error) {
    throw asArchiveError(error, path);
  } finally {
    gunzip.destroy();
    await fed;
  }
}

async function* rawChunks(raw: RawFile): AsyncGenerator<Uint8Array> {
  for (let offsetBytes = 0; ;) {
    const chunk = await raw.read(offsetBytes, rawChunkBytes);
    if (chunk.length === 0) return;
    offsetBytes += chunk.length;
    yield chunk;
  }
}

function asArchiveError(error: unknown, path: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "Z_BUF_ERROR") return new UnfinishedArchive(path, { cause: error });
  if (typeof code === "string" && code.startsWith("Z_"))
    return refused(path, "is no gzip file, or is damaged", error);
  return error;
}

function refused(path: string, fact: string, cause?: unknown): CollectError {
  return new CollectError(
    "ARCHIVE_REFUSED",
    `${path} ${fact}`,
    `Look at it on the host: gzip -t ${path} && gzip -l ${path}`,
    cause === undefined ? {} : { cause },
  );
}
