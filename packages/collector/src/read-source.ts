import { isChangedSince, isMaybeAlike } from "./change-time.ts";
import { checkpointWithin, type Checkpoint, type ReadContext } from "./checkpoint.ts";
import { CollectError } from "./collect-error.ts";
import { lineBytesMax, probeGeneration, startOfFile, takeLines, type Probe } from "./generation.ts";
import type { Gap, GapKind } from "./gap.ts";
import { gzipHandle, UnfinishedArchive } from "./gzip-handle.ts";
import { journalPath, readJournal, wholeJournal, type JournalOptions } from "./journal/read-journal.ts";
import type { SourceEncoding } from "./newline-cut.ts";
import { checkPath } from "./path-check.ts";
import {
  compareNewestFirst,
  isNewerRotation,
  isPackedOtherwise,
  isRotationCandidate,
  nameShape,
  rotatedNamePattern,
  uncompressedName,
} from "./rotated-name.ts";
import { FileMoved, type DirectoryEntry, type FileHandle, type Transport } from "./transport.ts";

export interface SourceRead extends ReadContext {
  /** Whole lines only, as they stand in the file; see `endsPartial` for the one exception. */
  readonly bytes: Uint8Array;
  /** Where `bytes` begins in its file. */
  readonly offsetBytes: number;
  readonly encoding: SourceEncoding;
  /** The file that `bytes` came from: the source's path, or the name that rotation gave it. */
  readonly readPath: string;
  /** `bytes` begins a new content (first read, rotation, truncation): offsets and line numbers start again. */
  readonly generationChanged: boolean;
  /** Nothing will follow `bytes` in this content: an unfinished event at its end is finished now. */
  readonly isGenerationEnd: boolean;
  /** The last line has no newline: its content ended so, or it is longer than 16 MiB and goes on in the next read. */
  readonly endsPartial: boolean;
  readonly gap: Gap | null;
  /** The checkpoint after all of `bytes`. */
  readonly checkpoint: Checkpoint;
  readonly sizeBytes: number;
  /** Bytes known to be there and not taken yet, those of newer contents included. */
  readonly lagBytes: number;
}

export interface ReadOptions {
  /** How much to take at most; more only where one line alone is longer. */
  readonly bytesMax: number;
  /** The longest line that is held in one piece; default 16 MiB. */
  readonly lineBytesMax?: number;
  /** Take a last line without a newline as it stands. Default false: it waits until it is whole. */
  readonly takePartial?: boolean;
  /** On a first read (`from` null) begin with the oldest rotated file that is still there. Default false. */
  readonly includeRotated?: boolean;
  /** How the source `journald` is read; left out: all its entries of the last 7 days. */
  readonly journal?: JournalOptions | undefined;
}

/** How often a look that rotation disturbed is repeated before it is left for the next time. */
const attemptsMax = 4;

/** So many files beside a source are looked into for its earlier content. */
const rotatedMax = 200;

/** So much of two files that may be one and its copy is compared. */
const comparedBytesMax = 64 * 1024;

/** An archive that is still incomplete this long after the source went on will stay so. */
const archiveWaitMsMax = 10 * 60_000;

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
    const look = new Look(transport, path, options);
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

/** A look that found the content nowhere. */
interface Lost {
  /** What it found in its place. */
  readonly lost: string;
  readonly kind: GapKind;
  readonly newer: readonly DirectoryEntry[];
}

interface Found {
  readonly entry: DirectoryEntry;
  readonly probe: Probe;
  /** Certainly a name of rotation, and changed when the checkpoint was taken or after it. */
  readonly isLater: boolean;
}

/** One look at the files of a source. */
class Look {
  readonly #transport: Transport;
  readonly #path: string;
  readonly #options: ReadOptions;
  readonly #directory: string;
  readonly #baseName: string;
  readonly #handles = new Map<string, FileHandle>();

  constructor(transport: Transport, path: string, options: ReadOptions) {
    this.#transport = transport;
    this.#path = path;
    this.#options = options;
    this.#directory = path.slice(0, path.lastIndexOf("/"));
    this.#baseName = path.slice(path.lastIndexOf("/") + 1);
  }

