import { identityBytesMax, type FileHandle, type FileLook } from "./transport.ts";

/** A look made of single reads, all under way at once. */
export async function lookByReads(
  handle: Pick<FileHandle, "stat" | "read">,
  offsetBytes: number,
): Promise<FileLook> {
  const from = Math.max(0, offsetBytes - identityBytesMax);
  const [stat, headBytes, before] = await Promise.all([
    handle.stat(),
    handle.read(0, identityBytesMax),
    from > 0 ? handle.read(from, identityBytesMax) : null,
  ]);
  return {
    stat,
    headBytes,
    before: before ?? headBytes.subarray(0, Math.min(identityBytesMax, offsetBytes)),
  };
}
