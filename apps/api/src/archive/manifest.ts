import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error.ts";
import { makeDurableText } from "./durable.ts";

const MANIFEST = "manifest.json";

const number = z.int().min(0);

/** A file that never changes again. */
const ArchiveFile = z.strictObject({
  /** Below the folder of the graph. */
  path: z.string(),
  /** Day on which its lines were read, UTC. */
  day: z.string(),
  host: z.string(),
  /** Number of its first and last cycle. */
  cycles: z.tuple([number, number]),
  /** Earliest and latest `time` of its lines, and `observed_at`, in ms since 1970. */
  times: z.tuple([z.int(), z.int()]),
  observed: z.tuple([z.int(), z.int()]),
  rows: number,
  bytes: number,
});
export type ArchiveFile = z.infer<typeof ArchiveFile>;

/**
 * Which files are the archive. It is swapped as a whole: the lines of the files it names, and those of files in recent/ with a
 * cycle above `partitionedTo`, are each line once, at any moment.
 */
const Manifest = z.strictObject({
  format: z.literal(1),
  graphId: z.string(),
  /** Lines of cycles up to this one are in `files`. */
  partitionedTo: number,
  /** All lines that were read before it may be gone, by retention; null: none are. ISO 8601 in UTC. */
  removedTo: z.string().nullable(),
  files: z.array(ArchiveFile),
});
export type Manifest = z.infer<typeof Manifest>;

/** @throws ApiError `ARCHIVE_DAMAGED` when it is not one. */
export async function readManifest(folder: string, graphId: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    return { format: 1, graphId, partitionedTo: 0, removedTo: null, files: [] };
  }
  try {
    return Manifest.parse(JSON.parse(text));
  } catch (cause) {
    const fact = `${join(folder, MANIFEST)} is no manifest of an archive; put it back from a backup, or move ${folder} away to begin another`;
    throw new ApiError("ARCHIVE_DAMAGED", fact, { cause });
  }
}

export function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  return makeDurableText(folder, MANIFEST, `${JSON.stringify(manifest, null, 1)}\n`);
}