  async close(): Promise<void> {
    // A handle of a connection that is gone cannot be closed and need not be.
    await Promise.allSettled([...this.#handles.values()].map((handle) => handle.close()));
  }

  async first(): Promise<SourceRead | "disturbed"> {
    await this.#open(this.#path);
    const strict = rotatedNamePattern(this.#baseName);
    const rotated =
      this.#options.includeRotated === true ? await this.#rotated((name) => strict.test(name)) : [];
    const filled = rotated.filter((entry) => entry.sizeBytes > 0 && !isPackedOtherwise(entry.name));
    const oldest = oldestOf(filled);
    return this.#fromStart(oldest === null ? this.#path : this.#pathOf(oldest), filled, null);
  }

  async next(from: Checkpoint): Promise<SourceRead | "disturbed" | Lost> {
    const active = await this.#openIfThere(this.#path, from.offsetBytes);
    const probe = active === null ? null : await probeGeneration(active, from);
    const isSamePlace = probe !== null && (from.inode === null || from.inode === probe.stat.inode);
    const mayBeAlike =
      from.inode === null && from.modifiedAtMs !== probe?.stat.modifiedAtMs && isMaybeAlike(from);
    if (active !== null && probe !== null && probe.isSame && isSamePlace && !mayBeAlike) {
      return this.#continue(this.#path, from, probe, { newer: [], isEnded: false });
    }

    const strict = rotatedNamePattern(this.#baseName);
    const candidates = await this.#rotated((name) => isRotationCandidate(this.#baseName, name));
    const search = await this.#find(candidates, from, probe?.stat.modifiedAtMs ?? null);
    if (search === "disturbed") return "disturbed";
    const isMoved =
      search !== null &&
      (from.inode === null
        ? mayBeAlike && search.isLater && !(await this.#isCopyOfActive(search, probe, from))
        : search.probe.stat.inode === from.inode);
    if (probe !== null && probe.isSame && !isMoved) {
      return this.#continue(this.#path, from, probe, { newer: [], isEnded: false });
    }
    if (search === null) {
      if (probe === null) throw await this.#missing();
      return {
        lost: candidates.map((entry) => `${entry.name} ${entry.sizeBytes}`).join("\n"),
        kind: gapKind(from, probe),
        // What changed after we looked last is newer than the content that is gone.
        newer: candidates.filter(
          (entry) =>
            strict.test(entry.name) &&
            entry.sizeBytes > 0 &&
            !isPackedOtherwise(entry.name) &&
            isChangedSince(entry, from, false),
        ),
      };
    }

    const { entry, probe: found } = search;
    const after = candidates.filter(
      (other) =>
        other.sizeBytes > 0 &&
        uncompressedName(other.name) !== uncompressedName(entry.name) &&
        isNewerRotation(other, entry) &&
        (strict.test(other.name) || nameShape(other.name) === nameShape(entry.name)),
    );
    const newer = after.filter((other) => !isPackedOtherwise(other.name));
    const packed = after.find((other) => isPackedOtherwise(other.name));
    const gap: Gap | null =
      packed === undefined ? null : { kind: "PACKED", path: this.#pathOf(packed), offsetBytes: 0 };
    const activeBytes = probe?.stat.sizeBytes ?? 0;
    const isEnded = newer.length > 0 || activeBytes > 0;
    if (found.isSame) {
      const read = await this.#continue(this.#pathOf(entry), from, found, { newer, isEnded, activeBytes });
      if (read === "disturbed" || read.bytes.length > 0 || !isEnded) return read;
    } else if (!isEnded) return waiting(this.#path, from);
    const successor = oldestOf(newer);
    return this.#moveOn(from, successor === null ? this.#path : this.#pathOf(successor), newer, gap);
  }

  async afterGap(from: Checkpoint, { kind, newer }: Lost): Promise<SourceRead> {
    const oldest = oldestOf(newer);
    const read = await this.#moveOn(from, oldest === null ? this.#path : this.#pathOf(oldest), newer, {
      kind,
      path: this.#path,
      offsetBytes: from.offsetBytes,
    });
    return read === "disturbed" ? waiting(this.#path, from) : read;
  }

  /** To a newer content, once it has a whole line: a checkpoint at 0 could not be told from one of any other content. */
  async #moveOn(
    from: Checkpoint,
    path: string,
    rotated: readonly DirectoryEntry[],
    gap: Gap | null,
  ): Promise<SourceRead | "disturbed"> {
    const read = await this.#fromStart(path, rotated, gap);
    return read === "disturbed" || read.bytes.length > 0
      ? read
      : { ...waiting(this.#path, from), lagBytes: read.lagBytes };
  }

  async #find(
    candidates: readonly DirectoryEntry[],
    from: Checkpoint,
    activeModifiedAtMs: number | null,
  ): Promise<Found | "disturbed" | null> {
    const strict = rotatedNamePattern(this.#baseName);
    let same: Found | null = null;
    let shorter: Found | null = null;
    for (const entry of candidates) {
      const probe = await this.#probeRotated(entry, from, activeModifiedAtMs);
      if (probe === "disturbed") return "disturbed";
      if (probe === null) continue;
      const found = { entry, probe, isLater: strict.test(entry.name) && isChangedSince(entry, from, true) };
      if (probe.isSame) {
        if (from.inode === null ? !isMaybeAlike(from) : probe.stat.inode === from.inode) return found;
        // Of those that may be alike it is the oldest that is later: the others came after it.
        if (same === null || (from.inode === null && found.isLater)) same = found;
      } else if (probe.isShorterCopy) shorter ??= found;
    }
    return same ?? (from.offsetBytes > 0 ? shorter : null);
  }

  /** Copying comes before cutting: for a moment the content is there twice, and it is the active file that goes on. */
  async #isCopyOfActive(
    { entry, probe: copy }: Found,
    active: Probe | null,
    from: Checkpoint,
  ): Promise<boolean> {
    if (active === null || copy.stat.sizeBytes > active.stat.sizeBytes) return false;
    if ((entry.modifiedAtMs ?? 0) < (active.stat.modifiedAtMs ?? 0)) return false;
    const lengthBytes = Math.min(copy.stat.sizeBytes - from.offsetBytes, comparedBytesMax);
    const [here, there] = await Promise.all(
      [this.#path, this.#pathOf(entry)].map(async (path) =>
        (await this.#open(path)).read(from.offsetBytes, lengthBytes),
      ),
    );
    return Buffer.compare(here ?? new Uint8Array(0), there ?? new Uint8Array(0)) === 0;
  }

  async #probeRotated(
    entry: DirectoryEntry,
    from: Checkpoint,
    activeModifiedAtMs: number | null,
  ): Promise<Probe | "disturbed" | null> {
    try {
      return await probeGeneration(await this.#open(this.#pathOf(entry), from.offsetBytes), from);
    } catch (error) {
      if (error instanceof UnfinishedArchive) {
        const waitedMs = (activeModifiedAtMs ?? 0) - (entry.modifiedAtMs ?? 0);
        return waitedMs > archiveWaitMsMax ? null : "disturbed";
      }
      if (!(error instanceof CollectError)) throw error;
      if (error.code === "FILE_NOT_FOUND") return "disturbed";
      // A rotated file that cannot be read is not the one; if it was, the gap says so.
      if (["FILE_UNREADABLE", "NOT_A_FILE", "ARCHIVE_REFUSED"].includes(error.code)) return null;
      throw error;
    }
  }

  async #fromStart(
    path: string,
    rotated: readonly DirectoryEntry[],
    gap: Gap | null,
  ): Promise<SourceRead | "disturbed"> {
    const probe = await probeGeneration(await this.#open(path), startOfFile);
    const newer = rotated.filter((entry) => this.#pathOf(entry) !== path);
    const activeBytes =
      path === this.#path ? 0 : ((await (await this.#openIfThere(this.#path))?.stat())?.sizeBytes ?? 0);
    const isEnded = newer.length > 0 || activeBytes > 0;
    const read = await this.#continue(path, startOfFile, probe, { newer, isEnded, activeBytes });
    return read === "disturbed" ? read : { ...read, generationChanged: true, gap };
  }

  async #continue(
    path: string,
    from: Checkpoint,
    probe: Probe,
    place: { newer: readonly DirectoryEntry[]; isEnded: boolean; activeBytes?: number },
  ): Promise<SourceRead | "disturbed"> {
    const handle = await this.#open(path);
    const takePartial = place.isEnded || this.#options.takePartial === true;
    const taken = await takeLines(handle, probe, from, {
      bytesMax: this.#options.bytesMax,
      lineBytesMax: this.#options.lineBytesMax ?? lineBytesMax,
      takePartial,
    });
    if (taken === null) return "disturbed";
    const { offsetBytes } = from;
    const restBytes = taken.stat.sizeBytes - offsetBytes - taken.bytes.length;
    const newerBytes = place.newer.reduce((sum, entry) => sum + entry.sizeBytes, place.activeBytes ?? 0);
    const context = {
      bytes: taken.bytes,
      offsetBytes,
      inode: taken.stat.inode,
      modifiedAtMs: taken.stat.modifiedAtMs,
      before: probe.before,
      headBytes: taken.headBytes,
    };
    return {
      ...context,
      encoding: taken.encoding,
      readPath: path,
      generationChanged: false,
      isGenerationEnd: place.isEnded && restBytes === 0,
      endsPartial: taken.endsPartial,
      gap: null,
      checkpoint: checkpointWithin(context, offsetBytes + taken.bytes.length),
      sizeBytes: taken.stat.sizeBytes,
      lagBytes: restBytes + newerBytes,
    };
  }

  /** The files beside the source that `isWanted` by name, newest first; of a file and its compressed form only the file. */
  async #rotated(isWanted: (name: string) => boolean): Promise<DirectoryEntry[]> {
    const entries = await this.#transport.entries(this.#directory || "/");
    const rotated = entries.filter((entry) => entry.kind === "file" && isWanted(entry.name));
    const plain = new Set(rotated.map((entry) => entry.name));
    return rotated
      .filter(
        (entry) => entry.name === uncompressedName(entry.name) || !plain.has(uncompressedName(entry.name)),
      )
      .toSorted((a, b) => (b.modifiedAtMs ?? 0) - (a.modifiedAtMs ?? 0) || compareNewestFirst(a.name, b.name))
      .slice(0, rotatedMax);
  }

  #pathOf(entry: DirectoryEntry): string {
    return `${this.#directory}/${entry.name}`;
  }

  async #open(path: string, offsetBytes = 0): Promise<FileHandle> {
    const opened = this.#handles.get(path);
    if (opened !== undefined) return opened;
    const raw = await this.#transport.open(path, path.endsWith(".gz") ? 0 : offsetBytes);
    const handle = path.endsWith(".gz") ? gzipHandle(raw, path) : raw;
    this.#handles.set(path, handle);
    return handle;
  }

  async #openIfThere(path: string, offsetBytes = 0): Promise<FileHandle | null> {
    try {
      return await this.#open(path, offsetBytes);
    } catch (error) {
      if (error instanceof CollectError && error.code === "FILE_NOT_FOUND") return null;
      throw error;
    }
  }

  /** The error that opening the source itself gives, for a source that is nowhere. */
  async #missing(): Promise<unknown> {
    return this.#transport.open(this.#path).then(
      () => new CollectError("FILE_NOT_FOUND", `${this.#path} was not there a moment ago`, "Collect again."),
      (error: unknown) => error,
    );
  }
}

/** What became of a content that is nowhere, by what stands in its place. */
function gapKind(from: Checkpoint, { stat, isShorterCopy }: Probe): GapKind {
  if (isShorterCopy) return "SHRANK";
  if (from.inode === null || stat.inode !== from.inode) return "GONE";
  return stat.sizeBytes < from.offsetBytes ? "SHRANK" : "TRUNCATED";
}

function unfinished(path: string, cause: UnfinishedArchive): CollectError {
  return new CollectError(
    "ARCHIVE_REFUSED",
    `${path} ends in the middle: its writer is still at work, or was stopped`,
    `Look at it on the host: gzip -t ${path}`,
    { cause },
  );
}

function oldestOf(entries: readonly DirectoryEntry[]): DirectoryEntry | null {
  return entries.reduce<DirectoryEntry | null>(
    (oldest, entry) => (oldest === null || isNewerRotation(oldest, entry) ? entry : oldest),
    null,
  );
}

/** A read that brought nothing and leaves everything as it was. */
function waiting(path: string, from: Checkpoint): SourceRead {
  const empty = new Uint8Array(0);
  return {
    bytes: empty,
    offsetBytes: from.offsetBytes,
    encoding: "utf-8",
    readPath: path,
    generationChanged: false,
    isGenerationEnd: false,
    endsPartial: false,
    gap: null,
    checkpoint: from,
    sizeBytes: from.offsetBytes,
    lagBytes: 0,
    inode: from.inode,
    modifiedAtMs: from.modifiedAtMs ?? null,
    before: empty,
    headBytes: empty,
  };
}
