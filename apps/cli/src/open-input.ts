import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { CliError } from "./cli-error.ts";
import { inputError, STDIN } from "./find-inputs.ts";

const CHUNK_BYTES = 1 << 20;
/** A text log shrinks to a tenth, one of equal lines to a hundredth; zlib itself ends at 1,030. Above this it is a bomb. */
const INFLATION_RATIO_MAX = 200;
const INFLATION_CHECKED_FROM_BYTES = 64 << 20;

/** An opened source of bytes that can be read more than once: a second reading gives exactly the bytes of the first. */
export interface OpenInput {
  /** As the person gave it; `-` is standard input. */
  readonly path: string;
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

type Compression = "none" | "gzip" | "zstd";

function compressionOf(path: string, head: Uint8Array): Compression {
  const [a, b, c, d] = head;
  if (a === 0x1f && b === 0x8b) return "gzip";
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return "zstd";
  const tool =
    a === 0xfd && b === 0x37 && c === 0x7a && d === 0x58
      ? "xz"
      : a === 0x42 && b === 0x5a && c === 0x68
        ? "bzip2"
        : null;
  if (tool !== null)
    throw new CliError(
      "INPUT_FORMAT",
      `${path}: compressed by ${tool}, which is not read directly`,
      `${tool} -dc FILE | deepsec analyze -`,
    );
  return "none";
}

async function* rawChunks(handle: FileHandle, endBytes: number): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < endBytes;) {
    const buffer = new Uint8Array(CHUNK_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, Math.min(CHUNK_BYTES, endBytes - position), position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield bytesRead === CHUNK_BYTES ? buffer : buffer.subarray(0, bytesRead);
  }
}

async function* inflated(
  path: string,
  compression: "gzip" | "zstd",
  compressed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let bytesIn = 0;
  let bytesOut = 0;
  const counted = async function* () {
    for await (const chunk of compressed) {
      bytesIn += chunk.length;
      yield chunk;
    }
  };
  const inflate =
    compression === "gzip"
      ? createGunzip({ chunkSize: CHUNK_BYTES })
      : createZstdDecompress({ chunkSize: CHUNK_BYTES });
  // Errors of either end arrive in the loop below, where they get their words.
  pipeline(Readable.from(counted()), inflate, () => {});
  try {
    for await (const chunk of inflate) {
      bytesOut += chunk.length;
      if (bytesOut > INFLATION_CHECKED_FROM_BYTES && bytesOut > bytesIn * INFLATION_RATIO_MAX)
        throw new CliError(
          "DECOMPRESSION_LIMIT",
          `${path}: more than ${INFLATION_RATIO_MAX} times its size when decompressed, as no log is`,
          "if it is a log of yours, decompress it first and give the plain file",
        );
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(
      "INPUT_CORRUPT",
      `${path}: broken ${compression} data after ${bytesOut} decompressed bytes: ${cause instanceof Error ? cause.message : String(cause)}`,
      "wait until its compression has ended, or fetch the file again",
      { cause },
    );
  }
}

/** Pipes and standard input can be read once only: their bytes go through a file that has no name any more. */
async function spooled(path: string, stream: AsyncIterable<Uint8Array>): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "deepsec-"));
  try {
    const handle = await open(join(folder, "spool"), "wx+", 0o600);
    try {
      for await (const chunk of stream) {
        for (let written = 0; written < chunk.length;)
          written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
      }
      return handle;
    } catch (cause) {
      await handle.close();
      throw inputError(path, cause);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openOnce(path: string): Promise<FileHandle> {
  if (path === STDIN) return spooled(path, process.stdin);
  const handle = await open(path, "r").catch((cause: unknown) => {
    throw inputError(path, cause);
  });
  const entry = await handle.stat();
  if (entry.isFile()) return handle;
  if (entry.isDirectory()) {
    await handle.close();
    throw new CliError("INPUT_UNREADABLE", `${path}: is a directory`, "give a file");
  }
  return spooled(path, handle.createReadStream());
}

/**
 * Opens a file, a pipe or standard input (`-`) for reading; gzip and Zstandard are recognised by their first bytes and
 * decompressed on the way. Memory: a few chunks of 1 MiB, however large the file.
 *
 * @throws CliError `INPUT_*` at once or while reading, `DECOMPRESSION_LIMIT` while reading
 */
export async function openInput(path: string): Promise<OpenInput> {
  const handle = await openOnce(path);
  const head = new Uint8Array(4);
  let compression: Compression;
  // What is appended while we read belongs to the next time: the second reading must not see more than the first.
  let endBytes: number;
  try {
    await handle.read(head, 0, 4, 0);
    compression = compressionOf(path, head);
    endBytes = (await handle.stat()).size;
  } catch (cause) {
    await handle.close();
    throw cause instanceof CliError ? cause : inputError(path, cause);
  }
  return {
    path,
    chunks: () => {
      const raw = rawChunks(handle, endBytes);
      return compression === "none" ? raw : inflated(path, compression, raw);
    },
    close: () => handle.close(),
  };
}
