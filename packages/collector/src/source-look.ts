import { isChangedSince, isMaybeAlike } from "./change-time.ts";
import { checkpointWithin, type Checkpoint } from "./checkpoint.ts";
import { CollectError } from "./collect-error.ts";
import { lineBytesMax, probeGeneration, startOfFile, takeLines, type Probe } from "./generation.ts";
import type { Gap, GapKind } from "./gap.ts";
import { UnfinishedArchive } from "./gzip-handle.ts";
import {
  isNewerRotation,
  isPackedOtherwise,
  isRotationCandidate,
  nameShape,
  rotatedNamePattern,
  uncompressedName,
} from "./rotated-name.ts";
import { SourceFiles } from "./source-files.ts";
import { waiting, type ReadOptions, type SourceRead } from "./source-read.ts";
import type { DirectoryEntry, Transport } from "./transport.ts";

/** So much of two files that may be one and its copy is compared. */
const comparedBytesMax = 64 * 1024;

/** An archive that is still incomplete this long after the source went on will stay so. */
const archiveWaitMsMax = 10 * 60_000;

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
export class SourceLook {
  readonly #path: string;
  readonly #options: ReadOptions;
  readonly #baseName: string;
  readonly #files: SourceFiles;

  constructor(transport: Transport, path: string, options: ReadOptions) {
    this.#path = path;
    this.#options = options;
    this.#baseName = path.slice(path.lastIndexOf("/") + 1);
    this.#files = new SourceFiles(transport, path);
  }

  close(): Promise<void> {
    return this.#files.close();
  }

  async first(): Promise<SourceRead | "disturbed"> {
    await this.#files.open(this.#path);
    const strict = rotatedNamePattern(this.#baseName);
    const rotated =
      this.#options.includeRotated === true ? await this.#files.rotated((name) => strict.test(name)) : [];
    const filled = rotated.filter((entry) => entry.sizeBytes > 0 && !isPackedOtherwise(entry.name));
    const oldest = oldestOf(filled);
    return this.#fromStart(oldest === null ? this.#path : this.#files.pathOf(oldest), filled, null);
  }

  async next(from: Checkpoint): Promise<SourceRead | "disturbed" | Lost> {
    const active = await this.#files.openIfThere(this.#path, from.offsetBytes);
    const probe = active === null ? null : await probeGeneration(active, from);
    const isSamePlace = probe !== null && (from.inode === null || from.inode === probe.stat.inode);
    const mayBeAlike =
      from.inode === null && from.modifiedAtMs !== probe?.stat.modifiedAtMs && isMaybeAlike(from);
    if (active !== null && probe !== null && probe.isSame && isSamePlace && !mayBeAlike) {
      return this.#continue(this.#path, from, probe, { newer: [], isEnded: false });
    }

    const strict = rotatedNamePattern(this.#baseName);
    const candidates = await this.#files.rotated((name) => isRotationCandidate(this.#baseName, name));
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
      if (probe === null) throw await this.#files.missing();
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
      packed === undefined ? null : { kind: "PACKED", path: this.#files.pathOf(packed), offsetBytes: 0 };
    const activeBytes = probe?.stat.sizeBytes ?? 0;
    const isEnded = newer.length > 0 || activeBytes > 0;
    if (found.isSame) {
      const read = await this.#continue(this.#files.pathOf(entry), from, found, {
        newer,
        isEnded,
        activeBytes,
      });
      if (read === "disturbed" || read.bytes.length > 0 || !isEnded) return read;
    } else if (!isEnded) return waiting(this.#path, from);
    const successor = oldestOf(newer);
    return this.#moveOn(from, successor === null ? this.#path : this.#files.pathOf(successor), newer, gap);
  }

  async afterGap(from: Checkpoint, { kind, newer }: Lost): Promise<SourceRead> {
    const oldest = oldestOf(newer);
    const read = await this.#moveOn(from, oldest === null ? this.#path : this.#files.pathOf(oldest), newer, {
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
      [this.#path, this.#files.pathOf(entry)].map(async (path) =>
        (await this.#files.open(path)).read(from.offsetBytes, lengthBytes),
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
      return await probeGeneration(await this.#files.open(this.#files.pathOf(entry), from.offsetBytes), from);
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
    const probe = await probeGeneration(await this.#files.open(path), startOfFile);
    const newer = rotated.filter((entry) => this.#files.pathOf(entry) !== path);
    const activeBytes =
      path === this.#path ? 0 : ((await (await this.#files.openIfThere(this.#path))?.stat())?.sizeBytes ?? 0);
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
    const handle = await this.#files.open(path);
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
}

/** What became of a content that is nowhere, by what stands in its place. */
function gapKind(from: Checkpoint, { stat, isShorterCopy }: Probe): GapKind {
  if (isShorterCopy) return "SHRANK";
  if (from.inode === null || stat.inode !== from.inode) return "GONE";
  return stat.sizeBytes < from.offsetBytes ? "SHRANK" : "TRUNCATED";
}

function oldestOf(entries: readonly DirectoryEntry[]): DirectoryEntry | null {
  return entries.reduce<DirectoryEntry | null>(
    (oldest, entry) => (oldest === null || isNewerRotation(oldest, entry) ? entry : oldest),
    null,
  );
}
