import { constants } from "node:fs";
import { lstat, open, readdir, realpath } from "node:fs/promises";
import type { Dirent } from "node:fs";
import { userInfo } from "node:os";
import { CollectError } from "./collect-error.ts";
import { fileError } from "./file-error.ts";
import { expandGlob } from "./glob.ts";
import { lookByReads } from "./file-look.ts";
import { localJournal } from "./journal/local-journal.ts";
import { checkPath } from "./path-check.ts";
import type { DirectoryEntry, EntryKind, FileHandle, FileStat, Transport } from "./transport.ts";

const where = "this machine";

/** The files of this machine, behind the same interface as those of a host. */
export function localTransport(): Transport {
  return {
    kind: "local",
    where,
    user: userInfo().username,
    isOpen: true,
    clockSkewMs: 0,
    filesAtOnce: 4,
    open: openLocal,
    stat: statLocal,
    entries: localEntries,
    list: (glob) => {
      checkPath(glob);
      return expandGlob(glob, localEntries);
    },
    journal: localJournal,
    close: () => Promise.resolve(),
  };
}

async function statLocal(path: string): Promise<FileStat> {
  checkPath(path);
  const stat = await lstat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    throw localError(path, error);
  });
  if (!stat.isFile()) throw await notAFile(path);
  return { sizeBytes: Number(stat.size), inode: String(stat.ino), modifiedAtMs: Number(stat.mtimeMs) };
}

async function openLocal(path: string): Promise<FileHandle> {
  checkPath(path);
  // O_NONBLOCK: opening a FIFO without a writer would wait for ever. O_NOFOLLOW: no link leads out of what was named.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const file = await open(path, flags).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code === "ELOOP" || error.code === "ENXIO") throw await notAFile(path, error);
    throw localError(path, error);
  });
  const stat = await file.stat({ bigint: true });
  if (!stat.isFile()) {
    await file.close();
    throw await notAFile(path);
  }
  const opened = {
    async stat() {
      const now = await file.stat({ bigint: true });
      return { sizeBytes: Number(now.size), inode: String(now.ino), modifiedAtMs: Number(now.mtimeMs) };
    },
    async read(offsetBytes: number, lengthBytes: number) {
      const buffer = Buffer.allocUnsafe(lengthBytes);
      let filled = 0;
      while (filled < lengthBytes) {
        const { bytesRead } = await file.read(buffer, filled, lengthBytes - filled, offsetBytes + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
  };
  return {
    ...opened,
    look: (offsetBytes) => lookByReads(opened, offsetBytes),
    close: () => file.close(),
  };
}

async function localEntries(directory: string): Promise<DirectoryEntry[]> {
  checkPath(directory);
  const dirents = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw localError(directory, error);
  });
  const entries: DirectoryEntry[] = [];
  for (const dirent of dirents) {
    const kind = kindOf(dirent);
    const stat = kind === "file" ? await lstat(`${directory}/${dirent.name}`).catch(() => null) : null;
    if (kind === "file" && stat === null) continue; // gone since it was listed
    entries.push({
      name: dirent.name,
      kind,
      sizeBytes: stat?.size ?? 0,
      modifiedAtMs: stat?.mtimeMs ?? null,
    });
  }
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(dirent: Dirent): EntryKind {
  if (dirent.isFile()) return "file";
  if (dirent.isDirectory()) return "directory";
  return dirent.isSymbolicLink() ? "link" : "other";
}

function localError(path: string, cause: NodeJS.ErrnoException): CollectError {
  const reason = cause.code === "ENOENT" || cause.code === "ENOTDIR" ? "missing" : "denied";
  return fileError(reason, path, { user: userInfo().username, where }, cause);
}

async function notAFile(path: string, cause?: Error): Promise<CollectError> {
  const stat = await lstat(path).catch(() => null);
  const linkTarget = stat?.isSymbolicLink() ? await realpath(path).catch(() => null) : null;
  const kind = stat?.isSymbolicLink() ? "link" : stat?.isDirectory() ? "directory" : "other";
  return fileError(kind, path, { user: userInfo().username, where, linkTarget }, cause);
}
