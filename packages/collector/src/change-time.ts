import type { Checkpoint } from "./checkpoint.ts";
import { identityBytesMax, type DirectoryEntry } from "./transport.ts";

/** Up to here contents may begin alike, by a banner for instance; past it the bytes before the offset tell them apart. */
const alikeBytesMax = 8 * identityBytesMax;

/** True where the time of the last change has to tell contents apart, because their bytes may not. */
export function isMaybeAlike({ offsetBytes, modifiedAtMs }: Checkpoint): boolean {
  return offsetBytes <= alikeBytesMax && typeof modifiedAtMs === "number";
}

/**
 * True for a file that changed after a checkpoint was taken: it holds what was not read then. Only an older content, read to its
 * end, changed before it.
 *
 * @param isSameEnough - Count the very moment of the checkpoint as after it; over SFTP that is a whole second.
 */
export function isChangedSince(
  entry: DirectoryEntry,
  { modifiedAtMs }: Checkpoint,
  isSameEnough: boolean,
): boolean {
  if (entry.modifiedAtMs === null || typeof modifiedAtMs !== "number") return false;
  return entry.modifiedAtMs > modifiedAtMs || (isSameEnough && entry.modifiedAtMs === modifiedAtMs);
}
