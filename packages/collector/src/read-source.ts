import type { Checkpoint } from "./checkpoint.ts";
import { CollectError } from "./collect-error.ts";
import { startOfFile } from "./generation.ts";
import { UnfinishedArchive } from "./gzip-handle.ts";
import { journalPath, readJournal, wholeJournal } from "./journal/read-journal.ts";
import { checkPath } from "./path-check.ts";
import { SourceLook } from "./source-look.ts";
import { waiting, type ReadOptions, type SourceRead } from "./source-read.ts";
import { FileMoved, type Transport } from "./transport.ts";

/** How often a look that rotation disturbed is repeated before it is left for the next time. */
const attemptsMax = 4;

/**
 * The next whole lines of a source after a checkpoint, whatever rotation did since: the old content is found by its
 * own bytes under the name that it has now and read to its end, then every newer one, then the file itself from 0.
 * Call again until `bytes` is empty. Nothing is remembered here: the checkpoint says it all.
 *
 * A renamed file counts as ended once its successor has content; until then its writer may still hold it.
 *
 * @param from - null on the first read.
 * @throws CollectError as `Transport.open`; `FILE_NOT_FOUND` only when the earlier content is not to be found either.
 */
export async function readSource(
  transport: Transport,
  path: string,
  from: Checkpoint | null,
  options: ReadOptions,
): Promise<SourceRead> {
  if (path === journalPath)
    return readJournal(transport, from, options.journal ?? wholeJournal, options.bytesMax);
  checkPath(path);
  let lostBefore: string | null = null;
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const look = new SourceLook(transport, path, options);
    try {
      const found = from === null ? await look.first() : await look.next(from);
      if (found === "disturbed") continue;
      if (!("lost" in found)) return found;
      // Only two equal looks in a row that find nothing prove a gap: names shift while a rotation is under way.
      if (from !== null && found.lost === lostBefore) return await look.afterGap(from, found);
      lostBefore = found.lost;
    } catch (error) {
      if (error instanceof UnfinishedArchive) throw unfinished(path, error);
      if (!(error instanceof FileMoved)) throw error;
    } finally {
      await look.close();
    }
  }
  return waiting(path, from ?? startOfFile);
}

function unfinished(path: string, cause: UnfinishedArchive): CollectError {
  return new CollectError(
    "ARCHIVE_REFUSED",
    `${path} ends in the middle: its writer is still at work, or was stopped`,
    `Look at it on the host: gzip -t ${path}`,
    { cause },
  );
}
